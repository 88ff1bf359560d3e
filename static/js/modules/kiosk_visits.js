/** Visits of the day and, where the record asks for it, how often each event was opened: counts, nothing of a visit. */
import { readCounts, writeCounts } from "./kiosk_queue.js";

const KEY = "visits";
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const KEPT_DAYS = 30;
const MOST_ROWS = 40;
// How long an event stays open, and a last place for those from which the visitor went away: nobody knows when.
const DWELLS_MS = [10_000, 30_000, 90_000, Infinity];
const AWAY = DWELLS_MS.length;
const toRow = ([name, dwells]) => {
  const [day, locale, event] = name.split(" ");
  return { day, locale, event, dwells };
};
const isVisit = (state) => state === "explore" || state === "warn";

export function createVisits(root) {
  const minutes = root.querySelector("[data-utc-offset-minutes]").dataset.utcOffsetMinutes;
  const nameDay = (back = 0) => new Date(Date.now() + minutes * MINUTE_MS - back * DAY_MS).toISOString().slice(0, 10);
  let kept = { day: "", visits: 0, counts: {}, sending: null };
  let opened = null;

  const write = () => { writeCounts(KEY, kept).catch(() => {}); };
  const isFresh = (name) => name >= nameDay(KEPT_DAYS);
  readCounts(KEY).then((found) => { kept = found ?? kept; }).catch(() => {});

  function close(place) {
    if (!opened) return;
    const name = `${nameDay()} ${opened.locale} ${opened.event}`;
    kept.counts[name] ??= Array(AWAY + 1).fill(0);
    kept.counts[name][place ?? DWELLS_MS.findIndex((most) => performance.now() - opened.at < most)] += 1;
    opened = null;
  }

  document.addEventListener("kiosk:state", ({ detail: { from, to } }) => {
    const today = nameDay();
    if (kept.day !== today) kept = { ...kept, day: today, visits: 0 };
    if (isVisit(to) === isVisit(from)) return;
    if (isVisit(to)) kept.visits += 1;
    else close(AWAY);
    write();
  });
  document.addEventListener("kiosk:show", ({ detail: { event, locale } }) => {
    close();
    if (root.dataset.stats === "on") opened = { event, locale, at: performance.now() };
  });

  return {
    read: () => ({ visits_today: kept.day === nameDay() ? kept.visits : 0 }),
    /** Gives {id, rows} to send, the same again until the server has it; nothing when there is nothing to say. */
    take() {
      const { counts, sending: before } = kept;
      const fresh = Object.entries(counts).filter(([name]) => isFresh(name)).sort();
      const rows = before?.rows.filter(({ day }) => isFresh(day)) ?? fresh.splice(0, MOST_ROWS).map(toRow);
      const sending = rows.length ? { id: before?.id ?? String(Date.now()), rows } : null;
      kept = { ...kept, counts: Object.fromEntries(fresh), sending };
      if (before || Object.keys(counts).length > fresh.length) write();
      return sending;
    },
    sent() {
      if (!kept.sending) return;
      kept = { ...kept, sending: null };
      write();
    },
  };
}
