// Says that a request didn't get through, and takes any message away once one does.
const connected = new WeakSet();

function say(box) {
  const message = document.createElement("div");
  const words = document.createElement("p");
  message.className = "notice__box";
  message.id = "notice-box";
  words.className = "notice__title";
  words.textContent = box.dataset.failed;
  message.append(words);
  box.replaceChildren(message);
}

export function connect(box) {
  if (connected.has(box)) return;
  connected.add(box);
  document.addEventListener("htmx:error", () => say(box));
  document.addEventListener("htmx:after:request", (event) => {
    if (event.detail.ctx.response.status < 400) box.replaceChildren();
  });
}
