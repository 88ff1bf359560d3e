/** Whether nobody would notice a change: the screen has rested a while and no pointer is down. */

const QUIET_MS = 5_000;

/** True while nobody is here: the attract screen, or night. */
export const isResting = (state) => state === "attract" || state === "night";

/** `pointers` counts those that are down. */
export function createQuiet(target, pointers) {
  let since = null;
  target.addEventListener("kiosk:state", ({ detail: { to, at } }) => { since = isResting(to) ? at : null; });
  return () => since !== null && pointers.count() === 0 && performance.now() - since >= QUIET_MS;
}
