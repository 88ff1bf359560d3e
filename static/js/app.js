// Connects behaviours to the elements that name them, at the start and after each swap.
import * as band from "./modules/band.js";
import * as born from "./modules/born.js";
import * as chart from "./modules/chart.js";
import * as copy from "./modules/copy.js";
import * as drawer from "./modules/drawer.js";
import * as finder from "./modules/finder.js";
import * as hold from "./modules/hold.js";
import * as keys from "./modules/keys.js";
import * as leaf from "./modules/leaf.js";
import * as menu from "./modules/menu.js";
import * as notes from "./modules/notes.js";
import * as notice from "./modules/notice.js";
import * as opened from "./modules/opened.js";
import * as order from "./modules/order.js";
import * as press from "./modules/press.js";
import * as ring from "./modules/ring.js";
import * as scrolled from "./modules/scrolled.js";
import * as search from "./modules/search.js";
import * as shortcuts from "./modules/shortcuts.js";
import * as spine from "./modules/spine.js";
import * as steps from "./modules/steps.js";
import * as threads from "./modules/threads.js";
import * as today from "./modules/today.js";
import * as twins from "./modules/twins.js";
import * as waiting from "./modules/waiting.js";

const behaviours = {
  band, born, chart, copy, drawer, finder, hold, keys, leaf, menu, notes, notice, opened, order, press, ring, scrolled, search, shortcuts,
  spine, steps, threads, today, twins, waiting,
};

function connectAll() {
  for (const element of document.querySelectorAll("[data-behaviour]")) {
    for (const name of element.dataset.behaviour.split(" ")) behaviours[name]?.connect(element);
  }
}

connectAll();
document.addEventListener("htmx:after:process", connectAll);
// A new request takes back what was said about the last one.
document.addEventListener("htmx:before:request", () => document.querySelector("#notice").replaceChildren());
