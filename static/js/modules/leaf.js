// An open event: a stroke to the side leads to the next or the previous one, Esc back to its node on the timeline.
import { onSwipe } from "./swipe.js";

const MARK = "#spine";
const connected = new WeakSet();

/** From the list Back leads to the list as it was left; from elsewhere the link does, to the event's node. */
function close(event) {
  if (!history.state?.isFromSpine) return;
  event.preventDefault();
  history.back();
}

function onKey(event, link) {
  if (event.key !== "Escape" || event.target.closest?.("input, textarea, select")) return;
  // What is open above the page closes first.
  if (!document.querySelector("dialog[open], .menu[open], :popover-open")) link.click();
}

export function connect(article) {
  if (connected.has(article)) return;
  connected.add(article);
  if (location.hash === MARK) {
    history.replaceState({ ...history.state, isFromSpine: true }, "", location.pathname + location.search);
  }
  const link = article.querySelector('[data-part="close"]');
  link.addEventListener("click", close);
  // Before the menu hears the key and is closed already.
  document.addEventListener("keydown", (event) => onKey(event, link), { capture: true });
  onSwipe(article, "*", (step) => article.querySelector(step > 0 ? '[rel="next"]' : '[rel="prev"]')?.click());
}
