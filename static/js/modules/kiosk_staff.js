/** What staff see behind the corner: a pad for the PIN, then how the screen is and what they can do. */
import { watchCorner } from "./kiosk_corner.js";
import { createPin } from "./kiosk_pin.js";

const MOST_DIGITS = 12;
const MINUTE_MS = 60_000;
const MEGABYTE = 1_000_000;
const clock = (seconds) => `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, "0")}`;

/** `does` has open(), leave(), restart() and clear(), and status() with what the report lacks. */
export function createStaff(root, dialog, stage, does) {
  const pin = createPin();
  let typed = "";

  function fill(values) {
    for (const one of dialog.querySelectorAll("[data-value]")) {
      const value = values[one.dataset.value];
      if (value !== undefined) one.textContent = [value].flat().join(" · ") || "–";
    }
  }

  function type(text) {
    typed = text.slice(0, MOST_DIGITS);
    fill({ typed: "•".repeat(typed.length) || " " });
  }

  function view(name) {
    dialog.dataset.view = name;
    if (name === "locked") fill({ minutes: Math.ceil(pin.lockedMs() / MINUTE_MS) });
    dialog.querySelector(`.staff__words[lang="${root.dataset.locale}"] .staff__${name === "room" ? "room" : "pad"}`).focus({ preventScroll: true });
  }

  async function enter() {
    const given = typed;
    type("");
    if (dialog.dataset.view === "checking" || pin.lockedMs()) return;
    view("checking");
    const isRight = await pin.check(given, dialog.dataset.pin);
    view(isRight ? "room" : pin.lockedMs() ? "locked" : "wrong");
    if (isRight) await show();
  }

  async function show() {
    document.addEventListener("kiosk:report", ({ detail }) => fill({ ...detail, uptime: clock(detail.uptime_seconds) }), { once: true });
    document.dispatchEvent(new Event("kiosk:ask"));
    const facts = { ...root.dataset, ...does.status() };
    for (const one of dialog.querySelectorAll("[data-when]")) {
      const [name, wanted] = one.dataset.when.split("=");
      one.hidden = String(facts[name]) !== wanted;
    }
    for (const one of dialog.querySelectorAll('[data-act="clear"]')) one.disabled = root.dataset.net !== "online";
    const { usage, quota } = await navigator.storage.estimate();
    fill({ storage: `${Math.ceil(usage / MEGABYTE)} / ${Math.floor(quota / MEGABYTE)}` });
  }

  watchCorner(dialog.parentElement.querySelector('[data-part="corner"]'), () => { if (dialog.dataset.pin && root.dataset.state !== "staff") does.open(); });

  return {
    acts: { digit: (to) => type(typed + to), erase: () => type(typed.slice(0, -1)), enter, leave: does.leave, restart_page: does.restart, clear: does.clear },
    toggle(isOpen) {
      if (isOpen === !dialog.hidden) return;
      dialog.hidden = !isOpen;
      stage.inert = isOpen;
      type("");
      if (isOpen) view(pin.lockedMs() ? "locked" : "pin");
      else dialog.dataset.view = "pin";
    },
    /** A keypad's digits, Backspace, Enter and Escape; all else is the browser's. */
    onKey(event) {
      const isPad = dialog.dataset.view !== "room";
      if (event.key === "Escape") does.leave();
      else if (isPad && /^\d$/.test(event.key)) type(typed + event.key);
      else if (isPad && event.key === "Backspace") type(typed.slice(0, -1));
      else if (isPad && event.key === "Enter" && !event.target.closest("button")) enter();
      else return;
      event.preventDefault();
    },
  };
}
