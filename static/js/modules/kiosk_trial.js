/** A new revision is on trial for its first half minute; an uncaught error brings the old one back. */
import { readState } from "./kiosk_revisions.js";
import { tell } from "./kiosk_worker_link.js";

const TRIAL_MS = 30_000;

/** `isQuiet` says whether nobody would notice a change back; `note` takes the name of an error. */
export function createTrial(isQuiet, note) {
  let since = null;
  let isFaulty = false;

  function fail(name) {
    isFaulty = true;
    note(name);
  }

  function end(order) {
    since = null;
    tell(order).catch((error) => note(error.message));
  }

  addEventListener("error", ({ error }) => fail(error?.name ?? "error"));
  addEventListener("unhandledrejection", ({ reason }) => fail(reason?.name ?? "rejection"));

  return {
    /** The attract screen is there. */
    async begin() {
      if (!(await readState()).trial) return;
      since = performance.now();
      await tell("seen");
    },
    tick() {
      if (since === null) return;
      if (isFaulty && isQuiet()) end("leave");
      else if (!isFaulty && performance.now() - since >= TRIAL_MS) end("healthy");
    },
  };
}
