// The woven band: one stop of the Tab key that walks by months and years, and a frame round what the window shows.
import { begin, readDay } from "./address.js";
import { countMonths, toMonth } from "./months.js";
import { dayOf, isPart } from "./place.js";
import * as scrub from "./scrub.js";
import { choose, fit, getValue, isHere, seek, setFrame, setValue } from "./slider.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 12, PageUp: -12, Home: -Infinity, End: Infinity };
const PAUSE = 400;
const UPRIGHT = matchMedia("(width >= 68.75rem)");
const observers = new WeakMap();
let isActing, pause;

/** Keys from one coming to the band until leaving it are one act. */
function onKey(event) {
  const track = event.currentTarget;
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (!isActing && !isPart()) begin();
  isActing = true;
  const month = fit(track, getValue(track) + step);
  seek(track, month);
  track.dataset.state = "told";
  clearTimeout(pause);
  pause = setTimeout(() => choose(track, month), PAUSE);
}

function onBlur(event) {
  isActing = false;
  delete event.currentTarget.dataset.state;
}

/** The frame goes round the events that are in the window; the value is the first of them. */
function watch(track) {
  const seen = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) seen[isIntersecting ? "add" : "delete"](target);
    const months = [...seen].map((item) => toMonth(track, dayOf(item.querySelector(".item__link"))));
    if (months.length === 0 || track.dataset.state === "stretched") return;
    const start = Math.min(...months);
    setFrame(track, start, Math.max(...months, start + 1));
    if (track !== document.activeElement || !isHere()) setValue(track, fit(track, start));
  }, { rootMargin: "-15% 0px -10% 0px" });
  for (const item of track.closest(".timeline").querySelectorAll(".item")) observer.observe(item);
  return observer;
}

function lay(track) {
  track.setAttribute("aria-orientation", UPRIGHT.matches ? "vertical" : "horizontal");
}

/** A swap brings other events, and takes from the band what it was given here. */
export function connect(band) {
  const track = band.querySelector(".band__track");
  const attributes = { role: "slider", tabindex: 0, "aria-label": band.getAttribute("aria-label"), "aria-valuemin": 0, "aria-valuemax": countMonths(track) - 1 };
  for (const [name, value] of Object.entries(attributes)) track.setAttribute(name, value);
  band.dataset.state = "live";
  track.querySelector(".band__years").hidden = true;
  lay(track);
  setValue(track, fit(track, toMonth(track, readDay() ?? track.dataset.first)));
  if (observers.has(track)) observers.get(track).disconnect();
  else {
    track.addEventListener("keydown", onKey);
    track.addEventListener("focus", () => lay(track));
    track.addEventListener("blur", onBlur);
    scrub.connect(track);
    isActing = false;
  }
  observers.set(track, watch(track));
}
