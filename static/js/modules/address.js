// The address says where one reads: scrolling replaces it, an act of its own adds to the history.
import { dayOf, describe, findRead, isPart } from "./place.js";

const KEY = "from";
const PAUSE = 400;
let told;

export const readDay = () => new URL(location.href).searchParams.get(KEY);

/** Gives the day where a list should begin, or nothing at its very beginning. */
export function findDay() {
  if (!isPart() && scrollY < innerHeight / 2) return undefined;
  const read = findRead();
  return read && dayOf(read);
}

export function setDay(address, day) {
  if (day) address.searchParams.set(KEY, day);
  else address.searchParams.delete(KEY);
}

/** A page of a longer list keeps its own beginning, or a reload would show another page. */
function tell() {
  clearTimeout(told);
  told = undefined;
  if (isPart()) return;
  const address = new URL(location.href);
  setDay(address, findDay());
  address.hash = "";
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

/** At most every 400 ms: a browser may stop listening to a page that changes its address more often. */
export function tellSoon() {
  told ??= setTimeout(tell, PAUSE);
}

/** Whoever comes back finds what is read now. */
export function keep(more) {
  history.replaceState({ ...history.state, ...more, read: describe() }, "");
}

/** An act begins: Back leads to where one is now. htmx restores only what it knows as its own. */
export function begin() {
  tell();
  keep({ htmx: true });
  history.pushState({ htmx: true }, "", location.href);
}
