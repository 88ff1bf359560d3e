// A long list is laid out year by year, frame by frame; whoever acts or is led to a place finds all of it laid out.
import { findRead, put } from "./place.js";

const root = document.documentElement;
let years;

function unfold() {
  const year = years.shift();
  if (!year) root.dataset.laid = "";
  else if (!("laid" in root.dataset)) {
    year.style.contentVisibility = "visible";
    requestAnimationFrame(() => setTimeout(unfold));
  }
}

/** What is being read stays where it is. */
function unfoldAll() {
  if ("laid" in root.dataset) return;
  const link = findRead();
  const { top } = link.getBoundingClientRect();
  root.dataset.laid = "";
  put(link, top);
}

/** The browser itself leads to a place after a reload, on the way back, and by what the address says. */
function isLed() {
  const [{ type }] = performance.getEntriesByType("navigation");
  return type !== "navigate" || location.search || location.hash;
}

/** Whatever asks for another list is an act: that one is laid out at once. */
export function connect(list) {
  if (years) return;
  years = isLed() ? [] : [...list.querySelectorAll(".year")];
  for (const act of ["focusin", "keydown", "click", "popstate"]) addEventListener(act, unfoldAll, true);
  unfold();
}
