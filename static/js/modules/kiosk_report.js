/** What the kiosk says of itself: `kiosk:ask` on the document is answered at once by `kiosk:report`. */

const MOST_ERRORS = 5;
const LONGEST_NAME = 80;
const words = (text) => text.split(" ").filter(Boolean);
const clean = (name) => String(name).replace(/[^\w.-]+/g, "_").slice(0, LONGEST_NAME);

/** Gives note(name), which keeps the last few names of what went wrong; add(more), for what others know; and read(). */
export function createReport(root) {
  const boot = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const readers = [];
  let errors = [];
  let sequence = 0;

  function read() {
    const { screen, build, rev, pending, state, net, ready, barred = "", configErrors } = root.dataset;
    sequence += 1;
    const own = {
      screen, build, rev, pending, state, net, boot, sequence,
      ready: ready === "true",
      rollback: barred,
      uptime_seconds: Math.round(performance.now() / 1000),
      viewport: [innerWidth, innerHeight],
      config_errors: words(configErrors),
      errors,
    };
    return Object.assign(own, ...readers.map((reader) => reader()));
  }

  document.addEventListener("kiosk:ask", () => document.dispatchEvent(new CustomEvent("kiosk:report", { detail: read() })));

  return {
    read,
    note(name) { errors = [...errors, clean(name)].slice(-MOST_ERRORS); },
    add(reader) { readers.push(reader); },
  };
}
