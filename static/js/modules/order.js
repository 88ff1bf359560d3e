import { fieldOf, follow, makeHold, move, nextTo, rowsOf } from "./hold_row.js";

// Rows in order: by drag, by keys, by buttons. The fields follow, and a live region says where a row stands.
const STEPS = { ArrowUp: -1, ArrowDown: 1 };
const connected = new WeakSet();

/** Says whether the pointer has crossed the middle of a neighbour. */
function isPast(other, y, step) {
  const box = other?.getBoundingClientRect();
  return box && (y - box.top - box.height / 2) * step > 0;
}

/** A mouse takes a row anywhere, a finger by its handle: beside it the page scrolls. */
function dragRows(form, list, hold) {
  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("[data-row]");
    const isOnGrip = event.target.closest("[aria-pressed]");
    if (!row || !event.isPrimary || event.button || !(isOnGrip || (event.pointerType === "mouse" && !event.target.closest("button")))) return;
    hold.release(true);
    hold.take(row, event.y - row.getBoundingClientRect().top);
    list.setPointerCapture(event.pointerId);
  });
  list.addEventListener("pointermove", ({ y }) => {
    const { row, grab } = hold;
    if (grab === null) return;
    for (const step of [-1, 1]) while (isPast(nextTo(row, step), y, step)) move(form, row, step);
    row.style.setProperty("--drag", "0px");
    row.style.setProperty("--drag", `${y - grab - row.getBoundingClientRect().top}px`);
  });
  list.addEventListener("pointerup", () => hold.grab !== null && hold.release(true));
  list.addEventListener("pointercancel", () => hold.release(false));
}

function onKey(form, hold, event) {
  if (!hold.row || !(event.key in STEPS || event.key === "Escape")) return;
  event.preventDefault();
  if (event.key === "Escape") hold.release(false);
  else move(form, hold.row, STEPS[event.key]);
}

/** Space, and whatever else clicks without a pointer, takes and puts down; the arrows' buttons move. */
function onClick(form, hold, event) {
  const row = event.target.closest("[data-row]");
  const step = Number(event.target.closest("[data-step]")?.dataset.step);
  if (step) move(form, row, step);
  else if (event.detail === 0 && event.target.closest("[aria-pressed]")) hold.row ? hold.release(true) : hold.take(row, null);
}

export function connect(form) {
  if (connected.has(form)) return;
  connected.add(form);
  const list = form.querySelector("ol");
  const hold = makeHold(form);
  list.append(...rowsOf(form).sort((one, other) => (fieldOf(one).selectedIndex || 9) - (fieldOf(other).selectedIndex || 9)));
  follow(form);
  dragRows(form, list, hold);
  list.addEventListener("click", (event) => onClick(form, hold, event));
  list.addEventListener("keydown", (event) => onKey(form, hold, event));
  list.addEventListener("focusout", () => hold.grab === null && hold.release(true));
  form.dataset.state = "ready";
}
