/** What a tap does in each state of the kiosk. `acts` has an act by the name in a control's data-act. */
import { isResting } from "./kiosk_quiet.js";

const DEAF_MS = 300;
// What may be used again at once: a PIN has the same digit twice.
const QUICK = "digit";

export function createUse(target, machine, stage, acts) {
  let deaf = { until: 0, to: null };

  /** A control that was just used doesn't hear for a moment. */
  function act(control) {
    const now = performance.now();
    const { act: name, open, to } = control.dataset;
    if (deaf.to === control && now < deaf.until && name !== QUICK) return;
    deaf = { until: now + DEAF_MS, to: control };
    acts[name]?.(open ?? to);
  }

  function begin(control) {
    stage.hold();
    if (["locale", "open"].includes(control?.dataset.act)) act(control);
    machine.explore();
  }

  /** A control, or nothing: then a screen at rest awakes, and whoever was asked is still here. */
  function use(control) {
    const state = machine.state();
    if (isResting(state)) begin(control);
    else if (state === "warn") act(control?.dataset.act === "restart" ? control : target.querySelector('[data-act="stay"]'));
    else if (control && (state === "explore" || state === "staff")) act(control);
  }

  return { act, begin, use };
}
