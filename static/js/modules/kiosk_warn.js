/** The question before a reset: two buttons over an unchanged, inert stage, and the seconds that are left. */

const SPOKEN_SECONDS = [20, 10, 5];

export function createWarning(dialog, stage) {
  const shown = dialog.querySelector('[data-part="countdown"]');
  const spoken = dialog.querySelector("[data-kiosk-seconds]");
  let before = null;

  return {
    toggle(isOpen) {
      if (isOpen === !dialog.hidden) return;
      if (isOpen) before = document.activeElement;
      dialog.hidden = !isOpen;
      stage.inert = isOpen;
      if (isOpen) dialog.querySelector('[data-part="stay"]').focus({ preventScroll: true });
      else if (before?.isConnected) before.focus({ preventScroll: true });
      if (!isOpen) before = null;
      spoken.textContent = "";
    },
    count(seconds) {
      const text = String(seconds);
      if (shown.textContent !== text) shown.textContent = text;
      if (SPOKEN_SECONDS.includes(seconds)) spoken.textContent = text;
    },
  };
}
