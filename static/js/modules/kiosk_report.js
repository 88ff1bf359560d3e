/** What the kiosk says of itself: `kiosk:ask` on the document is answered at once by `kiosk:report`. */

const MOST_ERRORS = 5;
const words = (text) => text.split(" ").filter(Boolean);

/** Gives note(name), which keeps the last few names of what went wrong. */
export function createReport(root) {
  const boot = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  let errors = [];
  let sequence = 0;

  document.addEventListener("kiosk:ask", () => {
    const { screen, build, rev, pending, state, net, ready, barred = "", configErrors } = root.dataset;
    sequence += 1;
    const detail = {
      screen, build, rev, pending, state, net, boot, sequence,
      ready: ready === "true",
      rollback: barred,
      uptime_seconds: Math.round(performance.now() / 1000),
      viewport: [innerWidth, innerHeight],
      config_errors: words(configErrors),
      errors,
    };
    document.dispatchEvent(new CustomEvent("kiosk:report", { detail }));
  });

  return { note(name) { errors = [...errors, name].slice(-MOST_ERRORS); } };
}
