"""What visitors ask and which events a historian expects: found, and not found. Slugs stand for whole ids."""

from collections.abc import Iterable
from typing import NamedTuple

from app.core.locales import Locale


class Ask(NamedTuple):
    """A search in one locale; hits must be found, misses must not."""

    query: str
    locale: Locale
    hits: str
    misses: str = ""


def expand(known: Iterable[str], names: str) -> set[str]:
    """Give the ids that contain each of the names, of which every one must be known."""
    found = {name: {key for key in known if name in key} for name in names.split()}
    assert [name for name, keys in found.items() if not keys] == []
    return set().union(*found.values())


KAZAKH = [
    # Endings of nouns, those that no text holds among them.
    Ask(
        "тәуелсіздік",
        "kk",
        "independence-law independence-monument golden-cradle",
        "boxing olympic-bid metro",
    ),
    Ask("тәуелсіздігінің", "kk", "independence-law independence-monument golden-cradle", "boxing"),
    Ask("тәуелсіздікпен", "kk", "independence-law independence-monument golden-cradle", "boxing"),
    Ask("тәуелсіздігіміз", "kk", "independence-law golden-cradle", "boxing"),
    Ask("елордасы", "kk", "capital-decision capital-moves capital-astana-again", "tenge boxing"),
    Ask("халық", "kk", "assembly-of-people two-million", "astana-renamed"),
    Ask("халқымен", "kk", "assembly-of-people two-million", "astana-renamed"),
    Ask("кітапхана", "kk", "book-night literary-bridge", "tenge boxing"),
    Ask("бесік", "kk", "golden-cradle", "shanghai-five boxing"),
    Ask("ғарышкерлер", "kk", "aubakirov-flight", "tenge"),
    Ask("ақындардан", "kk", "aqynfest", "astana-renamed tenge"),
    Ask("полигондар", "kk", "semipalatinsk-closure nevada", "tenge first-anthem"),
    Ask("теңге", "kk", "1993-11-15-tenge", "assembly-of-people shanghai-five-almaty"),
    Ask("теңгемен", "kk", "1993-11-15-tenge", "assembly-of-people"),
    Ask("сайлау", "kk", "1999-01-10 2005-12-04 2019-06-09 2022-11-20 akim-elections", "bayterek kbtu"),
    Ask("сайлауларда", "kk", "1999-01-10 2005-12-04 2019-06-09 2022-11-20", "bayterek kbtu"),
    Ask("қорлар", "kk", "national-fund aral-summit", "language-law"),
    Ask(
        "Назарбаевтың", "kk", "first-secretary presidential-transition 1991-12-10", "aubakirov-flight boxing"
    ),
    Ask("Тоқаевтан", "kk", "presidential-transition capital-nur-sultan 2022-11-20", "12-16-december tenge"),
    Ask("Астанадағы", "kk", "astana-renamed bayterek osce-summit", "1987-01-28"),
    Ask("Жаңаөзенге", "kk", "zhanaozen", "tenge"),
    Ask("Шәкәрім", "kk", "shakarim-contest", "tenge"),
    # Verbs: қабылдау and what was adopted.
    Ask("қабылдау Конституция", "kk", "1993-01-28 constitution-amendments", "boxing"),
    # Big letters, small letters, and letters of the wrong alphabet.
    Ask("ҰЛТТЫҚ ҚОР", "kk", "national-fund", "boxing"),
    Ask("ұлттық қор", "kk", "national-fund", "boxing"),
    Ask("ӘНҰРАН", "kk", "first-anthem new-anthem state-symbols", "boxing"),
    Ask("Қазaқ тiлi", "kk", "language-law", "boxing"),
    # As typed on a Russian keyboard.
    Ask("казак тили", "kk", "language-law", "boxing"),
    Ask("тауелсиздик", "kk", "independence-law golden-cradle", "boxing"),
    Ask("казакстаннын тауелсиздиги", "kk", "independence-law", "boxing"),
    Ask("курылтай", "kk", "world-kurultai", "boxing"),
    Ask("Конаев", "kk", "kunaev-politburo 12-16-december", "boxing"),
    Ask("улттык валюта", "kk", "1993-11-15-tenge", "boxing"),
    Ask("жанаозен", "kk", "zhanaozen", "tenge"),
    # Abbreviations.
    Ask("БҰҰ", "kk", "un-membership security-council un-building landlocked", "kunaev boxing"),
    Ask("АҚШ", "kk", "market-economy budapest-memorandum", "kok-zhailau"),
    Ask("ЕҚЫҰ", "kk", "osce-summit", "language-law"),
    Ask("КСР", "kk", "sovereignty-declaration office-of-president", "boxing"),
    # Beginnings, phrases, exclusions.
    Ask("тәуелс", "kk", "independence-law golden-cradle", "boxing"),
    Ask("көкж", "kk", "kok-zhailau", "tenge"),
    Ask('"алтын бесігі"', "kk", "golden-cradle", "independence-law"),
    Ask('"мемлекеттік тіл"', "kk", "language-law", "state-symbols"),
    Ask('"тіл мемлекеттік"', "kk", "", "language-law"),
    Ask("Президент сайлауы -Тоқаев", "kk", "1999-01-10 2005-12-04", "2019-06-09 2022-11-20"),
    Ask("қаңтар оқиғасы", "kk", "january-events", "boxing"),
    Ask("өлім жазасы", "kk", "death-penalty", "tenge"),
]

