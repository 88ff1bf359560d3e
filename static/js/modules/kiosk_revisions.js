/** Revisions on the device: each a cache of its own that is whole or nothing, its list stored last. */

const LIST = "/kiosk/bundle.json";
const FILE_MS = 60_000;
const AT_ONCE = 4;
const LEFT_OUT = ["content-encoding", "content-length", "vary"];
const nameOf = (rev) => `kiosk-${rev}`;

/** What the worker keeps: active and previous revision, the barred one, the trial of a new one. */
export async function readState() {
  const kept = await caches.match("/kiosk/state.json", { cacheName: "kiosk" });
  return kept ? kept.json() : { active: "", previous: "", barred: { rev: "", until: 0 }, trial: null };
}

/** The list of a revision that is whole, or nothing. */
export async function findList(rev) {
  const kept = rev && await caches.match(LIST, { cacheName: nameOf(rev) });
  return kept ? kept.json() : null;
}

/** An answer of the network itself, whole and within its time; anything but a plain 200 is none. */
export async function ask(url, ms) {
  const watch = new AbortController();
  const timer = setTimeout(() => watch.abort(), ms);
  try {
    const response = await fetch(url, { cache: "no-store", redirect: "error", signal: watch.signal });
    if (response.status !== 200) throw new Error("network");
    return { headers: response.headers, bytes: await response.arrayBuffer() };
  } finally {
    clearTimeout(timer);
  }
}

async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function download(file) {
  const { headers, bytes } = await ask(file.url, FILE_MS);
  if (bytes.byteLength !== file.bytes || await hash(bytes) !== file.sha256) throw new Error("hash");
  const kept = new Headers(headers);
  for (const name of LEFT_OUT) kept.delete(name);
  return new Response(bytes, { headers: kept });
}

/** The same bytes out of the revision that is there already. */
async function copy(file, old) {
  const same = old?.files.find((one) => one.sha256 === file.sha256);
  return same && caches.match(same.url, { cacheName: nameOf(old.rev), ignoreVary: true });
}

async function drop(kept) {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("kiosk-") && !kept.includes(name)).map((name) => caches.delete(name)));
}

/** Nothing is on the device any more. */
export async function forget() {
  for (const name of await caches.keys()) if (name.startsWith("kiosk")) await caches.delete(name);
}

/** Puts a revision on the device beside the active one; files of an attempt that was cut short are kept. */
export async function install(list, active) {
  await drop([nameOf(active), nameOf(list.rev)]);
  const cache = await caches.open(nameOf(list.rev));
  const old = await findList(active);
  const waiting = [...list.files];
  async function work() {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      if (!await cache.match(file.url)) await cache.put(file.url, await copy(file, old) ?? await download(file));
    }
  }
  const done = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => work().catch((error) => { waiting.length = 0; throw error; })));
  const failed = done.find((one) => one.status === "rejected");
  if (failed) { await drop([nameOf(active)]); throw failed.reason; }
  await cache.put(LIST, Response.json(list));
}
