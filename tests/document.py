"""A small reader of our own HTML: elements with attributes and text; it refuses what doesn't nest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
)


@dataclass(eq=False)
class Element:
    """An element; `texts` holds what stands directly in it and its descendants, in order."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give all words below the element, with single spaces."""
        return " ".join("".join(self.texts).split())

    def walk(self) -> Iterator["Element"]:
        """Give the element and all its descendants in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find_all(self, tag: str = "", class_name: str = "", **attributes: str) -> list["Element"]:
        """Give the descendants with that tag, class and those attributes."""
        return [
            node
            for node in self.walk()
            if node is not self
            and (not tag or node.tag == tag)
            and (not class_name or class_name in node.attributes.get("class", "").split())
            and all(node.attributes.get(key) == value for key, value in attributes.items())
        ]

    def get(self, tag: str = "", class_name: str = "", **attributes: str) -> "Element":
        """Give the only such descendant."""
        found = self.find_all(tag, class_name, **attributes)
        assert len(found) == 1, (tag, class_name, attributes, len(found))
        return found[0]


class _Builder(HTMLParser):
    """Makes the tree; an end tag that doesn't fit is a fault of the page."""

    def __init__(self) -> None:
        """Begin with an empty document."""
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, or add one that has no end."""
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice"
        element = Element(tag, {key: value or "" for key, value in attrs}, self.open[-1])
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element of SVG that ends at once."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element."""
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep words at every open element."""
        for element in self.open:
            element.texts.append(data)


def parse_html(text: str) -> Element:
    """Give the tree of a page or partial. Raises AssertionError when its tags don't nest."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    assert builder.open == [builder.root], [element.tag for element in builder.open]
    return builder.root
