// A press shows at once, also where a browser waits whether the finger will scroll; sliding off takes it back.
const TARGET = "a, button, summary, label";
const connected = new WeakSet();
let pressed;

function release() {
  pressed?.removeAttribute("data-pressed");
  pressed = undefined;
}

export function connect(body) {
  if (connected.has(body)) return;
  connected.add(body);
  body.addEventListener("pointerdown", (event) => {
    release();
    pressed = event.isPrimary && event.button === 0 ? event.target.closest(TARGET) : undefined;
    pressed?.setAttribute("data-pressed", "");
  });
  // A finger holds what it touched: only its place says where it is.
  body.addEventListener("pointermove", ({ x, y }) => {
    if (pressed && !pressed.contains(document.elementFromPoint(x, y))) release();
  });
  for (const name of ["pointerup", "pointercancel", "dragend"]) document.addEventListener(name, release);
  addEventListener("pagehide", release);
}
