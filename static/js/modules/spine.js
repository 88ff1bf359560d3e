// Keys move from event to event: arrows, J and K, Page keys by year, Home and End. Only from a focused event.
import { isOurs, signOf } from "./signs.js";

const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
const connected = new WeakSet();

function links(list) {
  return [...list.querySelectorAll(".item__link")];
}

function yearOf(link) {
  return link.closest("[data-year]").dataset.year;
}

/** Gives the first event of the nearest other year in a direction. */
function findOtherYear(all, index, step) {
  let i = index;
  while (all[i] && yearOf(all[i]) === yearOf(all[index])) i += step;
  if (!all[i]) return undefined;
  return all.find((link) => yearOf(link) === yearOf(all[i]));
}

function findTarget(all, index, key) {
  if (key in STEPS) return all[index + STEPS[key]];
  if (key === "PageDown") return findOtherYear(all, index, 1);
  if (key === "PageUp") return findOtherYear(all, index, -1);
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  return undefined;
}

function settle(all, current) {
  for (const link of all) {
    link.tabIndex = link === current ? 0 : -1;
    if (link === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function onKey(event) {
  const link = event.target.closest?.(".item__link");
  if (!link || !isOurs(event)) return;
  const all = links(event.currentTarget);
  const target = findTarget(all, all.indexOf(link), signOf(event));
  if (!target) return;
  event.preventDefault();
  target.focus({ preventScroll: true });
  target.closest(".item").scrollIntoView({ block: "center" });
}

function onFocus(event) {
  const link = event.target.closest?.(".item__link");
  if (link) settle(links(event.currentTarget), link);
}

/** The spine is one stop of the Tab key: the event last read, or the first. */
function rove(list) {
  const all = links(list);
  const current = all.find((link) => link.hasAttribute("aria-current")) ?? all[0];
  for (const link of all) link.tabIndex = link === current ? 0 : -1;
}

export function connect(list) {
  rove(list);
  if (connected.has(list)) return;
  connected.add(list);
  list.addEventListener("keydown", onKey);
  list.addEventListener("focusin", onFocus);
}
