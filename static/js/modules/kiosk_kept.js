/** A visit outlives a page that dies: event and locale come back within a minute. A reset drops them. */
import { isResting } from "./kiosk_quiet.js";

const KEY = "visit";
const FRESH_MS = 60_000;
const EVERY_MS = 5_000;
const isVisit = (state) => state === "explore" || state === "warn";
const drop = () => sessionStorage.removeItem(KEY);

export function createKept(root) {
  let event = "";
  let next = 0;
  let left = "";

  function keep() {
    sessionStorage.setItem(KEY, JSON.stringify({ event, locale: root.dataset.locale, at: Date.now() }));
  }

  document.addEventListener("kiosk:show", ({ detail }) => { event = detail.event; next = 0; });
  document.addEventListener("kiosk:state", ({ detail: { to } }) => {
    if (isVisit(to)) return;
    event = "";
    drop();
  });
  // A page that is loaded anew on purpose takes leave; one that dies doesn't. Who touches a resting one while it
  // goes is here when the next one comes.
  globalThis.navigation?.addEventListener("navigate", () => { left = root.dataset.state; });
  addEventListener("pagehide", () => (isResting(left) && isVisit(root.dataset.state) ? keep() : drop()));

  return {
    /** Gives the visit that broke off less than a minute ago: {event, locale}, or nothing. */
    recall() {
      const broken = JSON.parse(sessionStorage.getItem(KEY));
      return broken && Math.abs(Date.now() - broken.at) < FRESH_MS ? broken : null;
    },
    tick() {
      if (!isVisit(root.dataset.state) || performance.now() < next) return;
      next = performance.now() + EVERY_MS;
      keep();
    },
  };
}
