"""/dump: the whole data as files, with size, SHA-256 and licence."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from app.api.answers import answer, read_item_locale
from app.api.contract import describe_errors, describe_parameters
from app.api.errors import ApiError
from app.api.formats import MULTILINGUAL, attach_as
from app.api.params import read_parameters
from app.api.schemas import DumpFileSchema, ItemLinks, ListAnswer, ListLinks, ListMeta
from app.deps import DatabaseDep, SettingsDep
from app.export.dump import MEDIA_TYPES, DumpFile, find_files
from app.i18n.messages import mark

router = APIRouter()

PATH: Final = "/api/v1/dump"
_RANGE: Final = re.compile(r"bytes=([0-9]{1,15})?-([0-9]{1,15})?")
_CHUNK_BYTES: Final = 256 * 1024
_FILE: Final = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES.values()}
_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The file.", "content": _FILE},
    206: {"description": "A part of the file.", "content": _FILE},
    307: {"description": "The same file by the version of the data."},
}


def _shape(file: DumpFile, version: str) -> DumpFileSchema:
    name = file.path.name
    return DumpFileSchema(
        id=name,
        media_type=file.media_type,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        licence="CC-BY-4.0",
        links=ItemLinks(self=f"{PATH}/{name}?v={version}"),
    )


@router.get(
    "/dump",
    operation_id="list_dump",
    summary=mark("List the files that hold the whole data; empty when none were made."),
    response_model=ListAnswer[DumpFileSchema],
    responses=describe_errors(400),
    openapi_extra=describe_parameters("locale"),
)
def list_dump(request: Request, database: DatabaseDep, settings: SettingsDep) -> Response:
    """Give each file with the address that lasts."""
    locale = read_item_locale(request)
    version = database.get_version()
    files = [_shape(file, version) for file in find_files(settings.database, version)]
    here = f"{PATH}?locale={locale}"
    listed = ListAnswer(
        data=files,
        links=ListLinks(self=here, next=None, prev=None, first=here),
        meta=ListMeta(locale=locale, data_version=version, total=len(files)),
    )
    return answer(request, listed, locale)


def _read_range(request: Request, etag: str, size: int) -> tuple[int, int] | None:
    """Give first byte and length of the part asked for, or None for the whole. Raises ApiError.

    Several ranges, other units and a part of another version mean the whole. Source: RFC 9110, section 14.
    """
    found = _RANGE.fullmatch(request.headers.get("range", ""))
    if not found or found[0] == "bytes=-" or request.headers.get("if-range", etag) != etag:
        return None
    if found[1] is None:
        first, last = max(size - int(found[2]), 0), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
    if last < first:
        raise ApiError(416, "range", headers={"Content-Range": f"bytes */{size}"})
    return first, last - first + 1


def _read(path: Path, first: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while length > 0 and (part := file.read(min(_CHUNK_BYTES, length))):
            length -= len(part)
            yield part


@router.get(
    "/dump/{name}",
    operation_id="get_dump_file",
    summary=mark("Give a file of the dump, whole or a part of it."),
    response_class=Response,
    responses={**_RESPONSES, **describe_errors(400, 404, 416)},
)
def show_file(name: str, request: Request, database: DatabaseDep, settings: SettingsDep) -> Response:
    """Give the bytes as they are, never compressed, so that ranges of them fit together."""
    read_parameters(request, ()).raise_faults()
    files = {file.path.name: file for file in find_files(settings.database, database.get_version())}
    if name not in files:
        raise ApiError(404, "not_found", hint=", ".join(files) or None)
    file = files[name]
    etag, size = f'"{file.sha256[:20]}"', file.size_bytes
    part = _read_range(request, etag, size)
    first, length = part or (0, size)
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Content-Length": str(length),
        "Content-Language": MULTILINGUAL,
        **attach_as(name),
        **({"Content-Range": f"bytes {first}-{first + length - 1}/{size}"} if part else {}),
    }
    request.state.is_stream = True
    body = _read(file.path, first, length)
    return StreamingResponse(body, 206 if part else 200, headers, media_type=file.media_type)
