/** Keeps the browser's own gestures, menus and shortcuts away from visitors. All in the capture phase. */

const NEVER = ["contextmenu", "dragstart", "selectstart", "gesturestart", "gesturechange", "auxclick", "submit"];
const SYSTEM_KEY = /^(F\d+|Browser.+|Launch.+|ContextMenu)$/;

/** True for keys that the kiosk refuses: they are neither done nor counted as input. */
export function isRefused(event) {
  return event.ctrlKey || event.altKey || event.metaKey || SYSTEM_KEY.test(event.key);
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
  target.addEventListener("click", (event) => { if (event.target.closest?.("a[href]")) cancel(event); }, firm);
}
