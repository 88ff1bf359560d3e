"""Compression: the choice by q-values, whole answers and streams, read by other programs than ours."""

import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard

from app.web.encodings import choose_encoding, compress, open_packer
from tests.readers import READERS

ENCODINGS = {
    "": "identity",
    "gzip": "gzip",
    "br": "br",
    "zstd": "zstd",
    "gzip, deflate, br": "br",
    "gzip, deflate, br, zstd": "zstd",
    "gzip;q=1.0, br;q=0.5": "gzip",
    "zstd;q=0.9, br": "br",
    "br;q=0": "identity",
    "gzip;q=0, br;q=0.0, zstd;q=0.000": "identity",
    "br;q=0, gzip": "gzip",
    "*": "zstd",
    "*;q=0": "identity",
    "*;q=0, gzip": "gzip",
    "zstd;q=0, br;q=0, *": "gzip",
    "GZIP": "gzip",
    "gzip ; q = 0.5": "gzip",
    "deflate": "identity",
    "gzip;q=abc": "identity",
    "x" * 10_000: "identity",
}


def open_br() -> Callable[[bytes], bytes]:
    """Give a reader that gives all it can."""
    reader = brotli.Decompressor()

    def read(data: bytes) -> bytes:
        parts = [bytes(reader.process(data))]
        while part := bytes(reader.process(b"")):
            parts.append(part)
        return b"".join(parts)

    return read


OPENERS: dict[str, Callable[[], Callable[[bytes], bytes]]] = {
    "zstd": lambda: zstandard.ZstdDecompressor().decompressobj().decompress,
    "br": open_br,
    "gzip": lambda: zlib.decompressobj(31).decompress,
    "identity": lambda: bytes,
}
PARTS = ["тәуелсіздік ".encode() * count for count in (1, 200, 0, 3000)]


@pytest.mark.parametrize(("header", "encoding"), ENCODINGS.items(), ids=[key[:30] for key in ENCODINGS])
def test_the_best_encoding_that_is_accepted_is_chosen(header: str, encoding: str) -> None:
    assert choose_encoding(header) == encoding


@pytest.mark.parametrize("encoding", ["zstd", "br", "gzip"])
def test_what_is_compressed_is_smaller_and_the_same(encoding: str) -> None:
    data = b"".join(PARTS)
    packed = compress(data, encoding)
    assert READERS[encoding](packed) == data
    assert len(packed) < len(data) / 10
    assert compress(data, encoding) == packed


@pytest.mark.parametrize("encoding", READERS)
def test_a_stream_is_whole(encoding: str) -> None:
    packer = open_packer(encoding)
    packed = b"".join([*map(packer.pack, PARTS), packer.end()])
    assert READERS[encoding](packed) == b"".join(PARTS)


@pytest.mark.parametrize("encoding", OPENERS)
def test_each_part_of_a_stream_can_be_read_at_once(encoding: str) -> None:
    packer, read = open_packer(encoding), OPENERS[encoding]()
    assert [read(packer.pack(part)) for part in PARTS] == PARTS
