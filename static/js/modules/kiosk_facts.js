/** The words and numbers in the staff's room: values by data-value, words that hold by data-when. */

const MEGABYTE = 1_000_000;
const clock = (seconds) => `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, "0")}`;

export function fill(dialog, values) {
  for (const one of dialog.querySelectorAll("[data-value]")) {
    const value = values[one.dataset.value];
    if (value !== undefined) one.textContent = [value].flat().join(", ") || "–";
  }
}

/** `status` has what the screen's report lacks. */
export async function showFacts(root, dialog, status) {
  const tell = ({ detail }) => fill(dialog, { ...detail, viewport: detail.viewport.join(" × "), uptime: clock(detail.uptime_seconds) });
  document.addEventListener("kiosk:report", tell, { once: true });
  document.dispatchEvent(new Event("kiosk:ask"));
  const facts = { ...root.dataset, ...status };
  for (const one of dialog.querySelectorAll("[data-when]")) {
    const [name, wanted] = one.dataset.when.split("=");
    one.hidden = String(facts[name]) !== wanted;
  }
  const { usage, quota } = await navigator.storage.estimate();
  fill(dialog, { storage: `${Math.ceil(usage / MEGABYTE)} / ${Math.floor(quota / MEGABYTE)}` });
}
