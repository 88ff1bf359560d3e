"""The whole data as files: told with their sums, given whole or in parts, for ever."""

import csv
import hashlib
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.lines import walk_lines
from app.api.prepared import build_database
from app.export.dump import publish_dump
from app.main import create_app
from app.settings import Settings
from tests.api.answers import EVENTS, list_ids, read
from tests.conftest import TINY_SEED

DUMP = "/api/v1/dump"
NAMES = ["timeline.sqlite", "timeline.ndjson", "timeline.csv"]
TYPES = {
    "timeline.sqlite": "application/vnd.sqlite3",
    "timeline.ndjson": "application/x-ndjson",
    "timeline.csv": "text/csv; charset=utf-8",
}


@pytest.fixture(scope="session")
def dumped_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database of the tiny seed with its dump."""
    path = tmp_path_factory.mktemp("dumped") / "timeline.sqlite"
    build_database(TINY_SEED, path, cards=False, beside=lambda new, at: publish_dump(new, at, walk_lines))
    return path


@pytest.fixture(scope="session")
def client(dumped_database: Path) -> Iterator[TestClient]:
    """Give a client of a server with a dump."""
    app = create_app(Settings(database=dumped_database, connections=2))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


def find_file(client: TestClient, name: str) -> dict[str, Any]:
    """Give what the list says of a file."""
    return dict(next(file for file in read(client, DUMP)["data"] if file["id"] == name))


def link(client: TestClient, name: str) -> str:
    """Give the address of a file."""
    return str(find_file(client, name)["links"]["self"])


def test_the_list_names_every_file(client: TestClient) -> None:
    listed = read(client, DUMP)
    assert [file["id"] for file in listed["data"]] == NAMES
    assert listed["meta"]["total"] == 3


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_what_the_list_says(client: TestClient, name: str) -> None:
    told, answer = find_file(client, name), client.get(link(client, name))
    assert answer.status_code == 200
    assert told["size_bytes"] == len(answer.content) == int(answer.headers["content-length"])
    assert told["sha256"] == hashlib.sha256(answer.content).hexdigest()
    assert told["media_type"] == answer.headers["content-type"] == TYPES[name]
    assert told["licence"] == "CC-BY-4.0"


@pytest.mark.parametrize("name", NAMES)
def test_a_file_lasts_and_is_one_to_keep(client: TestClient, name: str) -> None:
    headers = client.get(link(client, name), headers={"accept-encoding": "br, gzip, zstd"}).headers
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-disposition"] == f'attachment; filename="{name}"'
    assert headers["accept-ranges"] == "bytes"
    assert "content-encoding" not in headers


def test_a_file_is_only_given_by_its_version(client: TestClient) -> None:
    answer = client.get(f"{DUMP}/timeline.csv")
    assert (answer.status_code, answer.headers["location"]) == (307, link(client, "timeline.csv"))


@pytest.mark.parametrize("name", ["timeline.csv", "timeline.ndjson"])
def test_a_file_holds_what_the_export_gives(client: TestClient, name: str) -> None:
    export = client.get(f"{EVENTS}.{name.partition('.')[2]}")
    assert client.get(link(client, name)).content == export.content


@pytest.mark.parametrize("name", NAMES)
def test_every_file_holds_every_event(client: TestClient, tmp_path: Path, name: str) -> None:
    data = client.get(link(client, name)).content
    if name == "timeline.csv":
        ids = [row["id"] for row in csv.DictReader(io.StringIO(data.decode(), newline=""))]
    elif name == "timeline.ndjson":
        ids = [json.loads(line)["id"] for line in data.splitlines()]
    else:
        (tmp_path / name).write_bytes(data)
        with sqlite3.connect(tmp_path / name) as connection:
            ids = [row[0] for row in connection.execute("SELECT id FROM event ORDER BY first_day, id")]
        connection.close()
    assert ids == list_ids(client)


RANGES = {
    "bytes=0-99": (0, 100),
    "bytes=100-": (100, None),
    "bytes=-50": (-50, None),
    "bytes=0-0": (0, 1),
    "bytes=10-999999999": (10, None),
    "bytes=-999999999": (0, None),
}


@pytest.mark.parametrize(("header", "part"), RANGES.items(), ids=RANGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_part_is_given(client: TestClient, name: str, header: str, part: tuple[int, int | None]) -> None:
    address = link(client, name)
    whole, answer = client.get(address).content, client.get(address, headers={"range": header})
    wanted = whole[part[0] : part[1]]
    first = len(whole) + part[0] if part[0] < 0 else part[0]
    assert (answer.status_code, answer.content) == (206, wanted)
    assert answer.headers["content-range"] == f"bytes {first}-{first + len(wanted) - 1}/{len(whole)}"
    assert answer.headers["content-length"] == str(len(wanted))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("header", ["bytes=99999999-", "bytes=5-4", "bytes=-0", "bytes=99999999-99999999"])
def test_a_part_outside_the_file_is_refused(client: TestClient, header: str) -> None:
    answer = client.get(link(client, "timeline.csv"), headers={"range": header})
    assert (answer.status_code, answer.json()["code"]) == (416, "range")
    assert answer.headers["content-range"] == f"bytes */{find_file(client, 'timeline.csv')['size_bytes']}"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "header", ["bytes=-", "items=0-5", "bytes=0-1,5-6", "bytes=a-b", "junk", "bytes=٣-٤"]
)
def test_any_other_range_is_the_whole(client: TestClient, header: str) -> None:
    answer = client.get(link(client, "timeline.csv"), headers=[(b"range", header.encode())])
    assert answer.status_code == 200


@pytest.mark.parametrize(("is_same", "status"), [(True, 206), (False, 200)])
def test_a_part_of_another_version_is_the_whole(client: TestClient, is_same: bool, status: int) -> None:
    address = link(client, "timeline.csv")
    tag = client.get(address).headers["etag"] if is_same else '"other"'
    assert client.get(address, headers={"range": "bytes=0-9", "if-range": tag}).status_code == status


@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-9"}])
def test_a_file_that_the_client_has_is_not_sent_again(client: TestClient, headers: dict[str, str]) -> None:
    address = link(client, "timeline.sqlite")
    tag = client.get(address).headers["etag"]
    again = client.get(address, headers={"if-none-match": tag, **headers})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_head_gives_the_headers_of_a_file(client: TestClient) -> None:
    address = link(client, "timeline.sqlite")
    head, get = client.head(address), client.get(address)
    assert (head.status_code, dict(head.headers), head.content) == (200, dict(get.headers), b"")


@pytest.mark.parametrize("name", ["none.csv", "SHA256SUMS", "..%2Ftimeline.sqlite", "%2e%2e"])
def test_nothing_else_is_given(client: TestClient, name: str) -> None:
    answer = client.get(f"{DUMP}/{name}", follow_redirects=True)
    assert answer.status_code == 404


def test_without_a_dump_the_list_is_empty_and_files_are_missing(reader: TestClient) -> None:
    assert read(reader, DUMP)["data"] == []
    assert reader.get(f"{DUMP}/timeline.csv", follow_redirects=True).status_code == 404


def test_without_data_there_is_no_dump(tmp_path: Path) -> None:
    app = create_app(Settings(database=tmp_path / "missing.sqlite"))
    with TestClient(app, base_url="http://localhost") as client:
        assert client.get(DUMP).status_code == client.get(f"{DUMP}/timeline.csv").status_code == 503
