/** The PIN of staff against its salted hash; five wrong ones lock the door for ten minutes. */

const MOST_WRONG = 5;
const LOCK_MS = 600_000;

/** Hash as `altyn-besik pin` prints it: pbkdf2_sha256$rounds$salt$hash. */
async function fits(pin, hash) {
  const [, rounds, salt, wanted] = hash.split("$");
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: Uint8Array.from(atob(salt), (one) => one.charCodeAt(0)), iterations: Number(rounds) };
  const bits = await crypto.subtle.deriveBits(how, key, 256);
  return btoa(String.fromCharCode(...new Uint8Array(bits))) === wanted;
}

export function createPin() {
  let wrong = 0;
  let lockedUntil = 0;

  return {
    lockedMs: () => Math.max(0, lockedUntil - performance.now()),
    async check(pin, hash) {
      wrong += 1;
      const isRight = await fits(pin, hash);
      if (!isRight && wrong >= MOST_WRONG) lockedUntil = performance.now() + LOCK_MS;
      if (isRight || lockedUntil > performance.now()) wrong = 0;
      return isRight;
    },
  };
}
