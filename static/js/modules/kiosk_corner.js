/** Five taps in the top left corner within three seconds: staff. */

const TAPS = 5;
const WITHIN_MS = 3_000;

/** `corner` is the element that marks the place; it takes no touch itself. */
export function watchCorner(corner, open) {
  let taps = [];
  document.addEventListener("pointerup", ({ clientX, clientY }) => {
    const { left, right, top, bottom } = corner.getBoundingClientRect();
    const isIn = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
    const now = performance.now();
    taps = isIn ? [...taps, now].slice(-TAPS) : [];
    if (taps.length < TAPS || now - taps[0] > WITHIN_MS) return;
    taps = [];
    open();
  }, { capture: true, passive: true });
}