RUSSIAN = [
    Ask("Казахстан", "ru", "independence-law un-membership stock-exchange", "book-night"),
    Ask("Казахстаном", "ru", "independence-law un-membership stock-exchange", "book-night"),
    Ask("независимости", "ru", "independence-law independence-monument golden-cradle", "boxing metro"),
    Ask("независимость", "ru", "independence-law independence-monument golden-cradle", "boxing metro"),
    Ask("Назарбаеву", "ru", "first-secretary presidential-transition 2005-12-04", "aubakirov-flight boxing"),
    Ask("Токаевым", "ru", "presidential-transition capital-nur-sultan 2022-11-20", "12-16-december tenge"),
    Ask("Кунаева", "ru", "kunaev-politburo 12-16-december", "tenge boxing"),
    Ask("Колбиным", "ru", "12-16-december first-secretary", "tenge"),
    Ask("Аубакировым", "ru", "aubakirov-flight", "tenge"),
    Ask("Семеем", "ru", "nuclear-free-zone", "tenge"),
    Ask("Байтереком", "ru", "bayterek", "tenge"),
    Ask("Рыскулбекова", "ru", "12-16-december", "tenge"),
    Ask("столицей", "ru", "capital-decision capital-moves capital-nur-sultan", "tenge boxing"),
    Ask("выборами", "ru", "1991-12-01 1999-01-10 2004-09-19 akim-elections", "bayterek"),
    Ask("президентские выборы", "ru", "1999-01-10 2011-04-03 2015-04-26", "tenge"),
    Ask("соглашениями", "ru", "water-agreement 1996-04-26", "metro"),
    Ask("казахского языка", "ru", "language-law", "boxing metro"),
    Ask("полёт космонавта", "ru", "aubakirov-flight", "tenge"),
    Ask("полет космонавта", "ru", "aubakirov-flight", "tenge"),
    Ask("ядерным оружием", "ru", "npt-ratification npt-accession nuclear-free-zone", "boxing metro"),
    Ask("полигонов", "ru", "semipalatinsk-closure nevada", "metro"),
    Ask("смертную казнь", "ru", "death-penalty", "tenge metro"),
    Ask("гимны", "ru", "first-anthem new-anthem state-symbols", "boxing"),
    Ask("валютой", "ru", "1993-11-15-tenge", "boxing"),
    Ask("биржи", "ru", "stock-exchange", "boxing"),
    Ask("Жанаозене", "ru", "zhanaozen", "tenge"),
    Ask("Алма-Атой", "ru", "alma-ata-declaration world-kurultai", "expo"),
    Ask("СНГ", "ru", "alma-ata-declaration", "boxing language-law"),
    Ask("ООН", "ru", "un-membership security-council un-building landlocked", "kunaev boxing"),
    Ask("ОБСЕ", "ru", "osce-summit", "language-law"),
    Ask("ЮНЕСКО", "ru", "city-of-music saryarka", "tenge"),
    Ask("МАГАТЭ", "ru", "fuel-bank", "tenge"),
    Ask("ЦК", "ru", "first-secretary 12-16-december", "tenge"),
    Ask("незав", "ru", "independence-law golden-cradle", "boxing"),
    Ask('"Верховный Совет"', "ru", "capital-decision npt-ratification independence-law", "alash boxing"),
    Ask('"золотая колыбель"', "ru", "golden-cradle", "independence-law"),
    Ask("столица -Астана", "ru", "1993-01-28", "astana-renamed capital-nur-sultan bayterek"),
    Ask("Нур-Султан", "ru", "capital-nur-sultan capital-astana-again", "12-16-december first-secretary"),
    Ask("2022 референдум", "ru", "constitutional-referendum", "1995-04-29 12-16-december"),
    Ask("16 декабря 1991", "ru", "independence-law", "boxing 2011-12-16"),
]

