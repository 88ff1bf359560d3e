// Arrow keys walk a tour: left and right are its links to the stop before and the stop behind.
const RELATIONS = { ArrowLeft: "prev", ArrowRight: "next" };
const connected = new WeakSet();

function onKey(event) {
  const isTyping = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  document.querySelector(`#tour a[rel="${RELATIONS[event.key]}"]`)?.click();
}

export function connect(tour) {
  if (connected.has(tour)) return;
  connected.add(tour);
  document.addEventListener("keydown", onKey);
}
