/** Fingers, pointer and keypad: what each does in each state. Listeners sit on `document`, once. */
import { isRefused } from "./kiosk_guard.js";

const DEAF_MS = 300;
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export function listen(target, machine, stage) {
  let deaf = { until: 0, to: null };
  let swallowUntil = 0;
  const acts = {
    open: (id) => stage.show(id),
    previous: () => stage.turn(-1),
    next: () => stage.turn(1),
    back: () => stage.back(),
    home: () => stage.home(),
    locale: (to) => stage.say(to),
    stay: () => machine.explore(),
    restart: () => machine.reset(),
  };

  /** A control that was just used doesn't hear for a moment; focus never stays on something that went away. */
  function act(control) {
    const now = performance.now();
    if (deaf.to === control && now < deaf.until) return;
    deaf = { until: now + DEAF_MS, to: control };
    acts[control.dataset.act]?.(control.dataset.event ?? control.dataset.to);
    if (machine.state() === "explore" && !target.activeElement?.checkVisibility()) stage.open().focus({ preventScroll: true });
  }

  function begin(control) {
    const name = control?.dataset.act;
    if (name === "locale" || name === "open") act(control);
    machine.explore();
    swallowUntil = performance.now() + DEAF_MS;
  }

  function onClick(event) {
    if (performance.now() < swallowUntil && event.detail > 0) return;
    const control = event.target.closest("[data-act]");
    const state = machine.state();
    if (state === "warn") act(control?.dataset.act === "restart" ? control : target.querySelector('[data-act="stay"]'));
    else if (state === "attract") begin(control);
    else if (state === "explore" && control) act(control);
  }

  function onWarnKey(event) {
    const buttons = [...target.querySelectorAll(".warn [data-act]")];
    const at = buttons.indexOf(target.activeElement);
    if (event.key === "Tab" || event.key in STEPS) { machine.recount(); buttons[(at + 1) % 2].focus(); }
    else act(buttons[event.key === "Enter" || event.key === " " ? Math.max(at, 0) : 0]);
    event.preventDefault();
  }

  function onExploreKey(event) {
    const ray = target.activeElement?.closest(".ray");
    const ends = { Home: 0, End: -1 };
    const isEnter = event.key === "Enter" || event.key === " ";
    if (event.key === "Escape") stage.back();
    else if (ray && isEnter) act(ray);
    else if (ray && event.key in ends) stage.show(stage.ids.at(ends[event.key]), { keep: false });
    else if (event.key in STEPS && (ray || /Left|Right/.test(event.key))) stage.turn(STEPS[event.key]);
    else return;
    event.preventDefault();
    if (ray) stage.section().querySelector('.ray[tabindex="0"]').focus({ preventScroll: true });
  }

  target.addEventListener("keydown", (event) => {
    if (isRefused(event) || event.isComposing) return;
    machine.input();
    if (machine.state() === "attract") { begin(event.target.closest?.("[data-act]")); event.preventDefault(); stage.open().focus({ preventScroll: true }); }
    else if (machine.state() === "warn") onWarnKey(event);
    else if (machine.state() === "explore") onExploreKey(event);
  }, true);

  for (const name of ["pointerdown", "pointerup", "wheel"]) target.addEventListener(name, machine.input, { capture: true, passive: true });
  target.addEventListener("pointermove", (event) => { if (event.buttons) machine.input(); }, { capture: true, passive: true });
  target.addEventListener("pointerup", (event) => { if (machine.state() === "attract") begin(event.target.closest?.("[data-act]")); }, true);
  target.addEventListener("click", onClick, true);
}
