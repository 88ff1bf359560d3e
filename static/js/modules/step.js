import { dayOf, findRead } from "./place.js";

/** Map and figures in step with the list: the place of the event that is read lights, a gold line marks its day. */

const PAUSE = 100;
const DAYS = 365.25;
let box, shown, pause;

/** Gives where a day, a month or a year stands on the axis, in percent. */
function locate(iso, { first, last }) {
  const days = (Date.parse(iso) - Date.parse(first)) / 864e5;
  return `${((100 * days) / DAYS / (last - first)).toFixed(2)}%`;
}

function show() {
  pause = undefined;
  const link = findRead();
  if (!box?.isConnected || !link || shown === link) return;
  shown = link;
  const { event } = link.dataset;
  for (const place of box.querySelectorAll("[data-events]")) {
    if (place.dataset.events.split(" ").includes(event)) place.dataset.state = "lit";
    else delete place.dataset.state;
  }
  const line = box.querySelector(".slim__day");
  for (const end of ["x1", "x2"]) line?.setAttribute(end, locate(dayOf(link), box.dataset));
}

const later = () => { pause ||= setTimeout(show, PAUSE); };

/** New content is shown at once; the page has each listener once, however often content comes. */
export function keepStep(found) {
  box = found;
  shown = undefined;
  show();
  addEventListener("scroll", later, { passive: true });
  document.addEventListener("focusin", later);
}
