/** What waits on the device for the server: late reports, the oldest dropped first, and counts by name. */

const NAME = "kiosk";
const MOST_LATE = 500;
const MOST_AT_ONCE = 60;

const wait = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Opened anew each time: what is on the device may be wiped at any moment. */
async function use(name, work) {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("late", { keyPath: "key", autoIncrement: true });
    request.result.createObjectStore("counts");
  };
  const base = await wait(request);
  try {
    return await work(base.transaction(name, "readwrite").objectStore(name));
  } finally {
    base.close();
  }
}

/** Keys only grow, so the newest one tells which are too old. */
export const addLate = (report) => use("late", async (store) => {
  const key = await wait(store.add(report));
  await wait(store.delete(IDBKeyRange.upperBound(key - MOST_LATE)));
});

/** The oldest late reports, as many as fit into so many bytes; all are plain ASCII. */
export const findLate = (bytes) => use("late", async (store) => {
  const found = await wait(store.getAll(null, MOST_AT_ONCE));
  let left = bytes;
  return found.filter((report) => (left -= JSON.stringify(report).length + 1) >= 0);
});

/** The server has heard them, up to this one. */
export const dropLate = (last) => use("late", (store) => wait(store.delete(IDBKeyRange.upperBound(last.key))));

export const readCounts = (key) => use("counts", (store) => wait(store.get(key)));
export const writeCounts = (key, value) => use("counts", (store) => wait(store.put(value, key)));
