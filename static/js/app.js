// Connects behaviours to the elements that name them, at the start and after each swap.
export function start(behaviours) {
  function connectAll() {
    for (const element of document.querySelectorAll("[data-behaviour]")) {
      for (const name of element.dataset.behaviour.split(" ")) behaviours[name]?.connect(element);
    }
  }

  connectAll();
  document.addEventListener("htmx:after:process", connectAll);
  // A new request takes back what was said about the last one.
  document.addEventListener("htmx:before:request", () => document.querySelector("#notice").replaceChildren());
}
