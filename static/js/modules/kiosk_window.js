/** The window is the whole screen, and shows no arrow unless a real mouse is there. */

const MOVE_PX = 8;
const REST_MS = 3_000;
const firm = { capture: true, passive: true };

function fill({ pointerType }) {
  const isWhole = innerWidth + 1 >= screen.width && innerHeight + 1 >= screen.height;
  if (pointerType !== "touch" || isWhole || document.fullscreenElement) return;
  document.documentElement.requestFullscreen({ navigationUI: "hide" }).catch(() => {});
}

export function createWindow(root) {
  let from = null;
  let movedAt = 0;

  document.addEventListener("pointerup", fill, firm);
  document.addEventListener("pointermove", ({ pointerType, screenX, screenY }) => {
    if (pointerType !== "mouse") return;
    from ??= { x: screenX, y: screenY };
    movedAt = performance.now();
    if (Math.hypot(screenX - from.x, screenY - from.y) > MOVE_PX) root.toggleAttribute("data-pointing", true);
  }, firm);

  return {
    tick() {
      if (!from || performance.now() - movedAt < REST_MS) return;
      from = null;
      root.toggleAttribute("data-pointing", false);
    },
  };
}
