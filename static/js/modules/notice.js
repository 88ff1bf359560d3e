// Says that a request didn't get through and offers to try again; takes any message away once one does.
const connected = new WeakSet();
let source;

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

function tryAgain() {
  const isForm = source.matches("form");
  (isForm ? source.querySelector("[type=search]") : source)?.focus({ preventScroll: true });
  if (isForm) source.requestSubmit();
  else source.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
}

/** Whatever the message is, it ends with what can be done. */
function offer(box) {
  if (!box.firstElementChild || !source?.matches("a, form") || !source.isConnected) return;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "notice__again", textContent: box.dataset.again });
  button.addEventListener("click", tryAgain);
  box.firstElementChild.append(button);
}

export function connect(box) {
  if (connected.has(box)) return;
  connected.add(box);
  new MutationObserver(() => offer(box)).observe(box, { childList: true });
  document.addEventListener("htmx:before:request", ({ detail }) => { source = detail.ctx.sourceElement; });
  document.addEventListener("htmx:error", () => say(box));
  document.addEventListener("htmx:after:request", (event) => {
    if (event.detail.ctx.response.status < 400) box.replaceChildren();
  });
}
