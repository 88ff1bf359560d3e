"""The contract as it was agreed: `make contract` writes the file anew, and its diff shows what changed.

It is that of the tiny seed, so that neither words nor numbers of the real one change it.
"""

import json
import tempfile
from pathlib import Path
from typing import Final

from starlette.testclient import TestClient

from app.content.builder import build_database
from app.main import create_app
from app.settings import ROOT, Settings

GOLDEN: Final = ROOT / "tests" / "fixtures" / "openapi.json"
CONTRACT: Final = "/api/v1/openapi.json"


def read_contract(client: TestClient) -> str:
    """Give the contract as the file has it."""
    response = client.get(CONTRACT).raise_for_status()
    return json.dumps(response.json(), ensure_ascii=False, indent=1) + "\n"


def write_golden() -> None:
    """Write the file anew."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "timeline.sqlite"
        build_database(ROOT / "tests" / "fixtures" / "seed", database, cards=False)
        with TestClient(create_app(Settings(database=database)), base_url="http://localhost") as client:
            GOLDEN.write_text(read_contract(client), encoding="utf-8")


if __name__ == "__main__":
    write_golden()
