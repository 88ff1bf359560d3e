/** Parts of the kiosk: pieces of a document, each at an address of its own, which the worker has on the device. */

const LIMIT_MS = 8_000;

/** The address of a part; the sun and the choice of rooms belong to the screen's collection. */
function locate(root, locale, address) {
  const { collection } = root.dataset;
  const own = collection && ["ring", "home"].includes(address) ? `${address}/${collection}` : address;
  return `/kiosk/${locale}/${own}.html`;
}

/** Gives the element of a part; the signal gives it up, as does the time limit. Anything but a good answer is an error. */
export async function loadPart(root, locale, address, signal) {
  const watch = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  const response = await fetch(locate(root, locale, address), { redirect: "error", signal: watch });
  if (response.status !== 200) throw new Error("part");
  const part = new DOMParser().parseFromString(await response.text(), "text/html").body.firstElementChild;
  if (!part) throw new Error("part");
  return part;
}
