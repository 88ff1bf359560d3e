/** What the kiosk is doing: boot → attract → explore → warn → reset. Times in ms of performance.now(). */

const RESET_MS = 600;

/**
 * `times` has idle, warn and attract; `does` has enter(to), turn(), count(seconds) and idle(ms), the idle
 * time as it now is. Every change is told to the document as `kiosk:state` {from, to, at}.
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
    if (state === "attract" && now - since >= times.attract) { since = now; does.turn(); }
    else if (state === "explore") tickExplore(now);
    else if (state === "warn") tickWarn(now);
    else if (state === "reset" && now - since >= RESET_MS) go("attract");
  }

  return {
    tick,
    state: () => state,
    start: () => go("attract"),
    explore: () => go("explore"),
    reset: () => go("reset"),
    /** A visitor did something. */
    input: () => { lastInput = performance.now(); },
    /** The countdown starts over: somebody moves between the two buttons. */
    recount: () => { since = performance.now(); },
  };
}
