/** The display stays awake: asked at start, when the page is seen again, and after each release. */

const FIRST_MS = 5_000;
const LAST_MS = 60_000;

export function createWake() {
  let lock = null;
  let next = 0;
  let wait = FIRST_MS;

  async function ask() {
    next = Infinity;
    try {
      lock = await navigator.wakeLock.request("screen");
      wait = FIRST_MS;
      lock.addEventListener("release", () => { lock = null; next = performance.now() + FIRST_MS; }, { once: true });
    } catch {
      next = performance.now() + wait;
      wait = Math.min(2 * wait, LAST_MS);
    }
  }

  document.addEventListener("visibilitychange", () => { next = 0; });

  return {
    status: () => ({ wake_lock: lock !== null }),
    tick() {
      if (!lock && navigator.wakeLock && document.visibilityState === "visible" && performance.now() >= next) ask();
    },
  };
}
