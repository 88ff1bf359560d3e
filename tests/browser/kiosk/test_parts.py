"""The parts a visitor sees: nothing leads away, languages never mix, all is fresh after a visit."""

import re
from html.parser import HTMLParser
from typing import Any, Final

from playwright.sync_api import Route, expect

from app.core.locales import LOCALES
from tests.browser.kiosk.measure import open_sized, use
from tests.browser.kiosk.museum import Museum
from tests.browser.visit import NewContext

SIZE: Final = (1080, 1920)
# Elements of the document up to its title.
LAST_OF_HEAD: Final = 4
LETTERS: Final = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"
BAR: Final = '.bar:not([hidden]) [data-part="{}"]'
# All that a visitor can change.
CHOSEN: Final = """() => {
  const { locale, room, open, text, contrast, reach } = document.documentElement.dataset;
  const all = [...document.querySelectorAll('[aria-pressed="true"]')];
  const pressed = all.map(({ dataset }) => dataset.to ?? dataset.act);
  const tops = [...document.querySelectorAll("[data-pane], [data-scroll]")].map((one) => one.scrollTop);
  const stored = [sessionStorage.length, document.cookie];
  return { locale, room, open, text, contrast, reach, pressed, tops, stored };
}"""
SCROLL: Final = "(all) => all.map((one) => { one.scrollTop = 40; return one.scrollTop; })"
LANGUAGES: Final = """() => [document.documentElement, ...document.querySelectorAll("[data-pane]")]
  .map((one) => one.lang)"""


class Crawler(HTMLParser):
    """Notes whatever in a document could lead away from the screen, or lie over it."""

    ELEMENTS: Final = {"a", "form", "iframe", "input", "select", "textarea", "object", "embed", "base"}
    ATTRIBUTES: Final = {"target", "download", "title", "formaction", "ping", "style"}
    ADDRESSES: Final = {"href", "src", "action", "xlink:href", "srcset", "poster", "data"}

    def __init__(self) -> None:
        """Begin with nothing found."""
        super().__init__()
        self.found: list[str] = []
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element; the document's own title is no tooltip, that of a drawing is one."""
        self.count += 1
        is_tooltip = tag == "title" and self.count > LAST_OF_HEAD
        if tag in self.ELEMENTS or is_tooltip:
            self.found.append(tag)
        for name, value in attrs:
            is_away = name in self.ADDRESSES and not re.match(r"/(?!/)|#|data:image/", value or "")
            if name in self.ATTRIBUTES or name.startswith("on") or is_away:
                self.found.append(f"{tag} {name}={value}")


def test_nothing_in_any_part_leads_away(museum: Museum) -> None:
    files = museum.read_bundle().files
    pages = {url: body.decode() for url, body in files.items() if not url.startswith("/static/")}
    pages = {url: text for url, text in pages.items() if text.lstrip().startswith("<")}
    assert {f"/kiosk/{locale}/" for locale in LOCALES} <= {url[:10] for url in pages}
    assert len(pages) > 60
    for url, text in pages.items():
        crawler = Crawler()
        crawler.feed(text)
        assert crawler.count > 3, url
        assert crawler.found == [], url


def test_the_last_language_wins_and_none_mix(new_context: NewContext, bare_museum: Museum) -> None:
    screen = open_sized(new_context, bare_museum, "diag=43", SIZE)
    page = screen.page
    screen.begin()
    use(screen, BAR.format("home"), ".detail--home")
    use(screen, '.room[data-to="timeline"]', ".axis--timeline")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile("/kiosk/ru/"), hold)
    for last in ("en", "kk"):
        before = page.evaluate(LANGUAGES)
        page.locator('[data-part="locale-ru"]').click()
        expect(page.locator('[data-pane="detail"]')).to_have_attribute("aria-busy", "true")
        screen.pass_time(3)
        assert page.evaluate(LANGUAGES) == before
        use(screen, f'[data-part="locale-{last}"]', f'[data-part="locale-{last}"][aria-pressed="true"]')
        assert held
        for route in held:
            route.continue_()
        held.clear()
        expect(page.locator('[data-pane="detail"]')).to_have_attribute("aria-busy", "false")
        page.wait_for_timeout(100)
        assert page.evaluate(LANGUAGES) == [last] * 3
        titles = {"en": ("Timeline", "December events"), "kk": ("Хронология", "Желтоқсан")}[last]
        expect(page.locator(".axis__title")).to_have_text(titles[0])
        expect(page.locator(".detail__title")).to_contain_text(titles[1], ignore_case=True)


def test_all_that_a_visitor_chose_is_gone_after_the_visit(
    new_context: NewContext, bare_museum: Museum
) -> None:
    screen = open_sized(new_context, bare_museum, "diag=43&attract=off", SIZE)
    page = screen.page
    fresh = page.evaluate(CHOSEN)
    screen.begin()
    use(screen, BAR.format("home"), ".detail--home")
    use(screen, '.room[data-to="search"]', ".axis--search")
    use(screen, '.key[data-to="т"] >> visible=true', ".axis--search")
    use(screen, '[data-act="layout"][data-to="ru"]', '[data-layout="ru"]')
    use(screen, '[data-part="locale-ru"]', '[data-pane="axis"]:lang(ru)')
    for part in ("text-up", "contrast", "reach"):
        use(screen, BAR.format(part), f'[data-part="{part}"] >> visible=true')
    assert max(page.locator("[data-scroll], .axis--search").evaluate_all(SCROLL)) > 0
    changed: dict[str, Any] = page.evaluate(CHOSEN)
    assert [key for key in fresh if changed[key] == fresh[key]] == []
    screen.pass_time(901)
    screen.expect(state="warn")
    page.locator('[data-part="restart"]').click()
    screen.expect(state="reset")
    screen.pass_time(1)
    screen.expect(state="attract")
    page.locator(".axis--ring").wait_for()
    assert page.evaluate(CHOSEN) == fresh
    screen.begin()
    use(screen, BAR.format("home"), ".detail--home")
    use(screen, '.room[data-to="search"]', ".axis--search")
    expect(page.locator("[data-search-words]")).to_be_empty()
    expect(page.locator('[data-layout="kk"]')).to_be_visible()


def test_three_languages_stand_in_their_order_in_our_letters(
    new_context: NewContext, bare_museum: Museum
) -> None:
    screen = open_sized(new_context, bare_museum, "diag=43", SIZE)
    page = screen.page
    buttons = page.locator(".kiosk__locale >> visible=true")
    assert buttons.all_inner_texts() == ["Қазақша", "Русский", "English"]
    assert [one.get_attribute("lang") for one in buttons.all()] == list(LOCALES)
    boxes = [one.bounding_box() for one in buttons.all()]
    assert len({(round(box["width"]), round(box["height"])) for box in boxes if box}) == 1
    assert [box["x"] for box in boxes if box] == sorted(box["x"] for box in boxes if box)
    session = page.context.new_cdp_session(page)
    for name in ("DOM.enable", "CSS.enable"):
        session.send(name)
    document = session.send("DOM.getDocument")["root"]["nodeId"]
    for shown, face in ((".detail__title", "Literata"), (".detail__summary", "Onest")):
        page.locator(shown).evaluate("(one, letters) => { one.textContent = letters; }", LETTERS)
        page.evaluate("() => document.fonts.ready")
        node = session.send("DOM.querySelector", {"nodeId": document, "selector": shown})["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert [(font["familyName"].split()[0], font["isCustomFont"]) for font in fonts] == [(face, True)]
        assert sum(font["glyphCount"] for font in fonts) == len(LETTERS)
