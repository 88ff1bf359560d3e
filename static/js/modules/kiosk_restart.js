/** A fresh page now and then: each night, after a day, or when somebody asks. Never under a finger. */

const NIGHT_MS = 72_000_000;
const DAY_MS = 86_400_000;

/** `isQuiet` says whether nobody would notice. What isn't on the device may not come back without its server. */
export function createRestart(root, isQuiet) {
  const born = performance.now();
  let isAsked = false;
  let isGoing = false;

  const isDue = () => isAsked || performance.now() - born >= (root.dataset.state === "night" ? NIGHT_MS : DAY_MS);
  const comesBack = () => root.dataset.ready === "true" || (isAsked && root.dataset.net === "online");

  return {
    ask() { isAsked = true; },
    tick() {
      if (isGoing || !isDue() || !isQuiet() || !comesBack()) return;
      isGoing = true;
      location.reload();
    },
  };
}
