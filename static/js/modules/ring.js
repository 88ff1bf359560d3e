import { onSwipe } from "./swipe.js";

/** The sun of events: one stop of the Tab key, turned by arrow keys, by a drag around it, by a swipe on the event. */

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
const connected = new WeakSet();

const raysOf = (root) => [...root.querySelectorAll(".ray")];
const press = (link) => link?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));

/** One ray is in the tab order: the selected one. */
function rove(root) {
  for (const ray of raysOf(root)) {
    ray.setAttribute("tabindex", ray.getAttribute("aria-current") === "true" ? "0" : "-1");
    ray.removeAttribute("data-state");
  }
}

function turnByKey(root, event) {
  const rays = raysOf(root);
  const at = rays.indexOf(event.target.closest(".ray"));
  if (at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const ends = { Home: 0, End: rays.length - 1 };
  const next = ends[event.key] ?? (event.key in STEPS ? (at + STEPS[event.key] + rays.length) % rays.length : null);
  if (next === null) return;
  event.preventDefault();
  rays[next].setAttribute("tabindex", "0");
  rays[next].focus();
  press(rays[next]);
}

/** A drag lights the ray under the pointer and turns to it on release; a tap stays a click on a link. */
function turnByDrag(root, picture) {
  let start = null, near = null;
  const clear = () => { near?.removeAttribute("data-state"); start = near = null; };
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  picture.addEventListener("pointerdown", (event) => { if (event.isPrimary && event.button === 0) start = event; });
  picture.addEventListener("pointermove", (event) => {
    if (!event.buttons) clear();
    if (!start || (!near && Math.hypot(event.x - start.x, event.y - start.y) < 10)) return;
    if (!near) picture.setPointerCapture(event.pointerId);
    const box = picture.getBoundingClientRect();
    const angle = Math.atan2(event.x - box.x - box.width / 2, box.y + box.height / 2 - event.y);
    const rays = raysOf(root);
    const ray = rays[(Math.round((angle / (2 * Math.PI)) * rays.length) + rays.length) % rays.length];
    if (ray === near) return;
    near?.removeAttribute("data-state");
    near = ray;
    ray.setAttribute("data-state", "near");
  });
  picture.addEventListener("pointerup", () => { const ray = near; clear(); press(ray); });
  picture.addEventListener("pointercancel", clear);
}

/** After a turn: say where we are. */
function tell(root) {
  rove(root);
  document.querySelector("#thirty-status").textContent = root.dataset.announce;
}

export function connect(root) {
  rove(root);
  if (connected.has(root)) return;
  connected.add(root);
  root.addEventListener("keydown", (event) => turnByKey(root, event));
  root.addEventListener("htmx:after:swap", () => tell(root));
  turnByDrag(root, root.querySelector(".sun__picture"));
  onSwipe(root, '[data-ring="event"]', (step) => press(root.querySelector(step > 0 ? '[rel="next"]' : '[rel="prev"]')));
}
