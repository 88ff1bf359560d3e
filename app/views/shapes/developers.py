"""What the page for developers sees."""

from dataclasses import dataclass

from markupsafe import Markup

from app.views.shapes.shared import Frame


@dataclass(frozen=True)
class ExampleView:
    """Code to copy and run; tool is what runs it, its name the same in every language."""

    id: str
    tool: str
    code: str


@dataclass(frozen=True)
class GuidePart:
    """A stretch of prose, and the example that follows it, if any."""

    prose: Markup
    example: ExampleView | None


@dataclass(frozen=True)
class DevelopersView:
    """How programs read the timeline."""

    frame: Frame
    title: str
    lead: str
    parts: tuple[GuidePart, ...]
