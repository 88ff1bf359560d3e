// A golden line on the spine leads from the focused event to those it is tied to; its key walks it.
const connected = new WeakSet();
// By event the end that one was last led to, or came from at first: the key goes on to the one after it.
const exits = new Map();

const findEnd = (list, id) => list.querySelector(`.item__link[data-event="${CSS.escape(id)}"]`);

const heightOf = (element) => element.getBoundingClientRect().top;

function clear(list) {
  for (const line of list.querySelectorAll(".tie")) line.remove();
  for (const item of list.querySelectorAll("[data-tied]")) item.removeAttribute("data-tied");
}

function walk(from, to) {
  const [start, end] = [from, to].map((link) => link.dataset.event);
  exits.set(start, end);
  if (!exits.has(end)) exits.set(end, start);
  to.focus({ preventScroll: true });
  to.closest(".item").scrollIntoView({ block: "center" });
}

/** Draws one line; it stands where the spine stands, from node to node. */
function draw(list, from, to) {
  const line = document.createElement("button");
  const [first, last] = [from, to].map((link) => heightOf(link.closest(".item"))).sort((a, b) => a - b);
  const thread = from.closest(".year__thread").getBoundingClientRect();
  Object.assign(line, { className: "tie", type: "button", tabIndex: -1 });
  line.setAttribute("aria-hidden", "true");
  line.style.setProperty("--tie-start", `${first - heightOf(list)}px`);
  line.style.setProperty("--tie-length", `${last - first}px`);
  line.style.setProperty("--tie-side", `${thread.left - list.getBoundingClientRect().left}px`);
  line.addEventListener("mousedown", (event) => event.preventDefault());
  line.addEventListener("click", () => walk(from, to));
  list.append(line);
  to.closest(".item").dataset.tied = "";
  return line;
}

/** Gives the events that one grew from, which it names, then those that it led to, which name it. */
function findEnds(list, { dataset: { event, threads = "" } }) {
  const origins = threads.split(" ").map((id) => id && findEnd(list, id)).filter(Boolean);
  return [...origins, ...list.querySelectorAll(`[data-threads~="${CSS.escape(event)}"]`)];
}

/** Draws the lines to the other ends that the list shows. */
function tie(list, link) {
  clear(list);
  const ends = findEnds(list, link);
  const lines = ends.map((end) => draw(list, link, end));
  const next = (ends.findIndex((end) => end.dataset.event === exits.get(link.dataset.event)) + 1) % ends.length;
  if (lines[next]) lines[next].dataset.keys = "t T";
}

export function connect(list) {
  if (connected.has(list)) return;
  connected.add(list);
  list.addEventListener("focusin", ({ target }) => target.matches(".item__link") && tie(list, target));
  list.addEventListener("focusout", () => clear(list));
  new ResizeObserver(() => {
    if (document.activeElement?.matches(".item__link")) tie(list, document.activeElement);
  }).observe(list);
}
