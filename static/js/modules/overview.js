import { findRead, put } from "./place.js";
import { keepStep } from "./step.js";

/** What stands beside the list: opened, closed, and changed with the state of the list. */

const WALL = matchMedia("(width >= 2560px)");
const DESK = matchMedia("(width >= 1100px)");
const connected = new WeakSet();
let isOpen = WALL.matches;
let opener;

const find = (id) => document.getElementById(id);

/** The list gets narrower or wider: the event that is read stays at its height. */
async function hold(change) {
  const read = findRead();
  const top = read?.getBoundingClientRect().top;
  await change();
  if (read?.isConnected && scrollY > 0) put(read, top);
}

/** Waits for the sheet that comes with the content, also when it can't come. */
async function settle(drawer) {
  const sheet = drawer.querySelector("link");
  if (!sheet || sheet.sheet) return;
  await new Promise((resolve) => { sheet.onload = sheet.onerror = resolve; });
}

/** A place of the map filters the list; what leads to other pages is left alone. */
function onClick(event) {
  const place = event.target.closest(".map__place");
  if (event.target.closest(".overview__close")) close();
  if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  htmx.ajax("GET", place.getAttribute("href"), { target: "#event-list", swap: "outerMorph", push: "true" });
}

function connectDrawer(drawer) {
  if (connected.has(drawer)) return;
  connected.add(drawer);
  drawer.addEventListener("click", onClick);
  drawer.addEventListener("keydown", (event) => event.key === "Escape" && !WALL.matches && close());
}

/** Focus goes back to where it came from. */
function close() {
  const [drawer, link] = [find("overview"), find("overview-link")];
  const held = drawer.contains(document.activeElement);
  isOpen = false;
  hold(() => drawer.replaceChildren());
  delete drawer.dataset.address;
  link.setAttribute("aria-expanded", "false");
  if (held) (opener?.isConnected ? opener : link).focus({ preventScroll: true });
}

/** Fetches what goes with the state of the list, unless it is there or not wanted. */
export async function follow() {
  const [drawer, link] = [find("overview"), find("overview-link")];
  if (!isOpen || !DESK.matches) return;
  connectDrawer(drawer);
  link.setAttribute("aria-expanded", "true");
  if (drawer.dataset.address === link.href) return;
  drawer.dataset.address = link.href;
  await hold(async () => {
    await htmx.ajax("GET", link.href, { source: drawer, target: drawer, swap: "innerMorph" });
    await settle(drawer);
  });
  keepStep(find("overview-box"));
}

export async function toggle() {
  if (isOpen && !WALL.matches) return close();
  isOpen = true;
  opener = document.activeElement;
  await follow();
  find("overview-map")?.focus({ preventScroll: true });
}
