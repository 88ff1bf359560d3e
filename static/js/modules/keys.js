// Signs of the keyboard that choose a link: + − 0 for the level, S for the scale. Only from a focused event.
import { isOurs, signOf } from "./signs.js";

const connected = new WeakSet();

function onKey(event) {
  if (!event.target.closest?.(".item__link") || !isOurs(event)) return;
  const sign = event.key === "=" ? "+" : signOf(event);
  const links = [...event.currentTarget.querySelectorAll("[data-keys]")];
  const link = links.find((one) => one.dataset.keys.split(" ").includes(sign));
  if (!link) return;
  event.preventDefault();
  link.click();
}

export function connect(list) {
  if (connected.has(list)) return;
  connected.add(list);
  list.addEventListener("keydown", onKey);
}
