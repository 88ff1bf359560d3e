"""Pictures of the seed: vignettes, which are drawn, and photographs, which a museum adds."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.parsers import expat

from PIL import Image

from app.content.reader import SeedFile, read_text

VIGNETTE_BYTES: Final = 2_000
VIGNETTE_SHAPES: Final = 12
PHOTOGRAPH_BYTES: Final = 3_000_000
PHOTOGRAPH_SIDE: Final = 4_000
_SHAPES: Final = frozenset({"path", "circle", "ellipse", "rect", "polygon"})
_ATTRIBUTES: Final = frozenset(
    {"xmlns", "viewBox", "class", "d", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height", "points"}
    | {"transform", "fill", "stroke-width", "stroke-linecap", "stroke-linejoin"}
)
_CLASSES: Final = frozenset({"ink", "felt", "line"})
_FORMATS: Final = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


@dataclass(frozen=True)
class Photograph:
    """A photograph as it will be served; width and height in pixels, digest is SHA-256 in hex."""

    data: bytes
    media_type: str
    width: int
    height: int
    digest: str


def _find_vignette_problem(svg: str) -> str | None:
    """Say in words what makes a drawing unfit to stand within a page, or None."""
    problems: list[str] = []
    names: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        names.append(name)
        if name not in _SHAPES | {"svg", "g"}:
            problems.append(f"<{name}> is no shape of a vignette")
        problems.extend(
            f"the attribute {key} is not for vignettes" for key in attributes.keys() - _ATTRIBUTES
        )
        if "class" in attributes and attributes["class"] not in _CLASSES:
            problems.append(f"the class {attributes['class']} is none of ink, felt, line")
        if attributes.get("fill", "none") != "none":
            problems.append("colours come by class, not by fill")

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = lambda *_: problems.append("a document type is not for vignettes")
    try:
        parser.Parse(svg, True)
    except expat.ExpatError as error:
        return f"it is no XML: {error}"
    if names[0] != "svg" or 'viewBox="0 0 96 96"' not in svg:
        problems.append('it must begin with <svg … viewBox="0 0 96 96">')
    if sum(name in _SHAPES for name in names) > VIGNETTE_SHAPES:
        problems.append(f"it has more than {VIGNETTE_SHAPES} shapes")
    if len(svg.encode()) > VIGNETTE_BYTES:
        problems.append(f"it has more than {VIGNETTE_BYTES} bytes")
    return problems[0] if problems else None


def read_vignette(file: SeedFile) -> str | None:
    """Give a drawing that may stand within a page, or note the fault and give None."""
    svg = read_text(file)
    problem = _find_vignette_problem(svg) if svg is not None else None
    if problem:
        file.fault(1, "bad-vignette", f"This vignette can't be used: {problem}.", "See seed/PICTURES.md.")
        return None
    return svg.strip() if svg else None


def read_photograph(path: Path) -> Photograph:
    """Give a photograph. Raises ValueError, which says in words why it can't be used."""
    if not path.is_file() or path.is_symlink():
        raise ValueError("the file is missing")
    data = path.read_bytes()
    if len(data) > PHOTOGRAPH_BYTES:
        raise ValueError(f"it has more than {PHOTOGRAPH_BYTES // 1_000_000} MB")
    try:
        with Image.open(BytesIO(data)) as image:
            form, (width, height) = image.format or "", image.size
            if max(width, height) > PHOTOGRAPH_SIDE:
                raise ValueError(f"a side has more than {PHOTOGRAPH_SIDE} pixels")
            image.load()
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("it is damaged or no picture") from error
    if form not in _FORMATS:
        raise ValueError(f"{form} is none of JPEG, PNG, WebP")
    return Photograph(data, _FORMATS[form], width, height, sha256(data).hexdigest())
