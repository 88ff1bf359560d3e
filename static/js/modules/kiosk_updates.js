/** New revisions: asked for each minute, put on the device aside, and taken over when nobody is here. */
import { askList } from "./kiosk_list.js";
import { createPace } from "./kiosk_pace.js";
import { findList, forget, install, readState } from "./kiosk_revisions.js";
import { register, tell } from "./kiosk_worker_link.js";

/** `isQuiet` says whether nobody would notice; `note` takes the name of what went wrong. */
export function createUpdates(root, isQuiet, note) {
  const pace = createPace(note);
  let registration = null;

  /** What is on the device: the page itself came from the active revision when both are of one build. */
  async function know() {
    const { active, barred, trial } = await readState();
    const list = await findList(active);
    root.dataset.ready = String(Boolean(list));
    root.dataset.rev = list?.build === root.dataset.build ? active : "";
    root.dataset.barred = barred.rev;
    return { rev: list ? active : "", barred, trial };
  }

  async function look() {
    const { rev, barred, trial } = await know();
    registration = await register();
    const list = await askList(root);
    const isBarred = list.rev === barred.rev && Date.now() < barred.until;
    if (trial || isBarred || [root.dataset.rev, root.dataset.pending].includes(list.rev)) return;
    if (list.rev !== rev) await install(list, rev);
    root.dataset.urgent = String(list.urgent === true);
    if (rev) {
      registration.update().catch(() => {});
      root.dataset.pending = list.rev;
    } else {
      await navigator.storage.persist();
      await tell("take", list.rev);
      await know();
    }
  }

  /** The pointer moves in one write; the page is loaded anew only if still nobody is here. */
  async function swap() {
    const { active } = await tell("take", root.dataset.pending);
    if (active !== root.dataset.pending) root.dataset.pending = "";
    else if (isQuiet()) {
      registration.waiting?.postMessage({ order: "release" });
      location.reload();
      await new Promise(() => {});
    }
  }

  return {
    hurry: pace.hurry,
    /** Everything is downloaded anew, by a worker that is new too. */
    async clear() {
      Object.assign(root.dataset, { ready: "false", pending: "" });
      await forget();
      await registration?.unregister();
      pace.hurry();
    },
    tick() {
      if (pace.isFree() && root.dataset.pending && isQuiet()) pace.run(swap);
      else if (pace.isDue()) pace.run(look);
    },
  };
}
