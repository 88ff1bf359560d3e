// A chart gives its values one by one, each with source and note: by arrow keys, by a finger or a mouse over it.
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
const connected = new WeakSet();

const pointsOf = (figure) => [...figure.querySelectorAll(".chart__point")];

/** The words of a value are those of its row in the table. */
function show(figure, point) {
  const box = figure.querySelector('[data-part="value"]');
  for (const one of pointsOf(figure)) {
    one.setAttribute("tabindex", one === point ? "0" : "-1");
    one.toggleAttribute("data-shown", one === point);
    one.removeAttribute("aria-describedby");
  }
  const [, number, note] = document.querySelector(point.getAttribute("href")).cells;
  const words = document.createElement("strong");
  words.textContent = point.getAttribute("aria-label");
  const more = document.createElement("span");
  more.id = "chart-note";
  more.append(...[...note.childNodes].map((part) => part.cloneNode(true)));
  box.replaceChildren(words, number.querySelector(".note").cloneNode(true), " ", more);
  point.setAttribute("aria-describedby", more.id);
}

function findNearest(figure, x) {
  const distance = (point) => {
    const { left, width } = point.getBoundingClientRect();
    return Math.abs(left + width / 2 - x);
  };
  return pointsOf(figure).reduce((near, point) => (distance(point) < distance(near) ? point : near));
}

function onKey(event, figure) {
  const points = pointsOf(figure);
  const at = points.indexOf(event.target.closest(".chart__point"));
  if (at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const ends = { Home: points[0], End: points.at(-1) };
  const next = ends[event.key] ?? points[at + STEPS[event.key]];
  if (!(event.key in STEPS || event.key in ends)) return;
  event.preventDefault();
  next?.focus();
}

export function connect(figure) {
  const last = pointsOf(figure).at(-1);
  if (connected.has(figure) || !last) return;
  connected.add(figure);
  const drawing = figure.querySelector(".chart__drawing");
  const seek = (event) => { if (event.target.closest("svg")) show(figure, findNearest(figure, event.x)); };
  drawing.addEventListener("pointerdown", seek);
  drawing.addEventListener("pointermove", seek);
  // A tap reads the value here; Enter still leads to its row.
  drawing.addEventListener("click", (event) => { if (event.detail) event.preventDefault(); });
  figure.addEventListener("keydown", (event) => onKey(event, figure));
  figure.addEventListener("focusin", ({ target }) => target.matches(".chart__point") && show(figure, target));
  show(figure, last);
}
