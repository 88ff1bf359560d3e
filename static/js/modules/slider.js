// The band as a slider: its value is a month, its frame is what the window shows of time.
import { follow } from "./hold.js";
import { clamp, countMonths, say, toDay } from "./months.js";
import { findNear, isPart, put, restingTop } from "./place.js";

// A span of more than so many months, eight years first, is shown by that level.
const SPANS = [[96, "all"], [24, "era"], [6, "year"], [1, "month"], [0, "day"]];
let wentTo;

/** Gives the month of a value that may lie beyond the ends. */
export const fit = (track, month) => clamp(Math.floor(month), 0, countMonths(track) - 1);

export function setValue(track, month) {
  const words = say(track, month);
  track.setAttribute("aria-valuenow", month);
  track.setAttribute("aria-valuetext", words);
  track.querySelector(".band__bubble").textContent = words;
  track.style.setProperty("--at", (month + 0.5) / countMonths(track));
}

export const getValue = (track) => Number(track.getAttribute("aria-valuenow"));

export function setFrame(track, start, end) {
  const most = countMonths(track);
  track.style.setProperty("--frame-start", clamp(start / most, 0, 1));
  track.style.setProperty("--frame-end", clamp(end / most, 0, 1));
}

/** True until the visitor moves the page by other means than the band. */
export const isHere = () => Math.abs(scrollY - wentTo) < 2;

/** Leads the page to a month. */
function goTo(day) {
  const link = findNear(day);
  if (link) put(link, restingTop());
  wentTo = scrollY;
}

/** Moves the value, and the page with it; one page of a level stays until the choice is made. */
export function seek(track, month) {
  setValue(track, month);
  if (!isPart()) goTo(toDay(track, month));
}

/** The choice of a month is made. */
export function choose(track, month) {
  if (isPart()) follow(document.querySelector(".levels__link[aria-current]"), toDay(track, month));
}

/** The choice of a span is made: the level that shows as much of time, from its beginning on. */
export function chooseSpan(track, start, end) {
  const [, zoom] = SPANS.find(([months]) => end - start > months);
  follow(document.querySelector(`#zoom-${zoom}`), toDay(track, fit(track, start)));
}
