"""Options of a museum screen: what each takes, and which place decides."""

import pytest

from app.core.kiosk import OPTIONS, choose_options

RECORD = {"lang": "ru", "idle": "60"}
GOOD = [
    *(("lang", locale) for locale in ("kk", "ru", "en")),
    *(("idle", seconds) for seconds in ("15", "900")),
    *(("warn", seconds) for seconds in ("20", "120")),
    *(("floor", "0"), ("diag", "7"), ("view", "3000"), ("rotate", "270"), ("screen", "hall-1")),
]
BAD = [
    *(("lang", text) for text in ("", "xx", "KK")),
    *(("idle", text) for text in ("", "abc", "14", "901", "-20", "2e2", "٩٠", "00090", " 90")),
    *(("warn", "19"), ("diag", "6"), ("rotate", "45"), ("screen", "a/b"), ("collection", ""), ("qr", "yes")),
]


@pytest.mark.parametrize(("key", "text"), GOOD)
def test_an_option_takes_its_values(key: str, text: str) -> None:
    assert OPTIONS[key].accepts(text)


@pytest.mark.parametrize(("key", "text"), BAD)
def test_an_option_takes_nothing_else(key: str, text: str) -> None:
    assert not OPTIONS[key].accepts(text)


@pytest.mark.parametrize("key", [key for key in OPTIONS if key != "collection"])
def test_a_default_is_a_value(key: str) -> None:
    assert OPTIONS[key].accepts(OPTIONS[key].default)


@pytest.mark.parametrize(
    ("asked", "locked", "wanted"),
    [
        ({}, [], ("ru", "60", "20")),
        ({"lang": "en", "warn": "30"}, [], ("en", "60", "30")),
        ({"lang": "en", "warn": "30"}, ["lang", "warn"], ("ru", "60", "20")),
        ({"lang": "xx", "idle": "1"}, [], ("ru", "60", "20")),
    ],
)
def test_locked_keys_come_before_the_address_and_the_address_before_the_record(
    asked: dict[str, str], locked: list[str], wanted: tuple[str, ...]
) -> None:
    values = choose_options(asked, RECORD, locked, {}).values
    assert (values["lang"], values["idle"], values["warn"]) == wanted


def test_settings_come_last() -> None:
    values = choose_options({}, RECORD, [], {"idle": "120", "warn": "25"}).values
    assert (values["idle"], values["warn"]) == ("60", "25")


def test_what_was_asked_for_in_vain_is_named() -> None:
    asked = {"warn": "5", "idle": "abc", "lang": "xx", "text": "150", "colour": "red"}
    assert set(choose_options(asked, {}, ["lang"], {}).errors) == {"warn", "idle", "lang"}
