"""The contract as it was agreed, and ten events as it gives them: `make contract` writes the files anew.

Their diff shows what changed. The contract is that of the tiny seed, so that neither words nor numbers of the
real one change it; the events are real.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.core.locales import LOCALES, Locale
from app.main import create_app
from app.settings import ROOT, Settings

FIXTURES: Final = ROOT / "tests" / "fixtures"
GOLDEN: Final = FIXTURES / "openapi.json"
BODIES: Final = FIXTURES / "bodies"
CONTRACT: Final = "/api/v1/openapi.json"
EVENTS: Final = (
    *("1986-12-16-december-events", "1991-12-16-independence-law", "1993-11-15-tenge"),
    *("1995-08-30-constitution", "1997-12-10-capital-moves", "2006-01-07-new-anthem"),
    *("2010-07-first-president-park", "2011-12-01-almaty-metro", "2017-06-10-expo"),
    "2022-06-05-constitutional-referendum",
)


def read_contract(client: TestClient) -> str:
    """Give the contract as the file has it."""
    response = client.get(CONTRACT).raise_for_status()
    return json.dumps(response.json(), ensure_ascii=False, indent=1) + "\n"


def read_bodies(client: TestClient, locale: Locale) -> str:
    """Give the ten events in a locale as the file has them."""
    found = {
        key: client.get(f"/api/v1/events/{key}?locale={locale}").raise_for_status().json()["data"]
        for key in EVENTS
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


@contextmanager
def _open_client(seed: Path) -> Iterator[TestClient]:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "timeline.sqlite"
        build_database(seed, database, cards=False)
        with TestClient(create_app(Settings(database=database)), base_url="http://localhost") as client:
            yield client


def write_golden() -> None:
    """Write the files anew."""
    with _open_client(FIXTURES / "seed") as client:
        GOLDEN.write_text(read_contract(client), encoding="utf-8")
    BODIES.mkdir(exist_ok=True)
    with _open_client(ROOT / "seed") as client:
        for locale in LOCALES:
            (BODIES / f"{locale}.json").write_text(read_bodies(client, locale), encoding="utf-8")


if __name__ == "__main__":
    write_golden()
