// Keeps the event under the eye where it is: over a change of level, of language, and over a reload.
const MARK = "#hold~";
const KEY = "from";
const PAUSE = 400;
const connected = new WeakSet();
let held;
let told = 0;

const links = () => [...document.querySelectorAll(".item__link")];

/** Gives the event that is being read: the focused one, or the first one below the top fifth of the window. */
function findRead() {
  const focused = document.activeElement?.closest(".item__link");
  return focused ?? links().find((link) => link.getBoundingClientRect().top > innerHeight / 5);
}

function remember() {
  const link = findRead();
  held = link && { id: link.dataset.event, day: link.dataset.day, top: link.getBoundingClientRect().top, isFocused: link === document.activeElement };
}

/** Puts the held event, or the next one in time that the level shows, back to its height. */
function restore() {
  if (!held) return;
  const all = links();
  const link = all.find((one) => one.dataset.event === held.id) ?? all.find((one) => one.dataset.day >= held.day) ?? all.at(-1);
  if (link) {
    scrollBy({ top: link.getBoundingClientRect().top - held.top, behavior: "instant" });
    if (held.isFocused) link.focus({ preventScroll: true });
  }
  held = undefined;
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
  if (told) return;
  told = setTimeout(() => {
    told = 0;
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
