/** Updates of a kiosk whose server has withdrawn the service worker: nothing is kept, a new build is loaded. */
import { askList } from "./kiosk_list.js";
import { createPace } from "./kiosk_pace.js";

/** `isQuiet` says whether nobody would notice; `note` takes the name of what went wrong. */
export function createBare(root, isQuiet, note) {
  const pace = createPace(note);

  async function look() {
    const { build } = await askList(root);
    if (build !== root.dataset.build && isQuiet()) location.reload();
  }

  return {
    hurry: pace.hurry,
    /** Nothing is kept. */
    clear: async () => {},
    tick() { if (pace.isDue()) pace.run(look); },
  };
}
