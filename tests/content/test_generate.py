"""A generated seed: faultless, of the size that was asked for, the same each time; too large is refused."""

from pathlib import Path

import pytest

from app.cli import run
from app.content.checks import find_faults
from app.content.generate import write_generated_seed
from app.content.seed import digest_files
from app.core.errors import SeedError
from app.settings import ROOT


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a seed of sixty made-up events."""
    target = tmp_path_factory.mktemp("generated") / "seed"
    write_generated_seed(ROOT / "seed", target, 60, 7)
    return target


def test_a_generated_seed_has_no_fault(generated: Path) -> None:
    seed = find_faults(generated)
    assert [str(fault) for fault in seed.faults] == []
    assert len(seed.events) == 60
    assert len(seed.collections["thirty"].sound.events) == 30


def test_same_number_same_bytes_and_another_number_other_bytes(generated: Path, tmp_path: Path) -> None:
    for number in (7, 8):
        write_generated_seed(ROOT / "seed", tmp_path / str(number), 60, number)
    assert digest_files(tmp_path / "7") == digest_files(generated)
    assert digest_files(tmp_path / "8") != digest_files(generated)


def test_a_folder_that_is_there_stays_untouched(generated: Path) -> None:
    before = digest_files(generated)
    with pytest.raises(SeedError):
        write_generated_seed(ROOT / "seed", generated, 60, 8)
    assert digest_files(generated) == before


def test_a_seed_of_more_files_than_allowed_is_refused_and_can_be_allowed(
    generated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["check", "--seed", str(generated), "--database", str(tmp_path / "x.sqlite")]
    assert run([*command, "--most-files", "10"]) == 1
    assert "too-many-files" in capsys.readouterr().out
    assert run(command) == 0
