// Map and figures beside the list: fetched when they are wanted, at once on a wall; a phone follows the link.
const connected = new WeakSet();
const isWide = (width) => matchMedia(`(width >= ${width}px)`).matches;
const call = (name) => import("./overview.js").then((module) => module[name]());
let isWanted = isWide(2560);

export function connect(link) {
  if (isWanted) call("follow");
  if (connected.has(link)) return;
  connected.add(link);
  link.addEventListener("click", (event) => {
    if (!isWide(1100) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // The page stays where it is: this is no change of level, after which the list is put back.
    event.stopPropagation();
    isWanted = true;
    call("toggle");
  });
}
