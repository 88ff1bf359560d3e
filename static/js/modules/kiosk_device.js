/** The screen as a thing on a wall: its size, its display that stays awake, a picture that never stands still. */
import { createDrift } from "./kiosk_drift.js";
import { createWake } from "./kiosk_wake.js";
import { createWindow } from "./kiosk_window.js";

const INCH_MM = 25.4;

export function createDevice(root) {
  const wake = createWake();
  const running = [wake, createDrift(root), createWindow(root)];

  /** One physical millimetre in CSS pixels, from the viewport and the diagonal of the screen. */
  function measure() {
    root.style.setProperty("--mm", `${Math.hypot(innerWidth, innerHeight) / (Number(root.dataset.diagInches) * INCH_MM)}px`);
  }

  measure();
  addEventListener("resize", measure);

  return {
    status: wake.status,
    tick() {
      for (const one of running) one.tick();
    },
  };
}
