"""What is kept, by us and by others: conditions, canonical addresses, versions, new data."""

import time
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.main import WARM, create_app
from app.settings import Settings
from app.web.finish import Finish
from tests.api.answers import EVENTS, FORMATS, LAW_ID, RESOURCES, read
from tests.content.seeds import LAW, replace
from tests.readers import READERS
from tests.statements import listen

SOON = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
LASTING = "public, max-age=31536000, immutable"
DAY = "Thu, 05 Nov 2026 00:00:00 GMT"
ANSWERS = [*RESOURCES, *FORMATS[:-1]]
VALIDATORS = ("etag", "cache-control", "vary", "last-modified", "content-language")


@pytest.fixture
def asked(tiny_app: FastAPI) -> list[str]:
    """Give the list of queries that the tiny application asks its database from now on."""
    return listen(tiny_app)


def find_finish(app: FastAPI) -> Finish:
    """Give what keeps the answers of an application."""
    layer = app.middleware_stack
    while not isinstance(layer, Finish):
        layer = layer.app  # type: ignore[union-attr]
    return layer


def get_version(client: TestClient) -> str:
    """Give the version of the data that is served."""
    return str(read(client, EVENTS)["meta"]["data_version"])


@pytest.mark.parametrize("url", ANSWERS)
def test_an_answer_was_changed_on_the_day_of_the_data(reader: TestClient, url: str) -> None:
    assert reader.get(url).headers["last-modified"] == DAY


@pytest.mark.parametrize("url", ANSWERS)
@pytest.mark.parametrize("since", [DAY, "Fri, 06 Nov 2026 00:00:01 GMT", "Friday, 06-Nov-26 00:00:01 GMT"])
def test_a_client_that_has_the_day_gets_304(reader: TestClient, url: str, since: str) -> None:
    answer = reader.get(url, headers={"if-modified-since": since})
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    "since", ["Wed, 04 Nov 2026 23:59:59 GMT", "junk", "", "0", "2026-11-06", DAY[:-4] + " +99999"]
)
def test_an_older_day_or_none_gets_the_answer(reader: TestClient, since: str) -> None:
    assert reader.get(EVENTS, headers={"if-modified-since": since}).status_code == 200


def test_a_tag_counts_more_than_a_day(reader: TestClient) -> None:
    headers = {"if-none-match": '"other"', "if-modified-since": DAY}
    assert reader.get(EVENTS, headers=headers).status_code == 200


