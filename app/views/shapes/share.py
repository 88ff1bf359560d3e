"""What the event's page offers to take along."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class CiteView:
    """A citation of our page in one style: `before`, `title` and `after` in a row."""

    id: str
    name: str
    before: str
    title: str
    after: str
    is_italic: bool


@dataclass(frozen=True)
class FileLink:
    """The same content in another form, such as JSON."""

    href: str
    name: str


@dataclass(frozen=True)
class ShareView:
    """The permanent address, absolute and without its scheme, its QR code as SVG, citations, files.

    frame is the HTML, as text to copy, with which another site shows the page.
    """

    href: str
    address: str
    short_address: str
    qr: Markup
    cites: tuple[CiteView, ...]
    files: tuple[FileLink, ...]
    frame: str
