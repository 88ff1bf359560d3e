// An event that was opened: the list's own entry of the history keeps which, and at what height, for whoever comes back.
import { land } from "./place.js";

const connected = new WeakSet();

function keep(opened) {
  history.replaceState({ ...history.state, opened }, "");
}

function onClick(event) {
  const link = event.target.closest(".item__link");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  link.focus({ preventScroll: true });
  keep({ id: link.dataset.event, top: link.getBoundingClientRect().top });
  // Its page learns where it was opened from, and takes the mark away.
  link.hash = "#spine";
  setTimeout(() => { link.hash = ""; });
}

/** The event that the address names has the focus, once the browser has led there and let go of it. */
function focusNamed() {
  document.getElementById(location.hash.slice(1))?.querySelector(".item__link")?.focus({ preventScroll: true });
}

/** Comes back to the event that was opened. */
function arrive(list) {
  const opened = history.state?.opened;
  if (!opened) return;
  keep(undefined);
  const link = list.querySelector(`.item__link[data-event="${CSS.escape(opened.id)}"]`);
  if (link) land(link, { ...opened, isFocused: true });
}

export function connect(list) {
  if (connected.has(list)) return;
  connected.add(list);
  list.addEventListener("click", onClick);
  addEventListener("pageshow", ({ persisted }) => persisted && arrive(list));
  addEventListener("load", () => setTimeout(focusNamed));
  arrive(list);
}
