"""States of the timeline: a reload gives the same page, Back undoes one act, a language keeps the place."""

import random
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final
from urllib.parse import urlencode

import pytest
import yaml
from playwright.sync_api import Page, expect

from app.core.locales import LOCALES, Locale
from app.settings import ROOT
from tests.browser.visit import NewContext, open_visit, read_titles

pytestmark = pytest.mark.long

State = tuple[Locale, dict[str, str]]
WORDS: Final[dict[Locale, list[str]]] = {
    "kk": ["теңге", "Алматы", "конституция"],
    "ru": ["тенге", "Алматы", "конституция"],
    "en": ["tenge", "Almaty", "constitution"],
}
READY = """() => 'laid' in document.documentElement.dataset
  && document.querySelector('.item__link[tabindex="0"]') !== null"""
# Asks for each address twice, then with a key that means nothing: no kept answer is compared.
ASK = """async (addresses) => {
  const read = async (address) => {
    const answer = await fetch(address, { cache: 'no-store' });
    const page = await answer.text();
    return `${answer.status} ${page.slice(page.indexOf('<main'), page.indexOf('</main>'))}`;
  };
  const wrong = [];
  for (const address of addresses) {
    const again = `${address}${address.includes('?') ? '&' : '?'}again=1`;
    const [first, second] = await Promise.all([read(address), read(again)]);
    if (!first.startsWith('200') || first !== second) wrong.push(address);
  }
  return wrong;
}"""
SEEN = "() => document.querySelector('main').innerText"
MIDDLE = """() => {
  const links = [...document.querySelectorAll('.item__link')];
  return links.find((link) => link.getBoundingClientRect().top > innerHeight / 5).dataset.event;
}"""
# Not to the very end: a page that is shorter in another language can't be scrolled as far.
SCROLL = """(top) => {
  const last = document.documentElement.scrollHeight - 3 * innerHeight;
  scrollTo({ top: Math.max(0, Math.min(scrollY + top, last)), behavior: 'instant' });
}"""


def list_ids(name: str) -> list[str]:
    """Give the ids of themes or places that the seed knows."""
    return sorted(yaml.safe_load((ROOT / "seed" / f"{name}.yaml").read_text(encoding="utf-8")))


def make_states(count: int, seed: int, keys: tuple[str, ...]) -> list[State]:
    """Give random states, the same for the same seed; each key is in the address by chance."""
    chance = random.Random(seed)
    days = sorted(key[:10] for key in read_titles("en") if re.match(r"\d{4}-\d{2}-\d{2}", key))
    found: list[State] = []
    for _ in range(count):
        locale = chance.choice(LOCALES)
        values = {
            "zoom": chance.choice(["all", "era", "year", "month", "day"]),
            "from": chance.choice(days)[: chance.choice([4, 7, 10])],
            "theme": chance.choice(list_ids("themes")),
            "place": chance.choice(list_ids("places")),
            "q": chance.choice(WORDS[locale]),
            "scale": chance.choice(["even", "true"]),
        }
        found.append((locale, {key: values[key] for key in keys if chance.random() < 0.5}))
    return found


def make_address(state: State) -> str:
    """Give the address of a state."""
    locale, values = state
    return f"/{locale}/events?{urlencode(values)}" if values else f"/{locale}/events"


def settle(page: Page) -> None:
    """Wait until scripts are connected and the address has been told."""
    page.wait_for_function(READY)
    page.wait_for_timeout(450)


def find_top(page: Page, event_id: str) -> float:
    """Give the height of an event's title in the window, in pixels."""
    link = page.locator(f'[data-event="{event_id}"]')
    return float(link.evaluate("(link) => link.getBoundingClientRect().top"))


def click(selector: str) -> Callable[[Page], None]:
    """Give an act: a click where the link stands, without a scroll to it."""
    return lambda page: page.locator(selector).first.evaluate("(link) => link.click()")


def search(page: Page) -> None:
    """Send a search."""
    page.evaluate("() => document.querySelector('#search-field').value = '1991'")
    page.evaluate("() => document.querySelector('#search-form').requestSubmit()")


def press_on_band(page: Page) -> None:
    """Move by the band to its end."""
    page.locator(".band__track").evaluate("(track) => track.focus({ preventScroll: true })")
    page.keyboard.press("End")


ACTS: Final[list[Callable[[Page], None]]] = [
    click(".levels__link:not([aria-current])"),
    click(".levels__scale"),
    click("[id^=by-theme]:not([aria-current])"),
    click("[id^=by-era]:not([aria-current])"),
    search,
    press_on_band,
]


@pytest.mark.parametrize("part", range(8))
def test_two_hundred_states_are_the_same_at_a_second_asking(new_context: NewContext, part: int) -> None:
    page = open_visit(new_context, "/en/about").page
    states = make_states(25, 1991 + part, ("zoom", "from", "theme", "place", "q", "scale"))
    assert page.evaluate(ASK, [make_address(state) for state in states]) == []


@pytest.mark.parametrize("part", range(2))
def test_a_reload_gives_the_same_page(new_context: NewContext, part: int) -> None:
    page = open_visit(new_context, "/en/about").page
    for state in make_states(3, 2000 + part, ("zoom", "from", "scale")):
        page.goto(make_address(state))
        settle(page)
        page.evaluate("() => scrollBy({ top: 900, behavior: 'instant' })")
        page.wait_for_timeout(450)
        before, address, event = page.evaluate(SEEN), page.url, page.evaluate(MIDDLE)
        top = find_top(page, event)
        page.reload()
        settle(page)
        assert (page.evaluate(SEEN), page.url) == (before, address)
        assert abs(find_top(page, event) - top) <= 8