ENGLISH = [
    Ask("agreements", "en", "water-agreement 1996-04-26", "metro"),
    Ask("agreement", "en", "water-agreement 1996-04-26", "metro"),
    Ask("Nazarbayev's", "en", "first-secretary presidential-transition", "aubakirov-flight"),
    Ask("Nazarbayev’s", "en", "first-secretary presidential-transition", "aubakirov-flight"),
    Ask("treaties", "en", "npt-accession eurasian-economic-union", "metro"),
    Ask("anthems", "en", "first-anthem new-anthem state-symbols", "metro"),
    Ask("anthem -first", "en", "", "first-anthem"),
    Ask("cosmonauts", "en", "aubakirov-flight", "tenge"),
    Ask("Zheltoksan", "en", "12-16-december", "tenge"),
    Ask('"test site"', "en", "semipalatinsk-closure", "tenge"),
    Ask('"site test"', "en", "", "semipalatinsk-closure"),
    Ask("winter games", "en", "asian-winter-games olympic-bid", "tenge"),
    Ask("indep", "en", "independence-law", "boxing"),
    Ask("16 December 1991", "en", "independence-law", "boxing"),
    Ask("UNESCO", "en", "city-of-music saryarka", "tenge"),
    Ask("library", "en", "book-night literary-bridge", "tenge"),
]

# One language asked, another one answers.
ACROSS = [
    Ask("tenge", "kk", "1993-11-15-tenge", "boxing"),
    Ask("теңге", "en", "1993-11-15-tenge", "boxing"),
    Ask("Назарбаевым", "en", "first-secretary", "boxing"),
    Ask("тәуелсіздігінің", "ru", "independence-law", "boxing"),
    Ask("Қонаев", "ru", "kunaev-politburo", "boxing"),
]

ASKED = [*KAZAKH, *RUSSIAN, *ENGLISH, *ACROSS]

# Days find what happened on them and nothing else; the whole answer stands here.
DAYS = {
    "16.12.1991": ["1991-12-16-independence-law"],
    "1991-12-16": ["1991-12-16-independence-law"],
    "16/12/1991": ["1991-12-16-independence-law"],
    "17.12.1986": ["1986-12-16-december-events"],
    "25.10.1990": ["1990-10-25-sovereignty-declaration"],
    "15.11.1993": ["1993-11-15-tenge"],
    "16.12.1991 тәуелсіздік": ["1991-12-16-independence-law"],
    "16.12.1985": [],
    "31.02.1991": [],
    "1850": [],
}

# The first hit is the event that everybody means.
FIRST = {
    ("тәуелсіздік", "kk"): "independence-monument",
    ("независимость Казахстана", "ru"): "independence-law",
    ("independence", "en"): "independence-monument",
    ("теңге", "kk"): "1993-11-15-tenge",
    ("tenge", "en"): "1993-11-15-tenge",
    ("метро", "ru"): "almaty-metro",
    ("Қонаев", "kk"): "kunaev-politburo",
    ("казахский язык", "ru"): "language-law",
    ("UN", "en"): "un-building",
    ("Кунаев", "ru"): "kunaev-politburo",
    ("кинофестиваль", "ru"): "eurasia-film-festival",
    ("1991", "kk"): "semipalatinsk-closure",
}
