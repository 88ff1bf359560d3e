/** Fingers and mice that are down: which one taps a control, and which only rests on the glass. */

const SLIP_MM = 10;
const REST_MS = 60_000;
const FLING_MS = 100;
// What the browser itself takes for a tap, with something to spare.
const STILL_PX = 8;
const SHORT_MS = 400;
const MOST_LOST = 3;

/** `note` takes the name of what went wrong; lost() is called when taps stay without a click. */
export function createPointers(target, note, lost) {
  const down = new Map();
  const firm = { capture: true, passive: true };
  let scrolledAt = -FLING_MS;
  let isPanned = false;
  let unclicked = 0;

  const slipPx = () => SLIP_MM * parseFloat(document.documentElement.style.getPropertyValue("--mm"));
  const controlOf = (element) => element?.closest?.("[data-act]") ?? null;

  /** One finger at a time may tap, those aside that only rest. What stops a list that still runs is no tap. */
  function begin(event) {
    const now = performance.now();
    const isFirst = [...down.values()].every((one) => one.isResting);
    const canTap = isFirst && event.button === 0 && now - scrolledAt > FLING_MS;
    isPanned = false;
    down.set(event.pointerId, {
      at: now, x: event.clientX, y: event.clientY, since: now, isResting: false, isStill: true,
      control: canTap ? controlOf(event.target) : null,
    });
  }

  function move(event) {
    const one = down.get(event.pointerId);
    if (!one) return;
    const path = Math.hypot(event.clientX - one.x, event.clientY - one.y);
    if (path > STILL_PX) one.isStill = false;
    if (path > slipPx()) Object.assign(one, { x: event.clientX, y: event.clientY, since: performance.now(), isResting: false, control: null });
  }

  function count(one) {
    if (!one.isStill || down.size || performance.now() - one.at > SHORT_MS) return;
    unclicked += 1;
    if (unclicked < MOST_LOST) return;
    unclicked = 0;
    note("lost_tap");
    lost();
  }

  target.addEventListener("pointerdown", begin, firm);
  target.addEventListener("pointermove", move, firm);
  target.addEventListener("pointercancel", ({ pointerId }) => { isPanned = true; down.delete(pointerId); }, firm);
  target.addEventListener("scroll", () => { if (isPanned) scrolledAt = performance.now(); }, firm);
  target.addEventListener("click", () => { unclicked = 0; }, firm);

  return {
    count: () => down.size,
    /** A finger that moves is somebody's; one that has rested for a minute is a bag. */
    isInput: ({ pointerId }) => down.get(pointerId)?.isResting === false,
    /** The control that a pointer taps as it goes up: it began there and slipped 10 mm at most. */
    end(event) {
      const one = down.get(event.pointerId);
      down.delete(event.pointerId);
      if (!one?.control || controlOf(document.elementFromPoint(event.clientX, event.clientY)) !== one.control) return null;
      count(one);
      return one.control;
    },
    tick() {
      for (const one of down.values()) {
        if (one.isResting || performance.now() - one.since < REST_MS) continue;
        one.isResting = true;
        note("stuck_touch");
      }
    },
  };
}
