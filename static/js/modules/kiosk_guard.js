/** Keeps the browser's own gestures, menus and shortcuts away from visitors. All in the capture phase. */

const NEVER = ["contextmenu", "dragstart", "selectstart", "gesturestart", "gesturechange", "auxclick", "submit", "dragover", "drop"];
const SYSTEM_KEY = /^(F\d+|Browser.+|Launch.+|ContextMenu)$/;

/** True for keys that the kiosk refuses: they are neither done nor counted as input. */
export function isRefused(event) {
  return event.ctrlKey || event.altKey || event.metaKey || SYSTEM_KEY.test(event.key);
}

/** Only the kiosk itself may be loaded, and nothing is added to the history. */
function isOurs({ navigationType, destination }) {
  const { origin, pathname } = new URL(destination.url);
  return ["reload", "replace"].includes(navigationType) && origin === location.origin && pathname.startsWith("/kiosk/");
}

export function guard(target) {
  const cancel = (event) => event.preventDefault();
  const firm = { capture: true, passive: false };
  for (const name of NEVER) target.addEventListener(name, cancel, firm);
  target.addEventListener("wheel", (event) => { if (event.ctrlKey) cancel(event); }, firm);
  target.addEventListener("touchmove", (event) => { if (event.touches.length > 1 && event.cancelable) cancel(event); }, firm);
  target.addEventListener("keydown", (event) => {
    if (!isRefused(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, firm);
  globalThis.navigation?.addEventListener("navigate", (event) => { if (!isOurs(event)) cancel(event); });
  target.addEventListener("click", (event) => { if (event.target.closest?.("a[href]")) cancel(event); }, firm);
}
