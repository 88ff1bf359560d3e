// The months of the band as numbers, 0 for its first one: from days, to days, in the words that the page brings.
export const countMonths = (track) => track.dataset.counts.length;

/** Gives a day of an address, "1991", "1991-12" or "1991-12-16", as months from the band's first day. */
export function toMonth(track, day) {
  const [year, month = 1, date = 1] = day.split("-").map(Number);
  return (year - track.dataset.first) * 12 + month - 1 + (date - 1) / 31;
}

export function toDay(track, month) {
  const whole = Math.floor(month);
  return `${Number(track.dataset.first) + Math.floor(whole / 12)}-${String((whole % 12) + 1).padStart(2, "0")}`;
}

/** Gives what a month is called and how many events it has. */
export function say(track, month) {
  const { counts, months, words, value } = track.dataset;
  const [year, number] = toDay(track, month).split("-");
  const name = months.split("|")[number - 1].replace("{year}", year);
  const events = words.split("|")[Number.parseInt(counts[Math.floor(month)], 36)];
  return value.replace("{month}", name).replace("{events}", events);
}

export const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
