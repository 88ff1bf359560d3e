// The band of years: marks the year that is being read, and is one stop of the Tab key, walked by arrows.
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
const observers = new WeakMap();

const linksOf = (list) => [...list.querySelectorAll(".band__link")];

/** One year is in the tab order. */
function rove(list, current) {
  for (const link of linksOf(list)) link.tabIndex = link === current ? 0 : -1;
}

/** Scrolls the band alone, never the page. */
function show(entry) {
  const box = entry.parentElement;
  box.scrollTop = entry.offsetTop - box.clientHeight / 2;
  box.scrollLeft = entry.offsetLeft - box.clientWidth / 2;
}

function mark(list, year) {
  for (const entry of list.querySelectorAll("[data-band-year]")) {
    const isCurrent = entry.dataset.bandYear === year;
    entry.toggleAttribute("data-current", isCurrent);
    if (!isCurrent) continue;
    show(entry);
    if (!entry.parentElement.contains(document.activeElement)) rove(list, entry.querySelector(".band__link"));
  }
}

function onKey(event) {
  const link = event.target.closest(".band__link");
  if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = linksOf(event.currentTarget);
  const ends = { Home: all[0], End: all.at(-1) };
  const next = ends[event.key] ?? all[all.indexOf(link) + (STEPS[event.key] ?? Number.NaN)];
  if (!next) return;
  event.preventDefault();
  rove(event.currentTarget, next);
  next.focus();
}

function watch(list) {
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting);
      if (seen.length > 0) mark(list, seen.at(-1).target.dataset.year);
    },
    { rootMargin: "-30% 0px -60% 0px" },
  );
  for (const year of list.querySelectorAll("[data-year]")) observer.observe(year);
  return observer;
}

/** A swap brings other years: they are watched anew each time. */
export function connect(list) {
  if (observers.has(list)) observers.get(list).disconnect();
  else list.addEventListener("keydown", onKey);
  observers.set(list, watch(list));
  rove(list, linksOf(list).find((link) => link === document.activeElement) ?? linksOf(list)[0]);
}
