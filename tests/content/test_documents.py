"""Every fact of the five source documents is told: a table names the place and the words that tell it."""

from pathlib import Path

import pytest
import yaml

from app.settings import ROOT

SEED = ROOT / "seed"
ROWS: dict[str, dict[str, str]] = yaml.safe_load((SEED / "documents.yaml").read_text(encoding="utf-8"))
# How many checkable facts each document holds.
FACTS = {"seed0": 39, "seed1": 19, "seed2": 27, "seed3": 19, "seed4": 18}


def read_words(place: str) -> str:
    """Give the English words of a place of the seed."""
    return (Path(SEED) / place / "en.md").read_text(encoding="utf-8")


def test_no_fact_of_a_document_is_left_out() -> None:
    wanted = {f"{name}-{number:02}" for name, count in FACTS.items() for number in range(1, count + 1)}
    assert set(ROWS) == wanted


@pytest.mark.parametrize("row", ROWS)
def test_a_fact_of_a_document_is_told(row: str) -> None:
    assert ROWS[row]["words"] in read_words(ROWS[row]["in"])


@pytest.mark.parametrize("row", ROWS)
def test_the_words_that_tell_a_fact_are_some(row: str) -> None:
    assert 2 <= len(ROWS[row]["words"].split()) <= 14
