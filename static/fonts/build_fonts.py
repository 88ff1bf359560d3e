"""Make literata.woff2 and onest.woff2: one small file a family, weights 400 to 700.

The sources are npm packages, which hold the full static faces. Unpack both into one directory, then run this:

    npm pack @expo-google-fonts/literata@0.4.3 @expo-google-fonts/onest@0.4.2
    mkdir literata onest
    tar -C literata --strip-components=1 -xzf expo-google-fonts-literata-0.4.3.tgz
    tar -C onest --strip-components=1 -xzf expo-google-fonts-onest-0.4.2.tgz
    python static/fonts/build_fonts.py .

Regular and Bold are cut down to the letters we need and joined on a `wght` axis. One file holds Latin,
Cyrillic and the tenge sign together, because kerning ends at the border of a file. The same sources give
the same bytes. Afterwards write the new SHA-256 sums, which are printed, into VERSIONS.md.
"""

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path

from fontTools import subset, varLib
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
WEIGHTS = {400: "400Regular", 700: "700Bold"}
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "liga", "tnum", "lnum", "pnum", "case"]

BASIC_LATIN = range(0x20, 0x7F)
LATIN_1 = range(0xA0, 0x100)
LATIN_EXTENDED_A = range(0x100, 0x180)
RUSSIAN = [*range(0x410, 0x450), 0x401, 0x451]
KAZAKH = [ord(letter) for letter in "ӘәҒғҚқҢңӨөҰұҮүҺһІі"]
# Ukrainian, Belarusian and Tajik letters: titles of sources stand as they were printed.
NEIGHBOURS = [ord(letter) for letter in "ЄєЇїҐґЎўҶҷӢӣӮӯ"]
# Stress mark, thin and narrow spaces, dashes, quotation marks, bullet, ellipsis, minus, €, ₸, №.
SIGNS = [ord(sign) for sign in "\u0301\u2009\u202f–—‘’‚“”„•…−€₸№"]
CHARACTERS = [*BASIC_LATIN, *LATIN_1, *LATIN_EXTENDED_A, *RUSSIAN, *KAZAKH, *NEIGHBOURS, *SIGNS]


def cut(source: Path) -> TTFont:
    """Give the face with our letters and features alone, without hinting, glyph names kept."""
    options = subset.Options(
        layout_features=FEATURES,
        hinting=False,
        glyph_names=True,
        notdef_outline=True,
        name_IDs=["*"],
        drop_tables=["vhea", "vmtx", "STAT", "gasp", "GlyphOrder"],
        recalc_timestamp=False,
    )
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=CHARACTERS)
    cutter.subset(font)
    return font


def join(family: str, masters: dict[int, Path]) -> TTFont:
    """Give one variable font with the masters at their weights."""
    space = DesignSpaceDocument()
    lightest, boldest = min(masters), max(masters)
    space.addAxis(
        AxisDescriptor(tag="wght", name="Weight", minimum=lightest, default=lightest, maximum=boldest)
    )
    for weight, path in masters.items():
        space.addSource(
            SourceDescriptor(path=str(path), familyName=family, name=path.stem, location={"Weight": weight})
        )
    font, _, _ = varLib.build(space)
    return font


def build(sources: Path, family: str) -> Path:
    """Write the family's woff2 and its licence beside this script, and give the font's path."""
    package = sources / family.lower()
    target = HERE / f"{family.lower()}.woff2"
    with tempfile.TemporaryDirectory() as scratch:
        masters = {}
        for weight, folder in WEIGHTS.items():
            masters[weight] = Path(scratch, f"{family}-{weight}.ttf")
            cut(package / folder / f"{family}_{folder}.ttf").save(masters[weight])
        font = join(family, masters)
        # The file's date is its source's, not today's: else every build would differ.
        font.recalcTimestamp = False
        regular = TTFont(package / WEIGHTS[400] / f"{family}_{WEIGHTS[400]}.ttf")
        font["head"].modified = regular["head"].modified
        font["post"].formatType = 3.0  # without the glyphs' names, which only the joining needs
        font.flavor = "woff2"
        font.save(target)
    shutil.copyfile(package / "LICENSE_FONT", HERE / f"{family.lower()}-OFL.txt")
    return target


def main() -> None:
    """Build both families from the directory named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "sources", type=Path, help="directory with the unpacked packages literata/ and onest/"
    )
    sources = parser.parse_args().sources
    for family in ("Literata", "Onest"):
        path = build(sources, family)
        content = path.read_bytes()
        glyphs = len(TTFont(path).getGlyphOrder())
        print(path.name, f"{len(content)} bytes, {glyphs} glyphs,", hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    main()
