/** Fingers, pointer and keypad: what each does in each state. Listeners sit on `document`, once. */
import { isRefused } from "./kiosk_guard.js";
import { isResting } from "./kiosk_quiet.js";
import { createUse } from "./kiosk_use.js";

const ECHO_MS = 300;
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export function listen(target, machine, stage, staff, pointers) {
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
    if (isResting(machine.state())) { begin(event.target.closest?.("[data-act]")); event.preventDefault(); stage.open().focus({ preventScroll: true }); }
    else if (machine.state() === "warn") onWarnKey(event);
    else if (machine.state() === "explore") onExploreKey(event);
    else if (machine.state() === "staff") staff.onKey(event);
  }, true);

  for (const name of ["pointerdown", "wheel"]) target.addEventListener(name, machine.input, { capture: true, passive: true });
  target.addEventListener("pointermove", (event) => { if (pointers.isInput(event)) machine.input(); }, { capture: true, passive: true });
  target.addEventListener("pointerup", onUp, true);
  target.addEventListener("click", onClick, true);
}
