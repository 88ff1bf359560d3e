"""Names: one spelling a language, and the city by the name of its time."""

import re

import pytest

from app.core.locales import LOCALES, Locale
from tests.language.words import read_texts

# Spellings that people use too; ours is the one behind the arrow.
VARIANTS: dict[Locale, dict[str, str]] = {
    "kk": {
        "Конаев|Кунаев": "Қонаев",
        "Нурсултан": "Нұрсұлтан",
        "Қасымжомарт": "Қасым-Жомарт",
        "Жанаозен|Жаңа-?Өзен": "Жаңаөзен",
        "Алма-Ата": "Алматы",
        "Жоғары Кеңес": "Жоғарғы Кеңес",
        "Байтерек": "Бәйтерек",
        "Нур-Султан": "Нұр-Сұлтан",
        "Қазақпарат": "Қазинформ",
        "Википедия": "Уикипедия",
    },
    "ru": {
        "Конаев": "Кунаев",
        "Касымжомарт": "Касым-Жомарт",
        "Жанаөзен|Жаңаозен|Новый Узень": "Жанаозен",
        "Бәйтерек": "Байтерек",
        "Маджилис": "Мажилис",
    },
    "en": {
        r"Konayev|Qonaev|Kunayev|Qonayev": "Kunaev",
        r"Nazarbaev\b": "Nazarbayev",
        r"Tokaev\b|Kasym-Zhomart|Kasymzhomart": "Kassym-Jomart Tokayev",
        "Janaozen|Zhana-?Ozen": "Zhanaozen",
        "Baiterek": "Bayterek",
        r"Mazhilis|Majlis\b": "Majilis",
    },
}
# Names inside quotes keep the spelling of their time.
_QUOTED = re.compile("«[^»]*»|“[^”]*”")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_name_is_spelled_one_way(locale: Locale) -> None:
    found = [
        f"{where}: {match[0]} → {right}"
        for where, text in read_texts(locale)
        for wrong, right in VARIANTS[locale].items()
        for match in re.finditer(wrong, _QUOTED.sub("", text))
    ]
    assert found == []
