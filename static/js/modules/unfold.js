// A long list is laid out by years while nobody waits; whoever acts or is led to a place finds all of it laid out.
const root = document.documentElement;
let years;

function unfoldAll() {
  root.dataset.laid = "";
}

/** One year a frame is a short task, and most of them lie below the window. */
function unfold() {
  const year = years.shift();
  if (!year || "laid" in root.dataset) unfoldAll();
  else {
    year.style.contentVisibility = "visible";
    requestAnimationFrame(() => requestIdleCallback(unfold));
  }
}

/** The browser itself leads to a place after a reload, on the way back, and by what the address says. */
function isLed() {
  const [{ type }] = performance.getEntriesByType("navigation");
  return type !== "navigate" || location.search || location.hash;
}

/** Whatever asks for another list is an act: that one is laid out at once. */
export function connect(list) {
  if (years) return;
  years = [...list.querySelectorAll(".year")];
  if (isLed() || !globalThis.requestIdleCallback) unfoldAll();
  else {
    for (const act of ["keydown", "click", "popstate"]) addEventListener(act, unfoldAll, true);
    requestIdleCallback(unfold);
  }
}
