"""How other programs read what we compress, whole."""

import gzip
from collections.abc import Callable

import brotli
import zstandard

READERS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
    "br": lambda data: bytes(brotli.decompress(data)),
    "gzip": gzip.decompress,
    "identity": bytes,
}
