/** Tells the server how the screen is, every half minute. What it doesn't hear waits on the device. */
import { addLate, dropLate, findLate } from "./kiosk_queue.js";

const EVERY_MS = 30_000;
const SPREAD_MS = 5_000;
const LATE_EVERY_MS = 10_000;
const LIMIT_MS = 8_000;
const LATE_BYTES = 8_192;

/** The server's reply, whole and within its time; anything else means that it is away. */
async function post(body) {
  const watch = new AbortController();
  const timer = setTimeout(() => watch.abort(), LIMIT_MS);
  const headers = { "Content-Type": "application/json" };
  try {
    const response = await fetch(`/kiosk/beat${location.search}`, { method: "POST", redirect: "error", headers, body, signal: watch.signal });
    const reply = response.status === 200 ? await response.json() : {};
    if (typeof reply.now !== "number") throw new Error("offline");
    return reply;
  } finally {
    clearTimeout(timer);
  }
}

/** `report` and `visits` give what there is to say; `updates` looks at once for a revision that the server names. */
export function createBeat(root, report, visits, updates) {
  let next = 0;
  let isBusy = false;
  let skew = null;
  let named = "";

  report.add(() => ({ skew_seconds: skew }));

  function hear({ now, rev }, tookMs) {
    root.dataset.net = "online";
    skew = Math.round((Date.now() - tookMs / 2) / 100 - now * 10) / 10;
    if (rev && ![root.dataset.rev, root.dataset.pending, named].includes(rev)) updates.hurry();
    named = rev;
  }

  async function keep({ uptime_seconds, paint_seconds, visits_today, errors }) {
    root.dataset.net = "offline";
    await addLate({ at: Math.max(0, Math.round(Date.now() / 1000 - skew)), uptime_seconds, paint_seconds, visits_today, errors });
  }

  async function beat() {
    const own = report.read();
    const late = await findLate(LATE_BYTES).catch(() => []);
    const before = performance.now();
    try {
      const reply = await post(JSON.stringify({ ...own, late, counts: visits.take() }));
      hear(reply, performance.now() - before);
    } catch {
      return keep(own);
    }
    visits.sent();
    if (!late.length) return undefined;
    next = before + LATE_EVERY_MS;
    return dropLate(late.at(-1));
  }

  return {
    tick() {
      const now = performance.now();
      if (isBusy || now < next) return;
      isBusy = true;
      next = now + EVERY_MS + Math.random() * SPREAD_MS;
      beat().catch(() => {}).finally(() => { isBusy = false; });
    },
  };
}
