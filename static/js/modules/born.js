// Says beside each year how old the reader was. The year of birth stays in the browser.
const connected = new WeakSet();
const plural = new Intl.PluralRules(document.documentElement.lang);

/** Gives the words for an age, in the plural form of the language, or nothing before birth. */
function describe(field, age) {
  if (age < 0) return "";
  if (age === 0) return field.dataset.ageBorn;
  return field.getAttribute(`data-age-${plural.select(age)}`).replace("{age}", age);
}

function write(year, words) {
  const written = year.querySelector(".year__age");
  if ((written?.textContent ?? "") === words) return;
  const age = written ?? document.createElement("span");
  age.className = "year__age";
  age.textContent = words;
  if (words) year.append(" ", age);
  else age.remove();
}

function tell(field) {
  const born = field.value !== "" && field.validity.valid ? field.valueAsNumber : Infinity;
  for (const year of document.querySelectorAll(".year[data-year]")) {
    write(year.querySelector(".year__number"), describe(field, Number(year.dataset.year) - born));
  }
}

/** A swap brings years without words: they are written anew each time. */
export function connect(field) {
  tell(field);
  if (connected.has(field)) return;
  connected.add(field);
  field.addEventListener("change", () => tell(field));
}
