"""A file of the dump."""

from app.api.schemas.shared import ItemLinks, Schema


class DumpFileSchema(Schema):
    """The whole data as a file: `id` is its name, `sha256` in hex."""

    id: str
    media_type: str
    size_bytes: int
    sha256: str
    licence: str
    links: ItemLinks
