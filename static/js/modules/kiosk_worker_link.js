/** The way to the service worker: it is registered as often as it is gone, and answers every order. */

const LIMIT_MS = 8_000;

/** The worker's registration; without a secure context there is none, and the kiosk needs its server. */
export async function register() {
  if (!navigator.serviceWorker) throw new Error("insecure");
  const there = await navigator.serviceWorker.getRegistration("/kiosk/");
  return there ?? navigator.serviceWorker.register("/kiosk/sw.js", { scope: "/kiosk/", updateViaCache: "none" });
}

/** Gives the state after an order: take, seen, healthy or leave. A worker that is new obeys while it installs. */
export async function tell(order, rev = "") {
  const { active, waiting, installing } = await register();
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("worker")), LIMIT_MS);
    port1.onmessage = ({ data }) => { clearTimeout(timer); port1.close(); resolve(data); };
    (active ?? waiting ?? installing).postMessage({ order, rev }, [port2]);
  });
}
