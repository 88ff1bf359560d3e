"""Cards: the picture that a link to an event shows elsewhere, 1200 × 630 pixels, one in each locale."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import combinations, pairwise
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from app.content.drawing import ICONS, draw_icon
from app.core.locales import Locale
from app.core.product import NAME
from app.i18n.dates import find_certainty, format_edtf
from app.settings import ROOT

WIDTH: Final = 1200
HEIGHT: Final = 630
MOST_LINES: Final = 3

Colour = tuple[int, int, int]

_GOLD: Final = "#fec50c"
_MARGIN: Final = 68
_COLUMN: Final = 648
_MOST_TITLE: Final = 62
_LEADING: Final = 1.16
_SUN_SIDE: Final = 430
_SUN_CENTRE: Final = 955
# The palette: tones of the sky, then each ink: its edges (parts of it on tones of the sky), then itself.
_SKY_TONES: Final = 96
_EDGE_TONES: Final = 12
_EDGE_PARTS: Final = (0.2, 0.4, 0.6, 0.8)
_INK_COLOURS: Final = _EDGE_TONES * len(_EDGE_PARTS) + 1
_TEXT_INK, _ACCENT_INK, _GOLD_INK = range(3)


@dataclass(frozen=True)
class Sky:
    """The colours of an era's sky as static/css/sky.css has them; rise is a part of the sun's height."""

    top: str
    end: str
    text: str
    accent: str
    rise: float


SKIES: Final = {
    "night": Sky("#071b2c", "#0a2e45", "#f4f8fa", "#fec50c", -0.56),
    "before-dawn": Sky("#0a2e45", "#0b4560", "#f4f8fa", "#fec50c", -0.44),
    "dawn": Sky("#0b4560", "#0e6480", "#ffffff", "#ffd95a", -0.32),
    "morning": Sky("#00afca", "#4cc4d8", "#0e2433", "#0e2433", -0.2),
    "noon": Sky("#8fdde9", "#cdeff5", "#0e2433", "#00505e", -0.08),
    "golden-hour": Sky("#fff3cc", "#ffe08a", "#0e2433", "#6b4a00", 0.04),
}


@dataclass(frozen=True)
class CardWords:
    """What a card says; date is empty when nothing is known but the year."""

    sky: str
    year: str
    date: str
    title: str


def word_card(sky: str, date: str, title: str, locale: Locale) -> CardWords:
    """Give the words of an event's card; `date` is EDTF."""
    short = "" if find_certainty(date) == "year" else format_edtf(date, locale, with_year=False)
    return CardWords(sky=sky, year=date[:4], date=short, title=title)


