/** Nothing stands still for hours: the picture moves a step each minute of rest, and the bar grows dim. */
import { isResting } from "./kiosk_quiet.js";

const STEP_MS = 60_000;
const DIM_MS = 600_000;
// The style sheet takes them for pixels of the stage, and for more of the night's sun.
const STEPS = [[0, 8], [6, 6], [8, 0], [6, -6], [0, -8], [-6, -6], [-8, 0], [-6, 6]];

export function createDrift(root) {
  let shown = null;
  let since = 0;

  document.addEventListener("kiosk:state", ({ detail: { at } }) => {
    since = at;
    root.toggleAttribute("data-dimmed", false);
  });

  return {
    tick() {
      if (!isResting(root.dataset.state)) return;
      const now = performance.now();
      const step = STEPS[Math.floor(now / STEP_MS) % STEPS.length];
      if (now - since >= DIM_MS) root.toggleAttribute("data-dimmed", true);
      if (step === shown) return;
      shown = step;
      root.style.setProperty("--drift-x", step[0]);
      root.style.setProperty("--drift-y", step[1]);
    },
  };
}
