/** Whether nobody would notice a change: the attract screen has stood a while and no pointer is down. */

const QUIET_MS = 5_000;

export function createQuiet(target) {
  const down = new Set();
  let since = null;

  const firm = { capture: true, passive: true };
  target.addEventListener("pointerdown", ({ pointerId }) => down.add(pointerId), firm);
  for (const name of ["pointerup", "pointercancel"]) target.addEventListener(name, ({ pointerId }) => down.delete(pointerId), firm);
  target.addEventListener("kiosk:state", ({ detail: { to, at } }) => { since = to === "attract" ? at : null; });

  return () => since !== null && down.size === 0 && performance.now() - since >= QUIET_MS;
}
