/** How the screen is, for its server: what it finds out about itself, its visits, and the beat that tells both. */
import { createBeat } from "./kiosk_beat.js";
import { createVisits } from "./kiosk_visits.js";
import { createVitals } from "./kiosk_vitals.js";

/** `status` gives what the screen's device knows. */
export function createHealth(root, report, updates, status) {
  const vitals = createVitals(document);
  const visits = createVisits(root);
  const beat = createBeat(root, report, visits, updates);
  for (const read of [vitals.read, visits.read, status]) report.add(read);

  return {
    tick() {
      vitals.tick();
      beat.tick();
    },
  };
}
