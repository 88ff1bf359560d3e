"""However many events there are, the first view of each level is a page of about the same weight."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.content.generate import write_generated_seed
from app.main import create_app
from app.settings import ROOT, Settings

LEVELS = ("all", "era", "year", "month", "day")
MOST_GROWTH = 1.2
EVENTS = 600


@pytest.fixture(scope="module")
def large_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give a client of the application on some hundred made-up events."""
    folder: Path = tmp_path_factory.mktemp("large")
    write_generated_seed(ROOT / "seed", folder / "seed", EVENTS, 1)
    build_database(folder / "seed", folder / "timeline.sqlite", cards=False)
    app = create_app(Settings(database=folder / "timeline.sqlite", connections=2))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client
    app.state.database.close()


def weigh(client: TestClient, path: str) -> tuple[int, int, int]:
    """Give bytes, tags and queries of an answer."""
    queries = list[str]()
    with client.app.state.database.session() as session:  # type: ignore[attr-defined]
        engine = session.get_bind().engine

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        queries.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        # No other test has asked for this very address: nothing kept answers it.
        answer = client.get(f"{path}&grown")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert answer.status_code == 200
    return len(answer.content), answer.text.count("<"), len(queries)


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_of_many_events_weighs_what_one_of_few_does(
    real_client: TestClient, large_client: TestClient, level: str
) -> None:
    path = f"/en/events?zoom={level}"
    few, many = weigh(real_client, path), weigh(large_client, path)
    assert all(large <= MOST_GROWTH * small for small, large in zip(few, many, strict=True)), (few, many)


def test_a_full_level_of_years_begins_where_the_address_says(large_client: TestClient) -> None:
    answer = large_client.get("/en/events?zoom=year&from=2015").text
    assert 'id="y2015"' in answer
    assert 'id="y1990"' not in answer
