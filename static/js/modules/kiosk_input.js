/** Fingers, pointer and keypad: what each does in each state. Listeners sit on `document`, once. */
import { isRefused } from "./kiosk_guard.js";
import { isResting } from "./kiosk_quiet.js";
import { createUse } from "./kiosk_use.js";

const ECHO_MS = 300;
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** `others` are acts by name, beside those of the stage and of the machine. */
export function listen(target, machine, stage, staff, pointers, others) {
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
    ...staff.acts,
  };

  const { act, begin, use } = createUse(target, machine, stage, acts);

  /** Fingers act as they go up; the click that the browser makes of it comes too late and is nothing of its own. */
  function onUp(event) {
    machine.input();
    swallowUntil = performance.now() + ECHO_MS;
    use(pointers.end(event));
  }

  function onClick(event) {
    if (performance.now() < swallowUntil && event.detail > 0) return;
    use(event.target.closest("[data-act]"));
  }

  function onWarnKey(event) {
    if (event.key === "Shift") return;
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
    if (isResting(machine.state())) { begin(event.target.closest?.("[data-act]")); event.preventDefault(); stage.panes.detail.firstElementChild.focus({ preventScroll: true }); }
    else if (machine.state() === "warn") onWarnKey(event);
    else if (machine.state() === "explore") onExploreKey(event);
    else if (machine.state() === "staff") staff.onKey(event);
  }, true);

  for (const name of ["pointerdown", "wheel"]) target.addEventListener(name, machine.input, { capture: true, passive: true });
  target.addEventListener("pointermove", (event) => { if (pointers.isInput(event)) machine.input(); }, { capture: true, passive: true });
  target.addEventListener("pointerup", onUp, true);
  target.addEventListener("click", onClick, true);
}
