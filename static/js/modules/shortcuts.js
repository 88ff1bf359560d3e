// Signs that work anywhere outside fields choose the link, button or field that names them; one opens their list.
import { isOurs, signOf } from "./signs.js";

const BUSY = "input:not([type=radio]), textarea, select, [contenteditable]";
const connected = new WeakSet();

const find = (sign) => document.querySelector(`[data-shortcut="${CSS.escape(sign)}"]`);

function onKey(event) {
  if (!isOurs(event) || event.target.closest?.(BUSY) || document.querySelector("dialog[open]")) return;
  const target = find(signOf(event));
  if (!target) return;
  event.preventDefault();
  if (target.matches("input")) target.focus();
  else target.click();
}

/** The list names what the page has. */
function open(list) {
  for (const row of list.querySelectorAll("[data-sign]")) row.hidden = !find(row.dataset.sign);
  list.showModal();
}

export function connect(list) {
  if (connected.has(list)) return;
  connected.add(list);
  document.addEventListener("keydown", onKey);
  find("?").addEventListener("click", () => open(list));
  list.querySelector('[data-part="close"]').addEventListener("click", () => list.close());
}
