"""The drawing of a chart: the one module that knows pygal.

Nothing of pygal's looks is kept: colours, strokes and type stand in chart.css. What it writes passes a
list of known elements, attributes and classes, so no script, style or words of its own reach a page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from markupsafe import Markup
from pygal import XY
from pygal.style import Style
from pygal.view import Box

from app.views.trusted import trust

_ELEMENTS: Final = {"svg", "g", "path", "text", "circle", "a"}
_ATTRIBUTES: Final = {"viewBox", "transform", "class", "d", "x", "y", "cx", "cy", "r"}
_CLASSES: Final = {"axis", "x", "y", "guide", "line", "major", "dot", "serie-0", "serie-1", "serie-2"}
_WIDTH: Final = 640
_HEIGHT: Final = 360
# Room for words of this size around the plot; chart.css gives narrow screens no larger ones.
_WORDS_SIZE: Final = 30
_ROOM_ABOVE: Final = 44
_HIT_RADIUS: Final = "9"
# Words over two marks that stand nearer than this would touch on a phone.
_WORDS_GAP: Final = 110


@dataclass(frozen=True)
class Mark:
    """A value: x is a year with its fraction; href and name are empty where nothing can be chosen."""

    x: float
    y: float
    href: str = ""
    name: str = ""


@dataclass(frozen=True)
class Plot:
    """What a chart shows: runs of marks, each joined by a line of its own; `twin` is drawn thinner.

    breaks are years with their fraction, `break_word` stands over them, `break_name` tells them whole.
    """

    name: str
    runs: tuple[tuple[Mark, ...], ...]
    twin: tuple[tuple[Mark, ...], ...]
    breaks: tuple[float, ...]
    break_word: str
    break_name: str
    years: tuple[int, ...]
    ticks: tuple[tuple[float, str], ...]


def _list_values(runs: Iterable[Iterable[Mark]]) -> list[dict[str, object] | None]:
    """Give the marks as pygal takes them, with a gap behind each run."""
    values: list[dict[str, object] | None] = []
    for run in runs:
        for mark in run:
            value: dict[str, object] = {"value": (mark.x, mark.y)}
            values.append(value | {"xlink": mark.href, "label": mark.name} if mark.href else value)
        values.append(None)
    return values


def _clean(node: Element) -> None:
    """Drop below `node` whatever is not on the lists, and lines that join nothing."""
    node.attrib = {
        key: " ".join(f"chart__{word}" for word in value.split() if word in _CLASSES)
        if key == "class"
        else value
        for key, value in node.attrib.items()
        if key in _ATTRIBUTES
    }
    node.attrib = {key: value for key, value in node.attrib.items() if value}
    for child in list(node):
        is_dot_path = (
            child.tag == "path" and "nofill" in child.get("class", "") and "L" not in child.get("d", "")
        )
        if child.tag not in _ELEMENTS or is_dot_path:
            node.remove(child)
        else:
            _clean(child)


def _link_marks(root: Element, runs: Iterable[Iterable[Mark]]) -> None:
    """Give each link of the cleaned drawing its address, its name and room for a finger."""
    marks = (mark for run in runs for mark in run)
    for link, mark in zip(root.iter("a"), marks, strict=True):
        link.attrib = {"class": "chart__point", "href": mark.href, "aria-label": mark.name}
        dot = link[0]
        hit = {"class": "chart__hit", "cx": dot.get("cx", ""), "cy": dot.get("cy", ""), "r": _HIT_RADIUS}
        SubElement(link, "title").text = mark.name
        SubElement(link, "circle", hit)


def _word_breaks(root: Element, plot: Plot) -> None:
    """Turn the third series into marks of breaks, each with its word over it where there is room."""
    last = -float(_WORDS_GAP)
    for lines in root.iter("g"):
        if lines.get("class") != "chart__serie-2":
            continue
        for line in lines:
            line.set("class", "chart__break")
            SubElement(line, "title").text = plot.break_name
        for place in [float(line.get("d", "M0 ").lstrip("M").split()[0]) for line in lines]:
            if place - last >= _WORDS_GAP:
                words = {"class": "chart__word", "x": f"{place:.1f}", "y": "-18"}
                SubElement(lines, "text", words).text = plot.break_word
                last = place


def _write(root: Element) -> Markup:
    """Give the drawing as markup; ElementTree has escaped every word of it."""
    indent(root, space="")
    return trust(tostring(root, encoding="unicode"))


@lru_cache(maxsize=512)
def draw_plot(plot: Plot) -> Markup:
    """Give the SVG of a chart: each mark of `runs` a link, each line cut where its run ends."""
    marks = [mark for run in plot.runs for mark in run]
    first, last = min(mark.x for mark in marks), max(mark.x for mark in marks)
    edge = max(0.5, (last - first) * 0.04)
    low, high = plot.ticks[0][0], plot.ticks[-1][0]
    breaks = [(Mark(year, low), Mark(year, high)) for year in sorted(plot.breaks)]
    chart = XY(
        css=(),
        js=(),
        style=Style(label_font_size=_WORDS_SIZE),
        disable_xml_declaration=True,
        show_legend=False,
        width=_WIDTH,
        height=_HEIGHT,
        margin=8,
        margin_top=_ROOM_ABOVE,
        margin_right=20,
        xrange=(first - edge, last + edge),
        range=(low, high),
        x_labels=[{"value": year, "label": str(year)} for year in plot.years],
        x_labels_major=[str(year) for year in plot.years[::2]],
        y_labels=[{"value": value, "label": label} for value, label in plot.ticks],
        truncate_label=-1,
        dots_size=4,
    )
    chart.add("", _list_values(plot.runs), allow_interruptions=True)
    chart.add("", _list_values(plot.twin), allow_interruptions=True, show_dots=False)
    chart.add("", _list_values(breaks), allow_interruptions=True, show_dots=False)
    root = chart.render_tree()
    _clean(root)
    _link_marks(root, plot.runs)
    _word_breaks(root, plot)
    root.attrib |= {"class": "chart__drawing", "role": "group", "aria-label": plot.name}
    return _write(root)


def _draw_small(runs: tuple[tuple[Mark, ...], ...], **options: object) -> Markup:
    """Give a drawing for the eye alone: lines, and a dot for each run of a single mark."""
    chart = XY(
        css=(),
        js=(),
        disable_xml_declaration=True,
        show_legend=False,
        show_x_labels=False,
        show_y_labels=False,
        show_x_guides=False,
        show_y_guides=False,
        dots_size=2,
        **options,
    )
    lines = tuple(run for run in runs if len(run) > 1)
    dots = tuple(run for run in runs if len(run) == 1)
    chart.add("", _list_values(lines), allow_interruptions=True, show_dots=False)
    chart.add("", _list_values(dots), stroke=False)
    root = chart.render_tree()
    _clean(root)
    root.attrib |= {"class": "sparkline", "aria-hidden": "true"}
    return _write(root)


@lru_cache(maxsize=128)
def draw_sparkline(runs: tuple[tuple[Mark, ...], ...]) -> Markup:
    """Give a small drawing of a series over its own years."""
    return _draw_small(runs, width=160, height=48, margin=2)


@lru_cache(maxsize=128)
def draw_slim(runs: tuple[tuple[Mark, ...], ...], first: float, last: float) -> Markup:
    """Give a slim drawing whose edges are two years, so that several stand on one axis."""
    edge = Box.margin * (last - first) / (1 + 2 * Box.margin)
    return _draw_small(runs, width=640, height=64, margin=0, xrange=(first + edge, last - edge))