@pytest.mark.parametrize("part", range(3))
def test_back_undoes_one_act(new_context: NewContext, part: int) -> None:
    page = open_visit(new_context, "/en/about").page
    chance = random.Random(part)
    for state in make_states(4, 3000 + part, ("zoom", "from", "scale")):
        page.goto(make_address(state))
        settle(page)
        address, text = page.url, page.evaluate(SEEN)
        length = page.evaluate("() => history.length")
        chance.choice(ACTS)(page)
        expect(page).not_to_have_url(address)
        page.wait_for_timeout(900)
        assert page.evaluate("() => history.length") == min(length + 1, 50)
        page.go_back()
        expect(page.locator("main")).to_have_text(text, use_inner_text=True)
        settle(page)
        assert page.url == address


@pytest.mark.parametrize("part", range(3))
def test_a_change_of_language_keeps_the_event_at_its_height(new_context: NewContext, part: int) -> None:
    page = open_visit(new_context, "/en/about").page
    chance = random.Random(part)
    for state in make_states(4, 4000 + part, ("zoom", "from", "scale")):
        page.goto(make_address(state))
        settle(page)
        page.evaluate(SCROLL, chance.randrange(200, 3000))
        page.wait_for_timeout(450)
        event = page.evaluate(MIDDLE)
        top = find_top(page, event)
        other = chance.choice([locale for locale in LOCALES if locale != state[0]])
        page.locator(f'.header__locale[hreflang="{other}"]').evaluate("(link) => link.click()")
        expect(page.locator("html")).to_have_attribute("lang", other)
        settle(page)
        assert abs(find_top(page, event) - top) <= 8


def test_scrolling_tells_the_address_at_most_every_400_ms(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events?zoom=year").page
    settle(page)
    page.evaluate("""() => {
      const tell = history.replaceState.bind(history);
      window.told = [];
      history.replaceState = (...all) => { window.told.push(performance.now()); tell(...all); };
    }""")
    page.evaluate("""async () => {
      for (let i = 0; i < 60; i += 1) {
        scrollBy({ top: 150, behavior: 'instant' });
        await new Promise((done) => setTimeout(done, 30));
      }
    }""")
    page.wait_for_timeout(500)
    told = page.evaluate("() => window.told")
    assert len(told) >= 2
    assert min(later - before for before, later in pairwise(told)) >= 390


def test_scrolling_within_an_event_tells_nothing(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events").page
    settle(page)
    page.evaluate("() => scrollTo({ top: 3000, behavior: 'instant' })")
    expect(page).to_have_url(re.compile("from="))
    address = page.url
    page.evaluate("() => { history.replaceState = () => { throw new Error('told again'); }; }")
    page.evaluate("() => scrollBy({ top: 1, behavior: 'instant' })")
    page.wait_for_timeout(500)
    assert page.url == address


def test_typing_replaces_and_sending_pushes(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events").page
    settle(page)
    length = page.evaluate("() => history.length")
    page.locator("#search-field").press_sequentially("tenge", delay=60)
    expect(page).to_have_url(re.compile(r"q=tenge$"))
    assert page.evaluate("() => history.length") == length
    page.keyboard.press("Enter")
    page.wait_for_function("(length) => history.length === length + 1", arg=length)
    expect(page).to_have_url(re.compile(r"q=tenge$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/en/events$"))
    expect(page.locator("#search-field")).to_have_value("")


def test_one_letter_searches_nothing(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events").page
    settle(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#search-field").press_sequentially("t")
    page.wait_for_timeout(600)
    assert asked == []
    page.locator("#search-field").press_sequentially("e")
    expect(page).to_have_url(re.compile(r"q=te$"))


def test_emptying_the_search_shows_everything_again(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events?q=tenge").page
    settle(page)
    page.locator("#search-field").fill("")
    expect(page).to_have_url(re.compile(r"/en/events(\?q=)?$"))
    expect(page.locator(".item__link").nth(30)).to_be_attached()


def test_the_count_of_hits_is_announced_in_the_page_and_over_nothing(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events").page
    settle(page)
    status = page.locator(".filters__count[role=status]")
    status.evaluate("(element) => { window.status0 = element; }")
    page.locator("#search-field").fill("constitution")
    expect(status).to_have_text(re.compile(r"^\d{1,2} events$"))
    assert status.evaluate("(element) => element === window.status0")
    assert page.locator("[role=listbox], [popover], dialog[open]").count() == 0


def test_a_link_to_another_language_keeps_a_search_that_was_typed(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events").page
    settle(page)
    page.locator("#search-field").fill("tenge")
    expect(page).to_have_url(re.compile(r"q=tenge$"))
    expect(page.locator('.header__locale[hreflang="ru"]')).to_have_attribute("href", re.compile("q=tenge"))


def test_a_level_begins_where_one_reads(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events").page
    settle(page)
    page.locator('[data-event="2011-01-30-asian-winter-games"]').evaluate(
        "(link) => scrollBy({ top: link.getBoundingClientRect().top - 300, behavior: 'instant' })"
    )
    page.locator("#zoom-month").evaluate("(link) => link.click()")
    expect(page).to_have_url(re.compile("zoom=month&from=2011-01-30$"))
    expect(page.locator('[data-event="2011-01-30-asian-winter-games"]')).to_be_in_viewport()
