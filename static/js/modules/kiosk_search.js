/** Search with keys of the page's own: what was typed, and the events found in the panel. */
import { find } from "./find.js";

const LONGEST = 40;
const MOST = 60;

/** `stage` shows the results; `note` takes the name of what went wrong. */
export function createSearch(stage, note) {
  const { axis, detail } = stage.panes;
  let typed = "";
  let layout = "";
  let index = { locale: "", events: [] };

  /** The words of a language are read when they are asked for first. */
  async function read(locale) {
    if (index.locale === locale) return;
    const response = await fetch(`/kiosk/${locale}/index.json`, { redirect: "error" });
    if (response.status !== 200) throw new Error("index");
    index = { locale, ...await response.json() };
    index.byId = new Map(index.events.map((event) => [event.id, event]));
  }

  function fill(list, found) {
    const line = detail.querySelector("[data-results-line]").content;
    list.replaceChildren(...found.slice(0, MOST).map((id) => {
      const { title, date } = index.byId.get(id);
      const one = line.cloneNode(true);
      Object.assign(one.querySelector("button").dataset, { event: id, open: `events/${id}` });
      one.querySelector(".line__before").textContent = date;
      one.querySelector(".line__title").textContent = title;
      return one;
    }));
  }

  /** Shows what was typed and what it finds; called after every change of the stage. */
  function draw({ room, locale }) {
    if (room !== "search") return;
    axis.querySelector("[data-search-words]").textContent = typed;
    for (const keys of axis.querySelectorAll("[data-layout]")) keys.hidden = keys.dataset.layout !== (layout || locale);
    for (const one of axis.querySelectorAll('[data-act="layout"]')) one.setAttribute("aria-pressed", String(one.dataset.to === (layout || locale)));
    const list = detail.querySelector("[data-results]");
    if (!list) return;
    if (index.locale !== locale) { if (typed) look(locale); return; }
    const found = find(index, typed);
    fill(list, found);
    detail.querySelector("[data-results-hint]").hidden = Boolean(typed);
    detail.querySelector("[data-results-none]").hidden = !typed.trim() || found.length > 0;
  }

  async function look(locale) {
    try {
      await read(locale);
      await stage.results();
    } catch ({ message }) {
      note(message);
    }
  }

  function type(text) {
    typed = text.slice(0, LONGEST).trimStart();
    return look(document.documentElement.dataset.locale);
  }

  return {
    draw,
    acts: {
      letter: (letter) => type(typed + letter),
      backspace: () => type([...typed].slice(0, -1).join("")),
      empty: () => type(""),
      layout: (to) => { layout = to; stage.redraw(); },
    },
    rest() { typed = ""; layout = ""; },
  };
}
