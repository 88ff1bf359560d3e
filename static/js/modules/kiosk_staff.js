/** What staff see behind the corner: a pad for the PIN, then how the screen is and what they can do. */
import { watchCorner } from "./kiosk_corner.js";
import { fill, showFacts } from "./kiosk_facts.js";
import { createPin } from "./kiosk_pin.js";

const MOST_DIGITS = 12;
const MINUTE_MS = 60_000;

/** `does` has open(), leave(), restart() and clear(), and status() with what the report lacks. */
export function createStaff(root, dialog, stage, does) {
  const pin = createPin();
  let typed = "";

  function type(text) {
    typed = text.slice(0, MOST_DIGITS);
    for (const one of dialog.querySelectorAll(".staff__typed")) one.textContent = "•".repeat(typed.length);
  }

  function focus() {
    const name = dialog.dataset.view === "room" ? "room" : "pad";
    dialog.querySelector(`.staff__words[lang="${root.dataset.locale}"] .staff__${name}`).focus({ preventScroll: true });
  }

  function view(name) {
    dialog.dataset.view = name;
    if (name === "locked") fill(dialog, { minutes: Math.ceil(pin.lockedMs() / MINUTE_MS) });
    focus();
  }

  async function enter() {
    const given = typed;
    type("");
    if (dialog.dataset.view === "checking" || pin.lockedMs()) return;
    view("checking");
    const isRight = await pin.check(given, dialog.dataset.pin);
    if (dialog.hidden) return;
    view(isRight ? "room" : pin.lockedMs() ? "locked" : "wrong");
    if (!isRight) return;
    for (const button of dialog.querySelectorAll('[data-act="clear"]')) button.disabled = root.dataset.net !== "online";
    await showFacts(root, dialog, does.status());
  }

  watchCorner(document.querySelector('[data-part="corner"]'), () => { if (dialog.dataset.pin && dialog.hidden) does.open(); });

  return {
    acts: {
      digit: (to) => type(typed + to),
      erase: () => type(typed.slice(0, -1)),
      enter,
      leave: does.leave,
      renew: does.restart,
      clear: does.clear,
    },
    toggle(isOpen) {
      if (isOpen === !dialog.hidden) return;
      dialog.hidden = !isOpen;
      stage.inert = isOpen;
      type("");
      if (isOpen) view(pin.lockedMs() ? "locked" : "pin");
    },
    /** A keypad's digits, Backspace, Enter and Escape; all else is the browser's. */
    onKey(event) {
      const isPad = dialog.dataset.view !== "room";
      if (event.key === "Escape") does.leave();
      else if (isPad && /^\d$/.test(event.key)) { type(typed + event.key); focus(); }
      else if (isPad && event.key === "Backspace") type(typed.slice(0, -1));
      else if (isPad && event.key === "Enter" && !event.target.closest("button")) enter();
      else return;
      event.preventDefault();
    },
  };
}
