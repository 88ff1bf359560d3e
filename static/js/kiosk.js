/** Entry of the kiosk page: the page guards itself, then stage, machine and input start, then what keeps it offline. */
import { createBare } from "./modules/kiosk_bare.js";
import { createBeat } from "./modules/kiosk_beat.js";
import { guard } from "./modules/kiosk_guard.js";
import { listen } from "./modules/kiosk_input.js";
import { createMachine } from "./modules/kiosk_machine.js";
import { createQuiet } from "./modules/kiosk_quiet.js";
import { createReport } from "./modules/kiosk_report.js";
import { drawRing, followFinger } from "./modules/kiosk_ring.js";
import { createSearch } from "./modules/kiosk_search.js";
import { createSizes } from "./modules/kiosk_sizes.js";
import { createStage } from "./modules/kiosk_stage.js";
import { createTrial } from "./modules/kiosk_trial.js";
import { createUpdates } from "./modules/kiosk_updates.js";
import { createVisits } from "./modules/kiosk_visits.js";
import { createVitals } from "./modules/kiosk_vitals.js";
import { createWarning } from "./modules/kiosk_warn.js";

const TICK_MS = 250;
const URGENT_IDLE_MS = 30_000;
const root = document.documentElement;
const seconds = (name) => Number(root.dataset[`${name}Seconds`]) * 1000;

/** How long a visitor may rest; a new revision that is urgent waits for less. */
function idleMs(own) {
  if (root.dataset.pending && root.dataset.urgent === "true") return Math.min(own, URGENT_IDLE_MS);
  return root.dataset.read === "1" ? Math.max(own, stage.readingMs()) : own;
}

const report = createReport(root);
const { note } = report;
const isQuiet = createQuiet(document);
const trial = createTrial(isQuiet, note);
const sizes = createSizes(root);
sizes.measure();
const stage = createStage(root, note);
const search = createSearch(stage, note);
stage.begin((at) => { drawRing(at); search.draw(at); });
const updates = (root.dataset.worker === "off" ? createBare : createUpdates)(root, isQuiet, note);
const vitals = createVitals(document);
const visits = createVisits(root);
const beat = createBeat(root, report, visits, updates);
const warning = createWarning(document.querySelector('[data-part="warn"]'), document.querySelector(".kiosk__stage"));
const machine = createMachine(
  { idle: seconds("idle"), warn: seconds("warn"), attract: seconds("attract") },
  {
    turn: () => { if (root.dataset.attract !== "off") stage.turn(1); },
    idle: idleMs,
    count: warning.count,
    enter: (to) => {
      document.querySelector('[data-part="attract"]').hidden = to !== "attract";
      warning.toggle(to === "warn");
      if (to !== "attract") return;
      sizes.rest();
      search.rest();
      stage.rest();
    },
  },
);

for (const one of [vitals, visits]) report.add(one.read);
guard(document);
listen(document, machine, stage, { ...sizes.acts, ...search.acts });
followFinger(document, (open) => { if (machine.state() === "explore") stage.show(open); });
addEventListener("resize", sizes.measure);
machine.start();
trial.begin().catch(({ name }) => note(name));
function tick() {
  for (const one of [machine, trial, updates, vitals, beat]) one.tick();
}
tick();
setInterval(tick, TICK_MS);
