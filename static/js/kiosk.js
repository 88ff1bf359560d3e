/** Entry of the kiosk page: the page guards itself, then the stage, the machine and the input start. */
import { guard } from "./modules/kiosk_guard.js";
import { listen } from "./modules/kiosk_input.js";
import { createMachine } from "./modules/kiosk_machine.js";
import { createStage } from "./modules/kiosk_stage.js";
import { createWarning } from "./modules/kiosk_warn.js";

const TICK_MS = 250;
const root = document.documentElement;
const seconds = (name) => Number(root.dataset[`${name}Seconds`]) * 1000;

/** One physical millimetre in CSS pixels, from the viewport and the diagonal of the screen. */
function measure() {
  const diagonalMm = Number(root.dataset.diagInches) * 25.4;
  root.style.setProperty("--mm", `${Math.hypot(innerWidth, innerHeight) / diagonalMm}px`);
}

const stage = createStage(root);
const warning = createWarning(document.querySelector('[data-part="warn"]'), document.querySelector(".kiosk__stage"));
const machine = createMachine(
  { idle: seconds("idle"), warn: seconds("warn"), attract: seconds("attract") },
  {
    turn: () => stage.turn(1),
    idle: () => (root.dataset.read === "1" ? stage.readingMs() : 0),
    count: warning.count,
    enter: (to) => {
      document.querySelector('[data-part="attract"]').hidden = to !== "attract";
      warning.toggle(to === "warn");
      if (to === "attract") stage.rest();
    },
  },
);

guard(document);
listen(document, machine, stage);
measure();
addEventListener("resize", measure);
machine.start();
root.dataset.ready = "true";
setInterval(() => machine.tick(), TICK_MS);
