// Keeps the event under the eye where it is: over a change of level, of language, and over a reload.
import { findDay, readDay, setDay, tellSoon } from "./address.js";
import { dayOf, findNear, findRead, put, restingTop } from "./place.js";

const MARK = "#hold~";
const connected = new WeakSet();
let held, aim;

function remember() {
  const link = findRead();
  const isFocused = link === document.activeElement;
  held = link && { id: link.dataset.event, day: dayOf(link), top: link.getBoundingClientRect().top, isFocused };
}

function place({ id, day, top, isFocused }) {
  const link = findNear(day, id);
  if (link) put(link, top);
  if (link && isFocused) link.focus({ preventScroll: true });
}

/** Places it now, and once more when the page has settled: faces and drawings may come late. */
function restore() {
  const found = held;
  held = undefined;
  if (!found) return;
  place(found);
  document.fonts.ready.then(() => requestAnimationFrame(() => place(found)));
}

/** Follows the link of a level to a day of one's choice. */
export function follow(link, day) {
  aim = day;
  link.click();
}

/** A level begins where one reads, or at the day that was aimed at. */
function onRequest({ detail: { ctx } }) {
  if (!ctx.sourceElement.matches(".levels a, .year__link")) return;
  if (aim) held = { day: aim, top: restingTop() };
  else remember();
  if (ctx.sourceElement.matches(".levels a")) {
    const address = new URL(ctx.request.action, location.href);
    setDay(address, aim ?? findDay());
    ctx.request.action = address.pathname + address.search;
  }
  aim = undefined;
}

/** A link to another language, without htmx to another level too, carries the event and its height. */
function onLeave(event) {
  const link = event.target.closest(globalThis.htmx ? "a[hreflang]" : "a[hreflang], .levels__link, #scale, .year__link");
  if (!link || link.host !== location.host) return;
  if (aim) held = { id: aim, top: restingTop() };
  else remember();
  aim = undefined;
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
  document.addEventListener("htmx:after:process", restore);
}
