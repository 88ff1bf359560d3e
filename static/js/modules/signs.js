// Keys of a single sign: what they are called, and whether the page may take them.

/** Gives the key by its name on a Latin keyboard: J is J on a Kazakh one too. */
export function signOf({ key, code }) {
  if (key.length > 1) return key;
  return /[\u0400-\u04ff]/.test(key) && code.startsWith("Key") ? code[3].toLowerCase() : key.toLowerCase();
}

/** True when no other key is held, and a sign was not switched off in the menu. */
export function isOurs(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return event.key.length > 1 || document.documentElement.dataset.letters !== "off";
}
