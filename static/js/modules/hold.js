// Keeps the event under the eye where it is: over a change of level, of language, and over a reload.
import { findDay, keep, readDay, setDay, tellSoon } from "./address.js";
import { describe, findNear, land, restingTop } from "./place.js";

const MARK = "#hold~";
const connected = new WeakSet();
let held, aim;

/** What was aimed at is placed where one is led to, else what is read stays where it is. */
function remember() {
  held = aim ? { id: aim, day: aim, top: restingTop() } : describe();
  aim = undefined;
}

function restore() {
  const link = held && findNear(held.day, held.id);
  if (link) land(link, held);
  held = undefined;
}

/** Follows the link of a level to a day of one's choice. */
export function follow(link, day) {
  aim = day;
  link.click();
}

/** A level begins where one reads, or at the day that was aimed at. */
function onRequest({ detail: { ctx } }) {
  if (ctx.sourceElement === document.body) return;
  keep();
  if (!ctx.sourceElement.matches(".levels a, .year__link")) return;
  const day = aim ?? findDay();
  remember();
  if (!ctx.sourceElement.matches(".levels a")) return;
  const address = new URL(ctx.request.action, location.href);
  setDay(address, day);
  ctx.request.action = address.pathname + address.search;
}

/** A link to another language, without htmx to another level too, carries the event and its height. */
function onLeave(event) {
  const link = event.target.closest(globalThis.htmx ? "a[hreflang]" : "a[hreflang], .levels__link, #scale, .year__link");
  if (!link || link.host !== location.host) return;
  remember();
  if (held) link.hash = `${MARK}${held.id}~${Math.round(held.top)}`;
}

function arrive() {
  const day = readDay();
  const [id, top] = location.hash.replace(MARK, "").split("~");
  if (location.hash.startsWith(MARK)) {
    history.replaceState(history.state, "", location.pathname + location.search);
    held = { id, day: id.slice(0, 10), top: Number(top) };
  } else if (day && !location.hash && scrollY === 0) held = { day, top: restingTop() };
  restore();
}

export function connect(list) {
  if (connected.has(list)) return;
  connected.add(list);
  arrive();
  addEventListener("scroll", tellSoon, { passive: true });
  document.addEventListener("click", onLeave);
  document.addEventListener("htmx:config:request", onRequest);
  // The browser itself leads back by pixels, and notes them late.
  document.addEventListener("htmx:before:history:restore", () => { held = history.state?.read; });
  document.addEventListener("htmx:after:process", restore);
}
