/** A mostly horizontal stroke of one finger. It is only watched: the browser scrolls and zooms as ever. */

const SWIPE_PX = 48;

/** Calls `turn(1)` for a stroke to the left (next), `turn(-1)` to the right, if it began inside `selector`. */
export function onSwipe(root, selector, turn) {
  let start = null;
  const add = (name, act) => root.addEventListener(name, act, { passive: true });
  add("touchstart", ({ touches, target }) => {
    // Two fingers zoom, and one moves about in what is zoomed.
    const isAlone = touches.length === 1 && (visualViewport?.scale ?? 1) < 1.01;
    start = isAlone && target.closest(selector) ? touches[0] : null;
  });
  add("touchend", ({ changedTouches: [end] }) => {
    const across = start ? end.clientX - start.clientX : 0;
    const isLevel = Math.abs(across) > 2 * Math.abs(end.clientY - (start?.clientY ?? 0));
    start = null;
    if (isLevel && Math.abs(across) > SWIPE_PX) turn(across < 0 ? 1 : -1);
  });
  add("touchcancel", () => { start = null; });
}
