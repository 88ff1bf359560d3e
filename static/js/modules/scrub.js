// Dragging on the band: along it moves through time, an edge of the frame changes how much of time is shown.
import { begin } from "./address.js";
import { clamp, countMonths } from "./months.js";
import { isPart } from "./place.js";
import { choose, chooseSpan, fit, seek, setFrame, setValue } from "./slider.js";

// Pixels that a finger may tremble before a press on an edge is a drag.
const TREMBLE = 4;
let drag;

/** Gives the place of a pointer in months, on the band as it lay when the drag began: the page moves below it. */
function locate(track, { left, top, width, height }, { clientX, clientY }) {
  const part = height > width ? (clientY - top) / height : (clientX - left) / width;
  return clamp(part, 0, 1) * countMonths(track);
}

const readFrame = (track) => ["start", "end"].map((edge) => track.style.getPropertyValue(`--frame-${edge}`) * countMonths(track));

function scrub(track, at) {
  const month = fit(track, at);
  if (month === drag.month) return;
  if (drag.month === undefined && !isPart()) begin();
  drag.month = month;
  seek(track, month);
}

function stretch(track, at) {
  const [start, end] = drag.frame;
  const moved = at - drag.from;
  const span = drag.edge === "start"
    ? [clamp(start + moved, 0, end - 1), end]
    : [start, clamp(end + moved, start + 1, countMonths(track))];
  drag.span = span;
  track.dataset.state = "stretched";
  setFrame(track, ...span);
  setValue(track, fit(track, drag.edge === "start" ? span[0] : span[1] - 0.01));
}

function onDown(event) {
  if (!event.isPrimary || event.button !== 0) return;
  const track = event.currentTarget;
  const { edge } = event.target.dataset;
  const box = track.getBoundingClientRect();
  drag = { edge, box, from: locate(track, box, event), x: event.clientX, y: event.clientY, frame: readFrame(track) };
  track.setPointerCapture(event.pointerId);
  track.dataset.state = "taken";
  if (!edge) scrub(track, drag.from);
}

function onMove(event) {
  if (!drag) return;
  const track = event.currentTarget;
  const at = locate(track, drag.box, event);
  if (!drag.edge) scrub(track, at);
  else if (drag.span || Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > TREMBLE) stretch(track, at);
}

function onUp(event) {
  if (!drag) return;
  const track = event.currentTarget;
  if (drag.span) chooseSpan(track, ...drag.span);
  else {
    scrub(track, locate(track, drag.box, event));
    choose(track, drag.month);
  }
  onCancel(event);
}

function onCancel(event) {
  if (drag?.span && event.type !== "pointerup") setFrame(event.currentTarget, ...drag.frame);
  drag = undefined;
  delete event.currentTarget.dataset.state;
}

export function connect(track) {
  track.addEventListener("pointerdown", onDown);
  track.addEventListener("pointermove", onMove);
  track.addEventListener("pointerup", onUp);
  track.addEventListener("pointercancel", onCancel);
}
