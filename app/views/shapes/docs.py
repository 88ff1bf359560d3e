"""The contract of the API."""

from dataclasses import dataclass

from app.views.shapes.shared import Frame


@dataclass(frozen=True)
class OperationLine:
    """An address of the API and its use; href is empty where a part of the path has to be filled in."""

    path: str
    href: str
    use: str


@dataclass(frozen=True)
class DocsView:
    """Every operation, and where the contract is."""

    frame: Frame
    title: str
    lead: str
    source_href: str
    operations: tuple[OperationLine, ...]