@pytest.mark.parametrize("url", ANSWERS)
@pytest.mark.parametrize("encoding", ["zstd", "identity"])
def test_304_has_the_validators_of_the_answer(reader: TestClient, url: str, encoding: str) -> None:
    headers = {"accept-encoding": encoding}
    first = reader.get(url, headers=headers)
    again = reader.get(url, headers={**headers, "if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert {key: again.headers.get(key) for key in VALIDATORS} == {
        key: first.headers[key] for key in VALIDATORS
    }


@pytest.mark.parametrize("url", ANSWERS)
@pytest.mark.parametrize("condition", [{"if-none-match": "*"}, {"if-modified-since": DAY}])
def test_304_asks_the_database_nothing(
    tiny_client: TestClient, asked: list[str], url: str, condition: dict[str, str]
) -> None:
    tiny_client.get(url)
    asked.clear()
    assert tiny_client.get(url, headers=condition).status_code == 304
    assert asked == []


def test_another_order_of_parameters_is_the_same_answer(tiny_client: TestClient, asked: list[str]) -> None:
    first = tiny_client.get(f"{EVENTS}?theme=culture&locale=ru&theme=economy&limit=5")
    asked.clear()
    again = tiny_client.get(f"{EVENTS}?limit=5&theme=economy&theme=cultur%65&locale=ru")
    assert (again.headers["etag"], asked) == (first.headers["etag"], [])


@pytest.mark.parametrize(
    "headers", [{"host": "127.0.0.1"}, {"accept-encoding": "br"}, {"hx-request": "true"}]
)
def test_no_header_makes_another_answer(
    tiny_client: TestClient, asked: list[str], headers: dict[str, str]
) -> None:
    tiny_client.get(EVENTS)
    asked.clear()
    assert tiny_client.get(EVENTS, headers=headers).status_code == 200
    assert asked == []


def test_an_unknown_parameter_fills_nothing(tiny_app: FastAPI, tiny_client: TestClient) -> None:
    for number in range(3):
        assert tiny_client.get(f"{EVENTS}?x={number}").status_code == 400
    assert find_finish(tiny_app).kept == {}


@pytest.mark.parametrize("encoding", ["zstd", "br", "gzip"])
def test_what_is_compressed_reads_the_same(reader: TestClient, encoding: str) -> None:
    plain = reader.get(EVENTS, headers={"accept-encoding": "identity"}).content
    with reader.stream("GET", EVENTS, headers={"accept-encoding": encoding}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == encoding
    assert READERS[encoding](raw) == plain
    assert int(answer.headers["content-length"]) == len(raw)


@pytest.mark.parametrize("url", [*RESOURCES[:-1], *FORMATS[:-1]])
def test_what_is_asked_for_by_its_version_lasts(reader: TestClient, url: str) -> None:
    version = get_version(reader)
    by_version = f"{url}{'&' if '?' in url else '?'}v={version}"
    plain, lasting = reader.get(url), reader.get(by_version)
    assert (plain.headers["cache-control"], lasting.headers["cache-control"]) == (SOON, LASTING)
    assert (lasting.content, lasting.headers["etag"]) == (plain.content, plain.headers["etag"])
    again = reader.get(by_version, headers={"if-none-match": "*"})
    assert (again.status_code, again.headers["cache-control"]) == (304, LASTING)
    assert reader.get(url).headers["cache-control"] == SOON


@pytest.mark.parametrize("wrong", ["v=1", "v=", "v=1&v=2", "v=%D2%9B"])
def test_a_wrong_version_leads_to_the_right_one(reader: TestClient, wrong: str) -> None:
    version = get_version(reader)
    answer = reader.get(f"{EVENTS}?limit=3&{wrong}&locale=ru")
    assert (answer.status_code, answer.headers["location"]) == (
        307,
        f"{EVENTS}?limit=3&locale=ru&v={version}",
    )
    assert reader.get(answer.headers["location"]).headers["cache-control"] == LASTING


def test_a_version_told_twice_leads_to_one(reader: TestClient) -> None:
    version = get_version(reader)
    answer = reader.get(f"{EVENTS}?v={version}&v={version}")
    assert answer.headers["location"] == f"{EVENTS}?v={version}"


def test_an_error_does_not_last_whatever_its_version(reader: TestClient) -> None:
    answer = reader.get(f"{EVENTS}/nope?v={get_version(reader)}")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")


def test_without_data_there_is_no_right_version(tmp_path: Path) -> None:
    app = create_app(Settings(database=tmp_path / "missing.sqlite"))
    with TestClient(app, base_url="http://localhost") as client:
        assert client.get(f"{EVENTS}?v=1").status_code == 503


@pytest.mark.parametrize("url", WARM)
def test_what_new_data_is_asked_for_exists(reader: TestClient, url: str) -> None:
    assert reader.get(url).status_code == 200


def test_new_data_is_warm_before_anybody_asks(
    tiny_app: FastAPI,
    tiny_client: TestClient,
    tiny_settings: Settings,
    tiny_seed: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.db._LOOK_SECONDS", 0)
    old = get_version(tiny_client)
    replace(tiny_seed / LAW / "en.md", "Supreme Council", "Parliament")
    build_database(tiny_seed, tiny_settings.database, cards=False)
    assert get_version(tiny_client) != old
    finish = find_finish(tiny_app)
    wait_until_kept = time.monotonic() + 20
    while len(finish.kept) < len(WARM) and time.monotonic() < wait_until_kept:
        tiny_client.get("/healthz")
    assert len(finish.kept) >= len(WARM)
    law = tiny_client.get(f"{EVENTS}/{LAW_ID}?locale=en")
    assert "Parliament" in law.text
