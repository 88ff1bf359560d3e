"""zstd, br and gzip, whole or part by part, and the choice between them. Source: RFC 9110, section 12.5.3."""

import gzip
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import brotli
import zstandard

# Best first among those that a client likes equally.
_ENCODERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "zstd": lambda data: zstandard.compress(data, 9),
    "br": lambda data: bytes(brotli.compress(data, quality=5)),
    "gzip": lambda data: gzip.compress(data, compresslevel=6, mtime=0),
}
_QUALITY: Final = re.compile(r"\s*([a-z*]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*", re.IGNORECASE)


@lru_cache(maxsize=256)
def choose_encoding(header: str) -> str:
    """Give zstd, br, gzip or identity by the q-values of Accept-Encoding; q=0 is honoured."""
    qualities: dict[str, float] = {}
    for part in header.lower().split(",")[:20]:
        found = _QUALITY.fullmatch(part)
        if found:
            qualities[found[1]] = float(found[2]) if found[2] else 1.0
    rest = qualities.get("*", 0.0)
    best = max(_ENCODERS, key=lambda name: qualities.get(name, rest))
    return best if qualities.get(best, rest) > 0 else "identity"


def compress(data: bytes, encoding: str) -> bytes:
    """Give the data in zstd, br or gzip; the same data always give the same bytes."""
    return _ENCODERS[encoding](data)


@dataclass(frozen=True)
class Packer:
    """Compresses part by part: what `pack` gives can be read at once, `end` gives the last bytes."""

    pack: Callable[[bytes], bytes]
    end: Callable[[], bytes]


def open_packer(encoding: str) -> Packer:
    """Give what compresses a stream in a memory of few megabytes; identity leaves it as it is."""
    if encoding == "zstd":
        zstd = zstandard.ZstdCompressor(level=3).compressobj()
        flush = zstandard.COMPRESSOBJ_FLUSH_BLOCK
        return Packer(lambda part: zstd.compress(part) + zstd.flush(flush), zstd.flush)
    if encoding == "br":
        br = brotli.Compressor(quality=5, lgwin=18)
        return Packer(lambda part: bytes(br.process(part) + br.flush()), lambda: bytes(br.finish()))
    if encoding == "gzip":
        deflate = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        return Packer(lambda part: deflate.compress(part) + deflate.flush(zlib.Z_SYNC_FLUSH), deflate.flush)
    return Packer(bytes, bytes)
