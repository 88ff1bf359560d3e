/** Folds what is typed as app/core/folding.py folds texts; the letters come with the index. */

const HIDDEN = /[\u00ad\u0301\u200b-\u200d\u2060\ufeff\0]/g;
const WORD = /[\p{L}\p{N}]+/gu;
const WRITTEN = /(?:[\p{L}\p{N}]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff\0])+/gu;
const CYRILLIC = /[\u0400-\u04ff]/;
const GENITIVE = /['\u2019\u02bc]$/;

const swap = (text, letters) => Array.from(text, (letter) => letters[letter] ?? letter).join("");

function foldOnce(text, { plain, lookalikes }) {
  const seen = text.normalize("NFC").replace(HIDDEN, "").toLowerCase().normalize("NFC");
  const whole = (word) => (CYRILLIC.test(word) ? swap(word, lookalikes) : word);
  return swap(seen, plain).replace(WORD, whole).normalize("NFC");
}

/** An accent may meet a letter only after the letter was changed; few texts need a third look. */
export function fold(text, letters) {
  const folded = foldOnce(text, letters);
  return folded === text ? folded : fold(folded, letters);
}

/** Gives folded text with Kazakh letters as the nearest keys of a Russian keyboard. */
export const toKeys = (text, letters) => swap(text, letters.keys);

/** Gives the folded words of a text; the English genitive is no word. */
export function splitWords(text, letters) {
  const words = [];
  for (const found of text.matchAll(WRITTEN)) {
    const folded = fold(found[0], letters);
    const isGenitive = folded === "s" && GENITIVE.test(text.slice(0, found.index));
    if (folded.match(WORD) && !isGenitive) words.push(folded);
  }
  return words;
}
