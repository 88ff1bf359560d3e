// Keeps the event under the eye where it is: over a change of level, of language, and over a reload.
const MARK = "#hold~";
const KEY = "from";
const PAUSE = 400;
const connected = new WeakSet();
let held, told;

const links = () => [...document.querySelectorAll(".item__link")];
/** Gives the event that is being read: the focused one, or the first one below the top fifth of the window. */
function findRead() {
  const focused = document.activeElement?.closest(".item__link");
  return focused ?? links().find((link) => link.getBoundingClientRect().top > innerHeight / 5);
}

function remember() {
  const link = findRead();
  const isFocused = link === document.activeElement;
  held = link && { ...link.dataset, id: link.dataset.event, top: link.getBoundingClientRect().top, isFocused };
}

/** Puts the held event, or the next one in time that the level shows, back to its height. */
function place({ id, day, top, isFocused }) {
  const all = links();
  const link = all.find((one) => one.dataset.event === id) ?? all.find((one) => one.dataset.day >= day) ?? all.at(-1);
  if (link) scrollBy({ top: link.getBoundingClientRect().top - top, behavior: "instant" });
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

/** The address says where the reader is, at most every 400 ms, and adds nothing to the history. */
function tell() {
  const link = findRead();
  const address = new URL(location.href);
  if (!link || scrollY < innerHeight / 2) address.searchParams.delete(KEY);
  else address.searchParams.set(KEY, link.dataset.day);
  if (address.href !== location.href && address.hash === "") history.replaceState(history.state, "", address);
}

function onScroll() {
  told ||= setTimeout(() => {
    told = undefined;
    tell();
  }, PAUSE);
}

/** A link to another language carries the event and its height; nothing is kept on the device. */
function onLeave(event) {
  const link = event.target.closest("a[hreflang]");
  if (!link || link.host !== location.host) return;
  remember();
  if (held) link.hash = `${MARK}${held.id}~${Math.round(held.top)}`;
}

function arrive() {
  const day = new URL(location.href).searchParams.get(KEY);
  const [id, top] = location.hash.replace(MARK, "").split("~");
  if (location.hash.startsWith(MARK)) {
    history.replaceState(history.state, "", location.pathname + location.search);
    held = { id, day: id.slice(0, 10), top: Number(top) };
  } else if (day && !location.hash && scrollY === 0) held = { day, top: innerHeight / 4 };
  restore();
}

export function connect(list) {
  if (connected.has(list)) return;
  connected.add(list);
  arrive();
  addEventListener("scroll", onScroll, { passive: true });
  document.addEventListener("click", onLeave);
  list.addEventListener("click", (event) => event.target.closest(".levels a, .year__link") && remember());
  document.addEventListener("htmx:after:process", restore);
}
