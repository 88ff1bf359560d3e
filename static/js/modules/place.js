// The event that is being read, and how an event is brought to a height of the window.
const links = () => [...document.querySelectorAll(".item__link")];

/** Gives the day of an event as the page writes it for programs: "1991", "1991-12" or "1991-12-16". */
export const dayOf = (link) => link.closest(".item").querySelector("time").dateTime;

function isSeen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Gives the focused event, or the first one below the top fifth of the window; at the foot the last one. */
export function findRead() {
  const focused = document.activeElement?.closest(".item__link");
  if (focused && isSeen(focused)) return focused;
  const all = links();
  return all.find((link) => link.getBoundingClientRect().top > innerHeight / 5) ?? all.at(-1);
}

/** Gives the event with that id, else the first one of that day or later, else the last one. */
export function findNear(day, id) {
  const all = links();
  return all.find((one) => one.dataset.event === id) ?? all.find((one) => dayOf(one) >= day) ?? all.at(-1);
}

/** Gives what finds a place again: the event that is read, and where it stands. */
export function describe() {
  const link = findRead();
  const isFocused = link === document.activeElement;
  return link && { id: link.dataset.event, day: dayOf(link), top: link.getBoundingClientRect().top, isFocused };
}

/** Brings an event to a height, at once: nothing flies past. */
export function put(link, top) {
  scrollBy({ top: link.getBoundingClientRect().top - top, behavior: "instant" });
}

/** Puts it there now, and once more when the page has settled: faces and drawings may come late. */
export function land(link, { top, isFocused }) {
  put(link, top);
  if (isFocused) link.focus({ preventScroll: true });
  document.fonts.ready.then(() => requestAnimationFrame(() => link.isConnected && put(link, top)));
}

/** Where an event stands that one was led to. */
export const restingTop = () => innerHeight / 4;

/** True when the list is one page of a level: what the page does not hold can only be asked for. */
export const isPart = () => document.querySelector(".pages") !== null;
