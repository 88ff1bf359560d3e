// The menu of text size, look and keys: shows what was chosen, closes by Esc and by a click beside it.
const connected = new WeakSet();

/** Shows what look.js keeps: a choice is checked, a field filled. */
function fill(field) {
  const value = document.documentElement.dataset[field.dataset.keep];
  if (value === undefined) return;
  if (field.type === "radio") field.checked = field.value === value;
  else field.value = value;
}

function onKey(event, menu) {
  if (event.key !== "Escape" || !menu.open || document.querySelector("dialog[open]")) return;
  if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  menu.open = false;
}

/** Empties the field; look.js then forgets it. */
function forget(field) {
  field.value = "";
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
}

export function connect(menu) {
  if (connected.has(menu)) return;
  connected.add(menu);
  const part = (name) => menu.querySelector(`[data-part="${name}"]`);
  part("born").max = new Date().getFullYear();
  menu.querySelectorAll("[data-keep]").forEach(fill);
  part("controls").hidden = false;
  part("note").hidden = true;
  part("forget").addEventListener("click", () => forget(part("born")));
  document.addEventListener("keydown", (event) => onKey(event, menu));
  document.addEventListener("click", ({ target }) => {
    if (!menu.contains(target) && !target.closest("dialog")) menu.open = false;
  });
}
