/** How the page itself is: its last input, its last frame, its memory, its room on the device. */

const FRAME_MS = 1_000;
const ROOM_MS = 60_000;
const ASLEEP_MS = 5_000;
const MEGA = 1_000_000;
const INPUTS = ["pointerdown", "keydown", "wheel"];
const since = (at) => Math.round((performance.now() - at) / 100) / 10;
const inMega = (bytes) => (bytes === undefined ? null : Math.round(bytes / MEGA * 10) / 10);

export function createVitals(target) {
  let touched = null;
  let painted = performance.now();
  let ticked = painted;
  let room = {};
  let isAsked = false;
  let next = { frame: 0, room: 0 };

  for (const name of INPUTS) target.addEventListener(name, () => { touched = performance.now(); }, { capture: true, passive: true });

  async function weigh() {
    room = await navigator.storage?.estimate() ?? {};
  }

  function draw() {
    isAsked = false;
    painted = performance.now();
  }

  return {
    read: () => ({
      touch_seconds: touched === null ? null : since(touched),
      paint_seconds: since(painted),
      heap_mb: inMega(performance.memory?.usedJSHeapSize),
      nodes: target.querySelectorAll("*").length,
      storage_mb: inMega(room.usage),
      quota_mb: inMega(room.quota),
    }),
    /** One frame a second is asked for. A page that was asleep could not paint, and is not blamed for it. */
    tick() {
      const now = performance.now();
      if (now - ticked > ASLEEP_MS) painted = now;
      ticked = now;
      if (!isAsked && now >= next.frame) {
        isAsked = true;
        next = { ...next, frame: now + FRAME_MS };
        requestAnimationFrame(draw);
      }
      if (now >= next.room) {
        next = { ...next, room: now + ROOM_MS };
        weigh().catch(() => {});
      }
    },
  };
}
