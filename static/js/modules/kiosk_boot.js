/** How the supervisor wants this boot: `boot=safe` or `boot=older` in the address. Said once, then forgotten. */

const MODES = ["safe", "older"];

/** Either way nothing moves and no film plays; which revision it is, the worker has chosen. */
export function readBoot(root) {
  const address = new URL(location);
  const mode = address.searchParams.get("boot");
  if (mode === null) return;
  address.searchParams.delete("boot");
  history.replaceState(null, "", address);
  if (!MODES.includes(mode)) return;
  root.dataset.boot = mode;
  if (root.dataset.attract === "film") root.dataset.attract = "ring";
}