def _read_colour(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def _mix(first: Colour, second: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return red, green, blue


@cache
def _load_face(family: str, weight: int, size_px: int) -> ImageFont.FreeTypeFont:
    """Give a face of the page. The basic layout needs nothing of the machine: same words, same bytes."""
    path = ROOT / "static" / "fonts" / f"{family}.woff2"
    face = ImageFont.truetype(path, size_px, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([weight])
    return face


def _climb(first: int, tones: int) -> Image.Image:
    """Give the numbers of `tones` colours in a row of the palette, from the top of a card to its end."""
    column = Image.new("L", (1, HEIGHT))
    column.putdata([first + round(y / (HEIGHT - 1) * (tones - 1)) for y in range(HEIGHT)])
    return column.resize((WIDTH, HEIGHT))


@cache
def _climb_ink(ink: int) -> list[Image.Image]:
    """Give the numbers of an ink's colours, from its thinnest edge to where it covers all."""
    first = _SKY_TONES + ink * _INK_COLOURS
    return [_climb(first + part * _EDGE_TONES, _EDGE_TONES) for part in range(len(_EDGE_PARTS))] + [
        _climb(first + _INK_COLOURS - 1, 1)
    ]


def _lay(card: Image.Image, ink: int, mask: Image.Image) -> None:
    """Lay an ink on a card; the mask says how much of each pixel it covers."""
    box = mask.getbbox()
    covered, levels = mask.crop(box), len(_EDGE_PARTS) + 1
    for level, numbers in enumerate(_climb_ink(ink), 1):
        here = covered.point([255 * (round(cover / 255 * levels) == level) for cover in range(256)])
        card.paste(numbers.crop(box), box, here)


def _make_palette(sky: Sky) -> list[int]:
    """Give the colours of a sky's cards: the sky, then each ink, first the edges that it has on the sky."""
    top, end = _read_colour(sky.top), _read_colour(sky.end)
    colours = [_mix(top, end, tone / (_SKY_TONES - 1)) for tone in range(_SKY_TONES)]
    for ink in map(_read_colour, (sky.text, sky.accent, _GOLD)):
        for part in _EDGE_PARTS:
            tones = (_mix(top, end, tone / (_EDGE_TONES - 1)) for tone in range(_EDGE_TONES))
            colours += [_mix(tone, ink, part) for tone in tones]
        colours.append(ink)
    return [channel for colour in colours for channel in colour]


@cache
def _paint_sky(name: str) -> Image.Image:
    """Give a sky with its sun, the name and its mark, as numbers of colours: what an era's cards share."""
    card = _climb(0, _SKY_TONES)
    sun, mark, brand = (Image.new("L", (WIDTH, HEIGHT)) for _ in range(3))
    corner = _SUN_CENTRE - _SUN_SIDE // 2, HEIGHT - round(_SUN_SIDE * (1 + SKIES[name].rise))
    sun.paste(draw_icon(ICONS / "sun.svg", _SUN_SIDE), corner)
    mark.paste(draw_icon(ICONS / "mark.svg", 44), (_MARGIN, 56))
    ImageDraw.Draw(brand).text((_MARGIN + 58, 78), NAME, 255, _load_face("literata", 560, 32), anchor="lm")
    for ink, mask in ((_GOLD_INK, sun), (_ACCENT_INK, mark), (_TEXT_INK, brand)):
        _lay(card, ink, mask)
    return card


def _split(words: list[str], line_count: int) -> list[list[str]]:
    """Give the words in so many lines that the longest of them is as short as can be."""
    face = _load_face("literata", 540, _MOST_TITLE)
    space, widths = face.getlength(" "), [face.getlength(word) for word in words]

    def measure(cuts: tuple[int, ...]) -> float:
        ends = pairwise((0, *cuts, len(words)))
        return max(sum(widths[a:b]) + space * (b - a - 1) for a, b in ends)

    cuts = min(combinations(range(1, len(words)), line_count - 1), key=measure)
    return [words[a:b] for a, b in pairwise((0, *cuts, len(words)))]


def fit_title(title: str) -> tuple[list[str], int]:
    """Give the balanced lines of a title, at most three, and the largest size in pixels at which they fit.

    A title that fits in fewer lines at full size takes no more of them.
    """
    words, full = title.split(" "), _load_face("literata", 540, _MOST_TITLE)
    lines, size = [title], 0
    for line_count in range(1, min(MOST_LINES, len(words)) + 1):
        lines = [" ".join(line) for line in _split(words, line_count)]
        size = min(_MOST_TITLE, int(_MOST_TITLE * _COLUMN / max(map(full.getlength, lines))))
        if size == _MOST_TITLE:
            break
    return lines, size


def make_card(words: CardWords) -> bytes:
    """Give a card as PNG of 256 colours; the same words give the same bytes."""
    lines, size = fit_title(words.title)
    face, leading = _load_face("literata", 540, size), round(size * _LEADING)
    text, accent = (Image.new("L", (WIDTH, HEIGHT)) for _ in range(2))
    baseline = HEIGHT - 78 - leading * (len(lines) - 1)
    for number, line in enumerate(lines):
        place = (_MARGIN, baseline + number * leading)
        ImageDraw.Draw(text).text(place, line, 255, face, anchor="ls")
    above, pen = baseline - round(size * 1.35), ImageDraw.Draw(accent)
    if words.date:
        pen.text((_MARGIN, above), words.date, 255, _load_face("onest", 600, 34), anchor="ls")
        above -= 58
    pen.text((_MARGIN - 6, above), words.year, 255, _load_face("literata", 560, 150), anchor="ls")
    card = _paint_sky(words.sky).copy()
    _lay(card, _TEXT_INK, text)
    _lay(card, _ACCENT_INK, accent)
    card.putpalette(_make_palette(SKIES[words.sky]))
    file = BytesIO()
    card.save(file, "PNG", compress_level=6)
    return file.getvalue()
