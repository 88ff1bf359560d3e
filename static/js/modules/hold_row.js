// What moving a row needs: the fields that follow it, the words that say its place, how it is taken and put down.
export const rowsOf = (form) => [...form.querySelectorAll("[data-row]")];
export const fieldOf = (row) => row.querySelector("select");
const gripOf = (row) => row.querySelector("[aria-pressed]");
export const nextTo = (row, step) => (step < 0 ? row.previousElementSibling : row.nextElementSibling);

/** Each field takes the place of its row (its first choice is none); then the row's place is said. */
export function follow(form, row) {
  const rows = rowsOf(form);
  for (const [at, one] of rows.entries()) fieldOf(one).selectedIndex = at + 1;
  const words = { "{place}": rows.indexOf(row) + 1, "{title}": row?.querySelector("label").textContent };
  if (row) form.querySelector("[role=status]").textContent = form.dataset.words.replace(/\{\w+\}/g, (key) => words[key]);
}

/** Moves a row by one: its neighbour goes round it, so that the row keeps focus and pointer. */
export function move(form, row, step) {
  const other = nextTo(row, step);
  if (other) row[step < 0 ? "after" : "before"](other);
  follow(form, row);
}

/** Gives how a row is taken, by keys or with a pointer, and how it is put down or back. */
export function makeHold(form) {
  const hold = { row: null, rows: [], grab: null };
  hold.take = (row, grab) => {
    Object.assign(hold, { row, grab, rows: rowsOf(form) });
    row.dataset.state = "taken";
    gripOf(row).setAttribute("aria-pressed", "true");
    follow(form, row);
  };
  hold.release = (isKept) => {
    const { row, rows } = hold;
    if (!row) return;
    hold.row = hold.grab = null;
    row.removeAttribute("data-state");
    row.style.removeProperty("--drag");
    gripOf(row).setAttribute("aria-pressed", "false");
    if (!isKept) row.parentElement.append(...rows);
    if (!isKept) gripOf(row).focus();
    follow(form, row);
  };
  return hold;
}
