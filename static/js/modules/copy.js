// Copies the words that a button names, and says so; where copying is barred, it selects them.
const connected = new WeakSet();

async function copy(button, section) {
  const said = section.querySelector("[role=status]");
  const target = document.getElementById(button.dataset.copy);
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(target.textContent.trim());
    said.textContent = section.dataset.done;
  } catch {
    getSelection().selectAllChildren(target);
    said.textContent = section.dataset.selected;
  }
}

export function connect(section) {
  if (connected.has(section)) return;
  connected.add(section);
  for (const button of section.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button, section));
  }
}
