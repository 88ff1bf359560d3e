/** Fingers, pointer and keypad: what each does in each state. Listeners sit on `document`, once. */
import { isRefused } from "./kiosk_guard.js";

const DEAF_MS = 300;
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** `others` are acts by name, beside those of the stage and of the machine. */
export function listen(target, machine, stage, others) {
  let deaf = { until: 0, to: null };
  let swallowUntil = 0;
  const acts = {
    ...others,
    open: stage.show,
    go: stage.go,
    era: stage.panes.reach,
    previous: () => stage.turn(-1),
    next: () => stage.turn(1),
    back: stage.back,
    home: stage.home,
    locale: stage.say,
    stay: () => machine.explore(),
    restart: () => machine.reset(),
  };

  /** A control that was just used doesn't hear for a moment. */
  function act(control) {
    const now = performance.now();
    if (deaf.to === control && now < deaf.until) return;
    deaf = { until: now + DEAF_MS, to: control };
    acts[control.dataset.act]?.(control.dataset.open ?? control.dataset.to);
  }

  function begin(control) {
    stage.hold();
    if (["locale", "open"].includes(control?.dataset.act)) act(control);
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
    const drawn = target.activeElement?.closest('[role="button"]');
    const isRay = drawn?.matches(".ray");
    if (event.key === "Escape") stage.back();
    else if (drawn && (event.key === "Enter" || event.key === " ")) act(drawn);
    else if (isRay && (event.key === "Home" || event.key === "End")) stage.show(stage.panes.list().at(event.key === "Home" ? 0 : -1));
    else if (event.key in STEPS && (isRay || /Left|Right/.test(event.key))) stage.turn(STEPS[event.key]);
    else return;
    event.preventDefault();
  }

  target.addEventListener("keydown", (event) => {
    if (isRefused(event) || event.isComposing) return;
    machine.input();
    if (machine.state() === "attract") { begin(event.target.closest?.("[data-act]")); event.preventDefault(); stage.panes.detail.firstElementChild.focus({ preventScroll: true }); }
    else if (machine.state() === "warn") onWarnKey(event);
    else if (machine.state() === "explore") onExploreKey(event);
  }, true);

  for (const name of ["pointerdown", "pointerup", "wheel"]) target.addEventListener(name, machine.input, { capture: true, passive: true });
  target.addEventListener("pointermove", (event) => { if (event.buttons) machine.input(); }, { capture: true, passive: true });
  target.addEventListener("pointerup", (event) => { if (machine.state() === "attract") begin(event.target.closest?.("[data-act]")); }, true);
  target.addEventListener("click", onClick, true);
}
