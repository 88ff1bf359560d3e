/** A mostly horizontal stroke of a finger or pen; scrolling up and down stays the browser's. */

const SWIPE_PX = 48;

/** Calls `turn(1)` for a stroke to the left (next), `turn(-1)` to the right, if it began inside `selector`. */
export function onSwipe(root, selector, turn) {
  let start = null;
  root.addEventListener("pointerdown", (event) => {
    start = event.isPrimary && event.pointerType !== "mouse" && event.target.closest(selector) ? event : null;
  });
  root.addEventListener("pointerup", (event) => {
    const across = start ? event.x - start.x : 0;
    const isLevel = Math.abs(across) > 2 * Math.abs(event.y - (start?.y ?? 0));
    start = null;
    if (isLevel && Math.abs(across) > SWIPE_PX) turn(across < 0 ? 1 : -1);
  });
  root.addEventListener("pointercancel", () => { start = null; });
}
