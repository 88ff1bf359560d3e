/**
 * The kiosk's service worker: answers from the active revision on the device alone, and is the only one that
 * writes which revision that is. State: active and previous revision, the barred one, and the trial of a new one.
 */
const STATE = "/kiosk/state.json";
const LIST = "/kiosk/bundle.json";
const DAY_MS = 86_400_000;
const FIRST_MS = 10_000;
const MOST_BOOTS = 2;
const EMPTY = { active: "", previous: "", barred: { rev: "", until: 0 }, trial: null };
const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });
const find = async (url, rev) => (rev ? caches.match(url, { cacheName: `kiosk-${rev}`, ignoreVary: true }) : undefined);

async function read() {
  const kept = await caches.match(STATE, { cacheName: "kiosk" });
  return kept ? kept.json().catch(() => EMPTY) : EMPTY;
}

/** One change after the other, each a single write. */
let turn = Promise.resolve();
function change(edit) {
  const done = turn.then(async () => {
    const state = edit(await read());
    const keep = await caches.open("kiosk");
    await keep.put(STATE, Response.json(state));
    return state;
  });
  turn = done.catch(() => {});
  return done;
}

const goBack = (state) => (state.previous
  ? { active: state.previous, previous: "", barred: { rev: state.active, until: Date.now() + DAY_MS }, trial: null }
  : { ...state, trial: null });
const rollBack = (state) => (state.trial ? goBack(state) : state);
const boot = (state) => (state.trial?.boots >= MOST_BOOTS ? rollBack(state)
  : { ...state, trial: state.trial && { boots: state.trial.boots + 1, isSeen: false } });

/** What the page may ask for. Nothing is taken that is not whole. */
const orders = {
  take: (state, rev) => (rev === state.active ? state
    : { ...state, active: rev, previous: state.active, trial: state.active ? { boots: 0, isSeen: false } : null }),
  seen: (state) => ({ ...state, trial: state.trial && { ...state.trial, isSeen: true } }),
  healthy: (state) => ({ ...state, trial: null }),
  leave: rollBack,
};

async function reload() {
  for (const client of await clients.matchAll({ type: "window" })) await client.navigate(client.url);
}

async function obey({ data, ports: [port] }) {
  const isWhole = data.order !== "take" || await find(LIST, data.rev);
  port.postMessage(isWhole ? await change((state) => orders[data.order](state, data.rev)) : await read());
  if (data.order === "leave") await reload();
}

/** A new revision must come as far as the attract screen, whatever its own scripts do. */
async function judge(rev) {
  await wait(FIRST_MS);
  const { active, trial } = await read();
  if (active === rev && trial && !trial.isSeen) { await change(rollBack); await reload(); }
}

/** What holds for this boot; the supervisor asks for `safe`, no revision on trial, or for the one before. */
async function choose(url, state) {
  const wish = new URL(url).searchParams.get("boot");
  if (wish === "older" && await find(LIST, state.previous)) return change(goBack);
  if (!state.trial) return state;
  return change(wish ? rollBack : boot);
}

async function answerPage(event) {
  const old = await read();
  const state = await choose(event.request.url, old).catch(() => old);
  if (state.trial) event.waitUntil(judge(state.active));
  for (const rev of [state.active, state.previous]) {
    const list = await find(LIST, rev);
    const shell = list && await find((await list.json()).shell, rev);
    if (shell) return shell;
  }
  return fetch(event.request);
}

async function answerPart(request) {
  const { active, previous } = await read();
  return await find(request.url, active) ?? await find(request.url, previous) ?? fetch(request);
}

addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(event.data.order === "release" ? skipWaiting() : obey(event)));
addEventListener("fetch", (event) => {
  const { cache, method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || pathname.startsWith("/kiosk/health")) return;
  if (mode === "navigate") event.respondWith(answerPage(event));
  else if (cache !== "no-store") event.respondWith(answerPart(event.request));
});
