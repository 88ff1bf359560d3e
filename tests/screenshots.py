"""make screenshots: pictures of the pages in all sizes and locales; the README's are among them.

Writes PNG files to .screenshots, and with --readme the two of the README to static/media.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from app.api.prepared import build_database
from app.core.locales import LOCALES
from app.settings import ROOT, Settings
from tests.live import find_chromium, serve

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
STATES: Final = {"hover": ["hover"], "focus": ["focus", "focus-visible"], "active": ["hover", "active"]}
STATEFUL: Final = ("events", "filters", "lists", "buttons")
# What sticks to the window would lie over a picture that is higher than it.
AT_REST: Final = """
html { scroll-padding: 0 !important; }
.header, .year__number, .thirty__steps { position: static !important; }
@media (width < 68.75rem) { .band { position: absolute !important; } }
"""
LOAD: Final = """() => Promise.all(Array.from(document.images, (image) => {
  image.loading = "eager";
  return image.decode();
}))"""
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


def open_patterns(browser: Browser, address: str, size: tuple[int, int], look: str = "light") -> Page:
    """Give the open page of all components in a look of the menu, as a window of its own."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    page.add_init_script(f"localStorage.setItem('altyn-scheme', '{look}')")
    page.goto(address)
    page.evaluate("() => document.fonts.ready")
    page.evaluate(LOAD)
    return page


@contextmanager
def force(page: Page, selector: str, states: list[str]) -> Iterator[None]:
    """Keep elements in states such as hover, as if a pointer or the keyboard had done it."""
    tools = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        tools.send(f"{domain}.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    for node in tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]:
        tools.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": states})
    yield
    tools.detach()


def take_section(section: Locator, path: Path) -> None:
    """Write a section, however high it is."""
    section.screenshot(path=path, style=AT_REST)


def take_sections(page: Page, folder: Path, name: str) -> int:
    """Write each section of the page of all components and give how many there are."""
    sections = page.locator(".patterns > *").all()
    for section in sections:
        key = (section.get_attribute("id") or "pattern-top").removeprefix("pattern-")
        take_section(section, folder / f"{name}-{key}.png")
    return len(sections)


def take_states(page: Page, folder: Path, name: str) -> int:
    """Write what only a pointer, a key or a press shows, and give how many pictures these are."""
    for state, forced in STATES.items():
        for key in STATEFUL:
            with force(page, f"#pattern-{key} :is(a, button)", forced):
                take_section(page.locator(f"#pattern-{key}"), folder / f"{name}-{key}-{state}.png")
    page.locator(".menu__button").click()
    page.screenshot(path=folder / f"{name}-menu-open.png")
    page.locator("[data-shortcut='?']").click()
    page.screenshot(path=folder / f"{name}-keys-open.png")
    return len(STATEFUL) * len(STATES) + 2


def take_patterns(browser: Browser, base: str, folder: Path) -> int:
    """Write every component in every state: light in all locales, dark and more contrast once."""
    folder.mkdir(parents=True, exist_ok=True)
    looks = [(locale, "light") for locale in LOCALES] + [("kk", "dark"), ("kk", "contrast")]
    count = 0
    for locale, look in looks:
        for size in ("phone", "desk"):
            name = f"patterns-{locale}-{size}-{look}"
            page = open_patterns(browser, f"{base}/{locale}/_patterns", SIZES[size], look)
            count += take_sections(page, folder, name) + take_states(page, folder, name)
            page.context.close()
    return count


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
        with serve(Settings(database=database, patterns=True)) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGS)
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
                count += take_patterns(browser, base, ROOT / ".screenshots")
                sys.stdout.write(f"{count} pictures in .screenshots\n")
            browser.close()


if __name__ == "__main__":
    main()
