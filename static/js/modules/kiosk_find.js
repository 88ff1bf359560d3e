/** Finds events by the beginnings of words, in any language of the index that app/views/kiosk_index.py makes. */

const WEIGHTS = [10, 4, 1];
/** How well one language of an event has a word: the weight of the text that holds it, or 0. */
const weigh = (texts, word) => WEIGHTS.find((_, at) => texts[at].includes(` ${word}`)) ?? 0;

/** Gives the events that hold every word of `query`, the best first; of equals the earlier one. */
export function find({ events, folds }, query) {
  const folded = [...query.normalize("NFC").toLowerCase()].map((letter) => folds[letter] ?? letter).join("");
  const words = folded.split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return events
    .map((entry) => ({ entry, weights: words.map((word) => Math.max(...entry.words.map((texts) => weigh(texts, word)))) }))
    .filter(({ weights }) => weights.every(Boolean))
    .map(({ entry, weights }) => ({ entry, sum: weights.reduce((a, b) => a + b) }))
    .sort((a, b) => b.sum - a.sum)
    .map(({ entry }) => entry);
}
