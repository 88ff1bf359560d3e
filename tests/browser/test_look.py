"""What the reader chooses: text size, look, year of birth, keys; kept in the browser, applied at once."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import EVENT, NewContext, every_locale, find_barriers, open_visit, settle

GROUND = "() => getComputedStyle(document.body).backgroundColor"
PAPER, NIGHT, WHITE = "rgb(243, 248, 250)", "rgb(7, 27, 44)", "rgb(255, 255, 255)"
# The colour that a browser takes for its own bar: that of the first element whose media hold.
BAR = """() => [...document.querySelectorAll("meta[name=theme-color]")]
  .find((one) => !one.media || matchMedia(one.media).matches).content"""
HEIGHTS = """() => {
  const probe = document.body.appendChild(document.createElement("div"));
  probe.style.blockSize = "var(--header)";
  const height = (one) => Math.round(one.getBoundingClientRect().height);
  return [height(probe), height(document.querySelector(".header"))];
}"""
# The shape of each node, and whether it is a disc or a ring.
NODES = """() => [...document.querySelectorAll(".item__body")].map((item) => {
  const style = getComputedStyle(item, "::before");
  return [style.rotate, style.borderStyle, style.borderRadius, style.inlineSize, style.blockSize].join(" ");
})"""
AGES = {"ru": ("вам был 1 год", "вам было 2 года", "вам было 5 лет"), "en": ("1 year", "2 years", "5 years")}


def choose(page: Page, name: str, value: str) -> None:
    """Choose in the menu, which is left open."""
    if page.locator("#menu[open]").count() == 0:
        page.locator(".menu__button").click()
    page.locator(f'[name="{name}"][value="{value}"]').check()


def be_born(page: Page, year: str) -> None:
    """Write a year of birth into the menu."""
    page.locator(".menu__button").click()
    page.locator("#born").fill(year)
    page.locator("#born").blur()


@pytest.mark.parametrize(
    ("look", "ground"), {"light": PAPER, "dark": NIGHT, "contrast": WHITE, "system": PAPER}.items()
)
def test_a_look_applies_at_once_and_stays(new_context: NewContext, look: str, ground: str) -> None:
    visit = open_visit(new_context, "/en/about", color_scheme="light")
    choose(visit.page, "scheme", look)
    assert visit.page.evaluate(GROUND) == ground
    visit.page.goto("/en/sources")
    assert visit.page.evaluate(GROUND) == ground
    assert visit.page.locator(f'[name="scheme"][value="{look}"]').is_checked()
    assert visit.list_faults() == []


def test_a_light_look_holds_against_a_dark_system(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/about", color_scheme="dark").page
    assert page.evaluate(GROUND) == NIGHT
    choose(page, "scheme", "light")
    assert page.evaluate(GROUND) == PAPER


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize(("look", "colour"), {"light": "#f3f8fa", "dark": "#071b2c", "system": None}.items())
def test_the_bar_of_the_browser_follows_the_look(
    new_context: NewContext, look: str, colour: str | None, system: Literal["light", "dark"]
) -> None:
    page = open_visit(new_context, "/en/about", color_scheme=system).page
    of_system = page.evaluate(BAR)
    choose(page, "scheme", "dark" if look != "dark" else "light")
    choose(page, "scheme", look)
    assert page.evaluate(BAR) == (colour or of_system)
    assert of_system == {"light": "#f3f8fa", "dark": "#071b2c"}[system]


def test_the_page_of_the_thirty_stays_a_night_sky(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/thirty", color_scheme="light").page
    choose(page, "scheme", "light")
    assert page.evaluate(GROUND) == NIGHT


def test_the_look_is_there_before_the_modules_run(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/about", color_scheme="light").page
    choose(page, "scheme", "dark")
    page.route("**/js/modules/*.js", lambda route: route.abort())
    page.reload()
    assert page.evaluate(GROUND) == NIGHT


@pytest.mark.parametrize("way", ["Escape", "click"])
def test_the_menu_closes(new_context: NewContext, way: str) -> None:
    page = open_visit(new_context, "/kk/about").page
    choose(page, "text", "125")
    if way == "Escape":
        page.keyboard.press("Escape")
        expect(page.locator(".menu__button")).to_be_focused()
    else:
        page.mouse.click(300, 600)
    expect(page.locator(".menu__panel")).to_be_hidden()


def test_without_scripts_the_menu_is_a_note(new_context: NewContext) -> None:
    page = open_visit(new_context, "/kk/about", java_script_enabled=False).page
    page.locator(".menu__button").click()
    expect(page.locator(".menu__panel > .menu__note")).to_be_visible()
    expect(page.locator(".menu__controls")).to_be_hidden()


@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("locale", ["kk", "ru"])
def test_every_target_of_the_menu_is_large_enough(new_context: NewContext, locale: str, size: str) -> None:
    page = open_visit(new_context, f"/{locale}/about", size).page
    page.locator(".menu__button").click()
    targets = page.locator(".menu__button, .menu__choice, .menu__field").all()
    boxes = [box for target in targets if (box := target.bounding_box())]
    assert len(boxes) == len(targets)
    assert min(min(box["width"], box["height"]) for box in boxes) >= 48


@pytest.mark.parametrize("locale", AGES)
def test_each_year_says_how_old_the_reader_was(new_context: NewContext, locale: str) -> None:
    page = open_visit(new_context, f"/{locale}/events?zoom=year").page
    be_born(page, "1986")
    for age, words in zip((1, 2, 5), AGES[locale], strict=True):
        expect(page.locator(f'.year[data-year="{1986 + age}"] .year__age').first).to_contain_text(words)


def test_years_before_birth_say_nothing(new_context: NewContext) -> None:
    page = open_visit(new_context, "/kk/events").page
    be_born(page, "1991")
    expect(page.locator('.year[data-year="1990"] .year__age')).to_have_count(0)
    expect(page.locator('.year[data-year="1991"] .year__age').first).to_have_text("сіз туған жыл")


def test_the_age_outlives_a_change_of_level(new_context: NewContext) -> None:
    page = open_visit(new_context, "/kk/events").page
    be_born(page, "1984")
    page.keyboard.press("Escape")
    page.locator("#zoom-year").click()
    expect(page.locator(".timeline--year")).to_be_visible()
    expect(page.locator('.year[data-year="1991"] .year__age').first).to_have_text("сіз 7 жаста едіңіз")


def test_a_year_of_birth_is_sent_nowhere_and_can_be_removed(new_context: NewContext) -> None:
    page = open_visit(new_context, "/kk/events").page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    be_born(page, "1984")
    page.locator('[data-part="forget"]').click()
    expect(page.locator(".year__age")).to_have_count(0)
    assert page.evaluate("() => localStorage.length") == 0
    assert [address for address in sent if "/static/" not in address] == []


@pytest.mark.parametrize("year", ["1919", "2999"])
def test_a_year_nobody_was_born_in_is_not_taken(new_context: NewContext, year: str) -> None:
    page = open_visit(new_context, "/kk/events").page
    be_born(page, year)
    expect(page.locator(".year__age")).to_have_count(0)
    assert page.evaluate("() => localStorage.length") == 0


def test_the_list_of_keys_opens_and_gives_the_focus_back(new_context: NewContext) -> None:
    page = open_visit(new_context, "/ru/events").page
    page.locator(".header__brand").focus()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    expect(page.locator("#shortcuts-title")).to_be_focused()
    assert find_barriers(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).to_be_hidden()
    expect(page.locator(".header__brand")).to_be_focused()


def test_a_slash_goes_to_the_search_and_is_a_letter_there(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events").page
    page.keyboard.press("/")
    expect(page.locator("#search-field")).to_be_focused()
    page.keyboard.type("/?")
    expect(page.locator("#search-field")).to_have_value("/?")
    expect(page.locator("#shortcuts")).to_be_hidden()


def test_a_key_follows_the_thread_on_a_kazakh_keyboard_too(new_context: NewContext) -> None:
    page = open_visit(new_context, f"/kk/events/{EVENT}").page
    target = page.locator(".thread__link").first.get_attribute("href")
    key = "{key: 'е', code: 'KeyT', bubbles: true}"
    with page.expect_navigation():
        page.evaluate(f"() => document.body.dispatchEvent(new KeyboardEvent('keydown', {key}))")
    assert page.url.endswith(str(target))


def test_a_key_opens_the_map(new_context: NewContext) -> None:
    page = open_visit(new_context, "/ru/about").page
    with page.expect_navigation():
        page.keyboard.press("m")
    assert page.url.endswith("/ru/places")


@every_locale
def test_the_bar_is_as_high_as_what_stays_below_it_believes(new_context: NewContext, locale: str) -> None:
    page = open_visit(new_context, f"/{locale}/about").page
    heights = {}
    for width in (720, 1080, 1152, 1247, 1264, 1300, 1366, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        settle(page)
        believed, height = page.evaluate(HEIGHTS)
        heights[width] = height - believed
    assert {width: rest for width, rest in heights.items() if not 0 <= rest <= 1} == {}


def test_in_forced_colours_the_nodes_keep_their_shapes(new_context: NewContext) -> None:
    address = "/kk/events?zoom=year"
    nodes = open_visit(new_context, address).page.evaluate(NODES)
    assert len(set(nodes)) > 5
    assert open_visit(new_context, address, forced_colors="active").page.evaluate(NODES) == nodes


def test_signs_can_be_switched_off(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events").page
    choose(page, "letters", "off")
    page.keyboard.press("Escape")
    first = page.locator(".item__link").first
    first.focus()
    for sign in ("?", "/", "j"):
        page.keyboard.press(sign)
    expect(page.locator("#shortcuts")).to_be_hidden()
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".item__link").nth(1)).to_be_focused()
