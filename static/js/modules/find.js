import { splitWords, toKeys } from "./fold.js";

/** Finds events in an index by itself: every word, "a phrase", -without, 16.12.1991, as the server reads them. */

const PART = /(-?)(?:"([^"]*)"|(\S+))/g;
const DAY = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
// Of a word that no text holds, so many letters may be its ending, and so many are its stem.
const LONGEST_ENDING = 4;
const SHORTEST_STEM = 4;

const pad = (text) => ` ${text} `;

/** Gives the word under which the index holds a day. */
function readDay(text) {
  const [, day, month, year] = text.match(DAY) ?? [];
  if (day) return year + month.padStart(2, "0") + day.padStart(2, "0");
  return text.match(ISO_DAY)?.slice(1).join("");
}

/** Gives what to look for: a beginning of a word, or with a space behind it whole words. */
function readParts(query, letters) {
  const parts = [];
  for (const [, sign, phrase, text] of query.matchAll(PART)) {
    const day = text && readDay(text);
    const exact = phrase === undefined ? day : splitWords(phrase, letters).join(" ");
    const words = exact === undefined ? splitWords(text, letters).map((word) => ` ${word}`) : exact ? [pad(exact)] : [];
    parts.push(...words.map((word) => ({ word, isUnwanted: sign === "-" })));
  }
  return parts;
}

/** Gives the texts of an event, likeliest first: names and words as they are, then by the keys of a Russian keyboard. */
function readTexts({ names, words }, letters) {
  const texts = [pad(names), pad(words)];
  return [...texts, ...texts.map((text) => toKeys(text, letters))];
}

/** Gives the word, or as much of its beginning as some text holds: its other forms end otherwise. */
function settle(word, texts) {
  const least = Math.max(SHORTEST_STEM, word.trim().length - LONGEST_ENDING);
  for (let part = word; part.length > least; part = part.slice(0, -1)) {
    if (texts.some((of) => of.some((text) => text.includes(part)))) return part;
  }
  return word;
}

/** Gives the ids of the events that hold all of the query: by their names first, then in the order of the index. */
export function find({ letters, events }, query) {
  const texts = events.map((event) => readTexts(event, letters));
  const parts = readParts(query, letters);
  const unwanted = parts.filter((part) => part.isUnwanted).map((part) => part.word);
  const wanted = parts.filter((part) => !part.isUnwanted).map(({ word }) => (word.endsWith(" ") ? word : settle(word, texts)));
  const found = [];
  for (const [at, { id }] of events.entries()) {
    const ranks = wanted.map((word) => texts[at].findIndex((text) => text.includes(word)));
    const isBarred = unwanted.some((word) => texts[at].slice(0, 2).some((text) => text.includes(word)));
    if (ranks.length && !ranks.includes(-1) && !isBarred) found.push({ id, rank: Math.max(...ranks) });
  }
  return found.sort((one, other) => one.rank - other.rank).map(({ id }) => id);
}
