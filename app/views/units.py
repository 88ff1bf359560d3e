"""Units of figures in words."""

from typing import Final

from app.core.locales import Locale
from app.i18n.messages import mark, mark_counted, translate, translate_count

UNITS: Final = {
    "thousand-persons": mark("thousand persons"),
    "million-persons": mark("million persons"),
    "billion-persons": mark("billion persons"),
    "million-tenge": mark("million tenge"),
    "billion-tenge": mark("billion tenge"),
    "trillion-tenge": mark("trillion tenge"),
    "thousand-tenge": mark("thousand tenge"),
    "million-roubles": mark("million roubles"),
    "us-dollars": mark("US dollars"),
    "thousand-us-dollars": mark("thousand US dollars"),
    "billion-us-dollars": mark("billion US dollars"),
    "tenge-per-dollar": mark("tenge for a US dollar"),
}
COUNTED: Final = {
    "persons": mark_counted("person", "persons"),
    "percent": mark_counted("per cent", "per cent"),
    "years": mark_counted("year", "years"),
    "times": mark_counted("time", "times"),
    "tonnes": mark_counted("tonne", "tonnes"),
    "companies": mark_counted("company", "companies"),
    "countries": mark_counted("country", "countries"),
    "cities": mark_counted("city", "cities"),
    "meetings": mark_counted("meeting", "meetings"),
    "items": mark_counted("proposal", "proposals"),
}


def name_unit(unit: str, locale: Locale, count: float = 100) -> str:
    """Give a unit in words as it goes with a number; one that has no words yet stands as it is."""
    if unit in COUNTED:
        return translate_count(locale, COUNTED[unit], count)
    return translate(locale, UNITS[unit]) if unit in UNITS else unit.replace("-", " ")
