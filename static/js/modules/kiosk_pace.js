/** One thing at a time: again each minute, and after a failure later and later. */

const EVERY_MS = 60_000;
const JITTER_MS = 10_000;
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 300_000;
const SPREAD = 0.2;
const nameError = ({ name, message }) => (name === "Error" ? message : name.replace("QuotaExceededError", "quota"));
const swing = (width) => (Math.random() * 2 - 1) * width;

/** `note` takes the name of what went wrong; that the network is away is no fault. */
export function createPace(note) {
  let next = 0;
  let failures = 0;
  let isBusy = false;

  return {
    isFree: () => !isBusy,
    /** The next turn is now. */
    hurry: () => { next = 0; },
    isDue: () => !isBusy && performance.now() >= next,
    async run(work) {
      isBusy = true;
      try {
        await work();
        failures = 0;
        next = performance.now() + EVERY_MS + swing(JITTER_MS);
      } catch (error) {
        next = performance.now() + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures) * (1 + swing(SPREAD));
        failures += 1;
        if (error.message !== "offline") note(nameError(error));
      }
      isBusy = false;
    },
  };
}
