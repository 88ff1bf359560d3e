"""Make the PNG icons of the web app's manifest from mark.svg. Run it from the root of the repository:

    python -m static.icons.build_icons

icon-192.png and icon-512.png hold the mark on nothing; maskable-512.png holds it on the night sky, within
the middle four fifths, which remain when a launcher cuts a circle out.
"""

from pathlib import Path

from PIL import Image

from app.content.drawing import ICONS, draw_icon

GOLD = "#fec50c"
NIGHT = "#071b2c"


def draw_mark(side_px: int, mark_px: int, ground: str | None) -> Image.Image:
    """Give the golden mark in the middle of a square, on `ground` or on nothing."""
    picture = Image.new("RGBA", (side_px, side_px), ground or (254, 197, 12, 0))
    corner = (side_px - mark_px) // 2
    mask = draw_icon(ICONS / "mark.svg", mark_px)
    if ground:
        picture.paste(GOLD, (corner, corner), mask)
        return picture.convert("RGB")
    picture.putalpha(mask)
    return picture


def save(picture: Image.Image, path: Path) -> None:
    """Write a picture as small as PNG can be."""
    picture.save(path, "PNG", optimize=True)


def main() -> None:
    """Write the three icons beside this script."""
    for side_px in (192, 512):
        save(draw_mark(side_px, side_px, None), ICONS / f"icon-{side_px}.png")
    save(draw_mark(512, 352, NIGHT), ICONS / "maskable-512.png")


if __name__ == "__main__":
    main()
