"""make screenshots: pictures of the pages in all sizes and locales; the README's are among them.

Writes PNG files to .screenshots, and with --readme the two of the README to static/media.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from app.content.builder import build_database
from app.core.locales import LOCALES
from app.settings import ROOT, Settings
from tests.live import serve

CHROMIUM_ARGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
]
SIZES: Final = {"phone": (390, 844), "desk": (1440, 900), "portrait": (1080, 1920), "wall": (3840, 2160)}
PAGES: Final = {
    "timeline": "/{locale}/events",
    "event": "/{locale}/events/1991-12-16-independence-law",
    "thirty": "/{locale}/thirty",
    "about": "/{locale}/about",
    "kiosk": "/kiosk/?lang={locale}",
}
README: Final = {"timeline": ("/en/events", 1440, 900), "thirty": ("/kk/thirty", 1440, 900)}


def take(browser: Browser, address: str, size: tuple[int, int], path: Path) -> None:
    """Write a picture of the page at `address` in a window of `size` CSS pixels."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.evaluate("() => document.fonts.ready")
    page.locator("html:not([data-state=boot])").wait_for(state="attached")
    page.screenshot(path=path)
    context.close()


def take_all(browser: Browser, base: str, folder: Path) -> int:
    """Write every page in every size and locale and give how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, path in PAGES.items():
        for locale in LOCALES:
            for size_name, size in SIZES.items():
                if name == "kiosk" and size_name == "phone":
                    continue
                picture = folder / f"{name}-{locale}-{size_name}.png"
                take(browser, base + path.format(locale=locale), size, picture)
                count += 1
    return count


def main() -> None:
    """Serve the real seed and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "timeline.sqlite"
        build_database(ROOT / "seed", database)
        with serve(Settings(database=database)) as base, sync_playwright() as playwright:
            chromium = os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium")
            browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
            if options.readme:
                for name, (path, width, height) in README.items():
                    take(
                        browser,
                        base + path,
                        (width, height),
                        ROOT / "static" / "media" / f"readme-{name}.png",
                    )
            else:
                count = take_all(browser, base, ROOT / ".screenshots")
                sys.stdout.write(f"{count} pictures in .screenshots\n")
            browser.close()


if __name__ == "__main__":
    main()
