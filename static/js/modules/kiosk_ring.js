/** The sun of the kiosk: its disc names the open event, the chosen ray steps out, a finger may go round it. */

const DISC_LETTERS = 13;
const SLIP = 24;

/** The directions of the rays, and the day in the disc, after every change of the stage. */
export function drawRing({ room, axis, detail }) {
  if (room !== "ring") return;
  const rays = [...axis.querySelectorAll(".ray")];
  rays.forEach((ray, at) => ray.style.setProperty("--turn", `${(360 * at) / rays.length - 90}deg`));
  const chosen = rays.find((ray) => ray.getAttribute("aria-pressed") === "true") ?? rays[0];
  for (const ray of rays) ray.setAttribute("tabindex", ray === chosen ? "0" : "-1");
  if (document.activeElement?.matches(".ray")) chosen.focus({ preventScroll: true });
  const { year, day } = detail.firstElementChild.dataset;
  if (!year) return;
  axis.querySelector(".sun__year").textContent = year;
  const words = axis.querySelector(".sun__day");
  words.textContent = day;
  words.classList.toggle("sun__day--long", day.length > DISC_LETTERS);
}

/** A finger that goes round the sun turns it; `open` is told the ray under which it was lifted. */
export function followFinger(target, open) {
  let drag = null;

  function near({ clientX, clientY }) {
    const box = drag.sun.getBoundingClientRect();
    const angle = Math.atan2(clientY - box.y - box.height / 2, clientX - box.x - box.width / 2) + Math.PI / 2;
    const rays = [...drag.sun.querySelectorAll(".ray")];
    return rays[Math.round((angle / (2 * Math.PI)) * rays.length + rays.length) % rays.length];
  }

  function light(ray) {
    for (const one of drag.sun.querySelectorAll('[data-state="near"]')) one.removeAttribute("data-state");
    ray?.setAttribute("data-state", "near");
  }

  target.addEventListener("pointerdown", (event) => {
    const sun = event.isPrimary && event.target.closest?.(".sun__picture");
    if (sun) drag = { sun, x: event.clientX, y: event.clientY, isMoved: false };
  }, true);
  target.addEventListener("pointermove", (event) => {
    if (!drag || !event.isPrimary) return;
    drag.isMoved ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > SLIP;
    if (drag.isMoved) light(near(event));
  }, true);
  for (const name of ["pointerup", "pointercancel"]) {
    target.addEventListener(name, (event) => {
      if (!drag || !event.isPrimary) return;
      light(null);
      if (drag.isMoved && name === "pointerup") open(near(event).dataset.open);
      drag = null;
    }, true);
  }
}
