/** What a visitor uses: the stage with its sun and its search, in sizes that the visitor chooses. */
import { drawRing, followFinger } from "./kiosk_ring.js";
import { createSearch } from "./kiosk_search.js";
import { createSizes } from "./kiosk_sizes.js";
import { createStage } from "./kiosk_stage.js";

/** `note` takes the name of what went wrong. Gives the stage, and acts by name; rest() drops all that was chosen. */
export function createRooms(root, note) {
  const sizes = createSizes(root);
  const stage = createStage(root, note);
  const search = createSearch(stage, note);

  sizes.measure();
  addEventListener("resize", sizes.measure);
  stage.begin((at) => { drawRing(at); search.draw(at); });
  followFinger(document, (open) => { if (root.dataset.state === "explore") stage.show(open); });

  return {
    stage,
    acts: { ...sizes.acts, ...search.acts },
    rest() { for (const one of [sizes, search, stage]) one.rest(); },
  };
}
