/** Entry of the kiosk page: the page guards itself, then stage, machine and input start, then what keeps it offline. */
import { createBare } from "./modules/kiosk_bare.js";
import { readBoot } from "./modules/kiosk_boot.js";
import { createDevice } from "./modules/kiosk_device.js";
import { guard } from "./modules/kiosk_guard.js";
import { createHealth } from "./modules/kiosk_health.js";
import { isOpen } from "./modules/kiosk_hours.js";
import { createIdle } from "./modules/kiosk_idle.js";
import { listen } from "./modules/kiosk_input.js";
import { createKept } from "./modules/kiosk_kept.js";
import { createMachine } from "./modules/kiosk_machine.js";
import { createPointers } from "./modules/kiosk_pointers.js";
import { createQuiet, isResting } from "./modules/kiosk_quiet.js";
import { createReport } from "./modules/kiosk_report.js";
import { createRestart } from "./modules/kiosk_restart.js";
import { createRooms } from "./modules/kiosk_rooms.js";
import { createStaff } from "./modules/kiosk_staff.js";
import { createTrial } from "./modules/kiosk_trial.js";
import { createUpdates } from "./modules/kiosk_updates.js";
import { createWarning } from "./modules/kiosk_warn.js";

const TICK_MS = 250;
const root = document.documentElement;
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const seconds = (name) => Number(root.dataset[`${name}Seconds`]) * 1000;

readBoot(root);
const report = createReport(root);
const { note } = report;
const pointers = createPointers(document, note, () => restart.ask());
const isQuiet = createQuiet(document, pointers);
const restart = createRestart(root, isQuiet);
const trial = createTrial(isQuiet, note);
const updates = (root.dataset.worker === "off" ? createBare : createUpdates)(root, isQuiet, note);
const kept = createKept(root);
const device = createDevice(root);
const health = createHealth(root, report, updates, device.status);
const rooms = createRooms(root, note);
const { stage } = rooms;
const warning = createWarning(part("warn"), part("stage"));
const machine = createMachine(
  { idle: seconds("idle"), warn: seconds("warn"), attract: seconds("attract") },
  {
    turn: () => { if (root.dataset.attract !== "off") stage.turn(1); },
    idle: createIdle(root, stage),
    count: warning.count,
    isOpen: () => isOpen(part("night").dataset),
    enter: (to) => {
      for (const name of ["attract", "night"]) part(name).hidden = to !== name;
      warning.toggle(to === "warn");
      staff.toggle(to === "staff");
      if (isResting(to)) rooms.rest();
    },
  },
);
const staff = createStaff(root, part("staff"), part("stage"), {
  open: machine.staff,
  leave: machine.rest,
  status: device.status,
  restart: () => { restart.ask(); machine.rest(); },
  clear: () => { updates.clear().catch(({ name }) => note(name)); machine.rest(); },
});
const running = [machine, trial, updates, health, pointers, restart, kept, device];

guard(document);
listen(document, machine, stage, staff, pointers, rooms.acts);
const broken = kept.recall();
machine.rest();
if (broken) {
  stage.bring(broken);
  machine.explore();
}
trial.begin().catch(({ name }) => note(name));
function tick() {
  for (const one of running) one.tick();
}
tick();
setInterval(tick, TICK_MS);
