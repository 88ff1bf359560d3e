/** What the kiosk shows: a room's axis and what its panel has open, in one locale. State lives here, never in the address. */
import { createPanes } from "./kiosk_panes.js";
import { loadPart } from "./kiosk_parts.js";

const TRAIL_LENGTH = 20;
const HOME = { room: "ring", open: "home" };

/** `note` takes the name of what went wrong. */
export function createStage(root, note) {
  const panes = createPanes(root);
  const start = () => ({ locale: root.dataset.defaultLocale, room: root.dataset.attract === "axis" ? "timeline" : "ring", open: root.dataset.first });
  let at = { ...start(), room: "ring" };
  let wanted = at;
  let loading = new AbortController();
  let [trail, draw] = [[], null];
  const redraw = () => draw({ ...at, axis: panes.axis, detail: panes.detail });

  /** Gives the parts that a wish needs anew; a room that is entered opens what is open, if it has it, or its first. */
  async function load(wish, signal) {
    const isOther = wish.locale !== at.locale;
    const axis = isOther || wish.room !== at.room ? await loadPart(root, wish.locale, wish.room, signal) : null;
    const has = axis?.querySelector(`[data-open="${at.open}"]`);
    wish.open ||= has ? at.open : axis?.dataset.first ?? panes.first();
    const detail = isOther || wish.open !== at.open ? await loadPart(root, wish.locale, wish.open, signal) : null;
    return { axis, detail };
  }

  /** Shows what `next` changes; a newer wish replaces one on its way, and keeps what that one changed. */
  async function move(next, { keep = true, scroll = { detail: 0 } } = {}) {
    loading.abort();
    const { signal } = loading = new AbortController();
    const wish = wanted = { ...wanted, ...next };
    panes.wait(true);
    try {
      const parts = await load(wish, signal);
      if (signal.aborted) return;
      if (keep) trail = [...trail, { ...at, scroll: panes.tops() }].slice(-TRAIL_LENGTH);
      const tops = wish.locale === at.locale ? scroll : panes.tops();
      panes.swap(parts, at = wish, tops);
      redraw();
      panes.tell(at);
    } catch ({ name, message }) {
      if (signal.aborted) return;
      wanted = at;
      note(name === "Error" ? message : name);
    }
    panes.wait(false);
  }

  return {
    panes,
    redraw,
    /** From now on `then` is told {room, open, locale, axis, detail} after every change. */
    begin(then) { draw = then; panes.mark(at); redraw(); },
    hold() { loading.abort(); wanted = at; panes.wait(false); },
    show: (open) => move({ open }),
    go: (room) => move({ room, open: "" }),
    home: () => move(HOME),
    results: () => (at.open === "results" ? redraw() : move({ open: "results" })),
    say: (locale) => move({ locale }, { keep: false }),
    turn(step) {
      const ids = panes.list();
      const place = ids.indexOf(wanted.open);
      return move({ open: ids.at(place < 0 && step < 0 ? -1 : (place + step) % ids.length) }, { keep: false });
    },
    bring: ({ event, locale }) => move({ locale, ...(event && { open: `events/${event}` }) }, { keep: false }),
    back() {
      const { room, open, scroll } = trail.pop() ?? { ...HOME, scroll: {} };
      return move({ room, open }, { keep: false, scroll });
    },
    /** Everything a visitor chose is dropped. */
    rest() {
      trail = [];
      document.activeElement?.blur();
      return move(start(), { keep: false, scroll: { axis: 0, detail: 0 } });
    },
    /** Time to read what is open: a second for 13 letters and 20 more, at most four minutes. */
    readingMs: () => Math.min(240, Math.ceil(panes.detail.textContent.length / 13) + 20) * 1000,
  };
}
