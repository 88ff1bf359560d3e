"""Small rules: locales, Accept-Language, ids, settings, log lines."""

import json
import logging
from pathlib import Path

import pytest

from app.core.locales import LOCALES, parse_locale
from app.core.logs import JsonLines
from app.core.slugs import find_nearest, is_slug
from app.i18n.negotiate import choose_locale
from app.main import create_app
from app.settings import Settings

HEADERS = {
    "": "kk",
    "en": "en",
    "EN-gb": "en",
    "ru-RU,ru;q=0.9,en;q=0.8": "ru",
    "de,en;q=0.5,ru;q=0.7": "ru",
    "de-DE,fr": "kk",
    "*": "kk",
    "en;q=0": "kk",
    "ru;q=0,en;q=0.1": "en",
    "en;q=0.8,ru;q=0.8": "en",
    "en ; q = 0.2 , kk ; q = 0.1": "en",
    "en;q=2": "kk",
    "en;q=٠": "kk",
    ";;;,,,q=,\x00": "kk",
    "x" * 100_000: "kk",
    f"{'de,' * 200}ru": "kk",
}


@pytest.mark.parametrize(("header", "locale"), HEADERS.items(), ids=[key[:20] for key in HEADERS])
def test_the_browser_gets_the_best_locale_it_names(header: str, locale: str) -> None:
    assert choose_locale(header) == locale


@pytest.mark.parametrize("text", LOCALES)
def test_a_locale_is_named_exactly(text: str) -> None:
    assert parse_locale(text) == text


@pytest.mark.parametrize("text", ["", "KK", "kk-KZ", "de", "kk ", "қаз"])
def test_anything_else_is_no_locale(text: str) -> None:
    assert parse_locale(text) is None


@pytest.mark.parametrize("text", ["a", "1991-12-16-independence-law", "0", "-", "a" * 80])
def test_an_id_is_made_of_small_letters_digits_and_hyphens(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", "A", "a_b", "a b", "тенге", "a" * 81, "a\n", "../x", "а", "1٩"])
def test_anything_else_is_no_id(text: str) -> None:
    assert not is_slug(text)


def test_the_nearest_ids_come_best_first() -> None:
    assert find_nearest("cultur", ["economy", "culture", "agriculture"]) == ["culture", "agriculture"]


def test_nothing_is_near_to_nonsense() -> None:
    assert find_nearest("<script>" * 1000, ["economy", "culture"]) == []


def test_hosts_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALTYN_HOSTS", "timeline.example.kz, kiosk.local,")
    assert Settings().hosts == ("timeline.example.kz", "kiosk.local")


def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALTYN_DATABASE", "/srv/timeline.sqlite")
    assert Settings().database == Path("/srv/timeline.sqlite")


@pytest.mark.parametrize("name", ["DEBUG", "ALTYN_DEBUG", "FASTAPI_DEBUG", "STARLETTE_DEBUG", "PYTHONDEBUG"])
def test_nothing_of_the_environment_shows_where_an_error_came_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setenv(name, "true")
    app = create_app(Settings(database=tmp_path / "none.sqlite"))
    assert app.debug is False


def test_a_log_record_is_one_line_of_json() -> None:
    values = {"msg": "asked\nforged", "name": "app", "reason": "қате %s", "created": 693_532_800.5}
    record = logging.makeLogRecord(values)
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["reason"] == "қате %s"
    assert json.loads(line)["time"] == "1991-12-24T00:00:00.500+00:00"
