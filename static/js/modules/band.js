// Marks in the band the year that is being read, and keeps that mark in sight.
const watched = new WeakSet();

function mark(list, year) {
  for (const entry of list.querySelectorAll("[data-band-year]")) {
    const isCurrent = entry.dataset.bandYear === year;
    entry.toggleAttribute("data-current", isCurrent);
    if (isCurrent) show(entry);
  }
}

/** Scrolls the band alone, never the page. */
function show(entry) {
  const box = entry.parentElement;
  box.scrollTop = entry.offsetTop - box.clientHeight / 2;
  box.scrollLeft = entry.offsetLeft - box.clientWidth / 2;
}

export function connect(list) {
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting);
      if (seen.length > 0) mark(list, seen.at(-1).target.dataset.year);
    },
    { rootMargin: "-30% 0px -60% 0px" },
  );
  for (const year of list.querySelectorAll("[data-year]")) {
    if (watched.has(year)) continue;
    watched.add(year);
    observer.observe(year);
  }
}
