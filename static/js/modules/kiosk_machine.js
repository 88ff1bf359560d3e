/** What the kiosk is doing: boot → attract or night → explore → warn → reset; staff. Times in ms of performance.now(). */

const RESET_MS = 600;
const STAFF_MS = 60_000;

/**
 * `times` has idle, warn and attract; `does` has enter(to), turn(), count(seconds), isOpen() and idle(ms), the
 * idle time as it now is. Every change is told to the document as `kiosk:state` {from, to, at}.
 */
export function createMachine(times, does) {
  const root = document.documentElement;
  let state = root.dataset.state;
  let since = 0;
  let lastInput = 0;

  function go(to) {
    const from = state;
    const at = performance.now();
    state = to;
    since = at;
    lastInput = at;
    root.dataset.state = to;
    does.enter(to);
    document.dispatchEvent(new CustomEvent("kiosk:state", { detail: { from, to, at } }));
  }

  const rest = () => go(does.isOpen() ? "attract" : "night");

  function tickAttract(now) {
    if (!does.isOpen()) rest();
    else if (now - since >= times.attract) { since = now; does.turn(); }
  }

  function tickExplore(now) {
    const idle = does.idle(times.idle);
    // A page that slept through both times starts afresh at once.
    if (now - lastInput >= idle + times.warn + 1000) go("reset");
    else if (now - lastInput >= idle) { go("warn"); does.count(Math.ceil(times.warn / 1000)); }
  }

  function tickWarn(now) {
    const left = times.warn - (now - since);
    if (left <= 0) go("reset");
    else does.count(Math.ceil(left / 1000));
  }

  function tick() {
    const now = performance.now();
    if (state === "attract") tickAttract(now);
    else if (state === "night" && does.isOpen()) rest();
    else if (state === "explore") tickExplore(now);
    else if (state === "warn") tickWarn(now);
    else if (state === "reset" && now - since >= RESET_MS) rest();
    else if (state === "staff" && now - lastInput >= STAFF_MS) rest();
  }

  return {
    tick,
    state: () => state,
    /** Nobody is here, or is to be. */
    rest,
    explore: () => go("explore"),
    staff: () => go("staff"),
    reset: () => go("reset"),
    /** A visitor did something. */
    input: () => { lastInput = performance.now(); },
    /** The countdown starts over: somebody moves between the two buttons. */
    recount: () => { since = performance.now(); },
  };
}
