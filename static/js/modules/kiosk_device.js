/** The screen as a thing on a wall: its display that stays awake, a picture that never stands still. */
import { createDrift } from "./kiosk_drift.js";
import { createWake } from "./kiosk_wake.js";
import { createWindow } from "./kiosk_window.js";

export function createDevice(root) {
  const wake = createWake();
  const running = [wake, createDrift(root), createWindow(root)];

  return {
    status: wake.status,
    tick() {
      for (const one of running) one.tick();
    },
  };
}
