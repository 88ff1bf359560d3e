import { find } from "./find.js";

// The page of search where no server answers: of all events it leaves those that the index finds.
const connected = new WeakSet();

/** Shows what was found, in its order, and says how much that is. */
function show(page, index, query) {
  const [list, status] = [page.querySelector("ol"), page.querySelector("[role=status]")];
  const lines = new Map(Array.from(list.children, (line) => [line.dataset.event, line]));
  const order = index.events.map((event) => event.id);
  const ids = query ? find(index, query) : order;
  for (const line of lines.values()) line.hidden = true;
  for (const id of ids) lines.get(id).hidden = false;
  list.append(...[...new Set([...ids, ...order])].map((id) => lines.get(id)));
  status.textContent = ids.length ? page.dataset.words.split("|")[ids.length] : page.dataset.none.replace("{query}", query);
}

function keep(query) {
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
}

/** Until the index is there, the list is whole and the form asks for the page again. */
async function begin(page, form) {
  const field = form.elements.q;
  field.value = new URL(location.href).searchParams.get("q") ?? "";
  const index = await (await fetch(page.dataset.index)).json();
  const update = () => {
    const query = field.value.trim();
    keep(query);
    show(page, index, query);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  if (field.value) update();
}

export function connect(page) {
  if (connected.has(page)) return;
  connected.add(page);
  begin(page, document.querySelector("form.search"));
}
