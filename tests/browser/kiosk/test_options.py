"""Options of a screen: bad ones are named in its report, and the screen works all the same."""

from playwright.sync_api import expect

from tests.browser.kiosk.museum import Museum, Screen, open_screen
from tests.browser.visit import NewContext

BAD = "?warn=5&idle=abc&lang=xx&collection=none"


def test_bad_options_are_named_and_the_screen_works(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, BAD)
    assert set(screen.report()["config_errors"]) == {"warn", "idle", "lang", "collection"}
    screen.begin()
    screen.expect(locale="kk")


def test_bad_options_become_the_defaults(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, f"{BAD}&read=0")
    screen.begin()
    screen.pass_time(89)
    screen.expect(state="explore")
    screen.pass_time(2)
    screen.expect(state="warn")
    screen.pass_time(18)
    screen.expect(state="warn")
    screen.pass_time(3)
    screen.expect(state="reset")


def test_a_screen_in_rest_shows_one_event_in_attract(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, "?attract=off")
    shown = screen.page.locator(".detail")
    before = shown.get_attribute("data-event")
    screen.pass_time(9)
    assert shown.get_attribute("data-event") == before


def test_a_screen_may_rest_in_the_timeline(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, "?attract=axis")
    screen.expect(state="attract", room="timeline")
    before = screen.page.locator(".detail").get_attribute("data-event")
    screen.pass_time(9)
    expect(screen.page.locator(".detail")).not_to_have_attribute("data-event", str(before))
    expect(screen.page.locator('.line[aria-pressed="true"]')).to_be_in_viewport()


def test_the_state_is_told_with_its_time(screen: Screen) -> None:
    told = """() => { window.told = [];
      document.addEventListener("kiosk:state", ({ detail }) => window.told.push(detail)); }"""
    screen.page.evaluate(told)
    screen.begin()
    (detail,) = screen.page.evaluate("() => window.told")
    assert (detail["from"], detail["to"], sorted(detail)) == ("attract", "explore", ["at", "from", "to"])


def test_a_report_names_screen_build_and_revision(screen: Screen) -> None:
    report = screen.report()
    assert (report["screen"], report["state"], report["net"]) == ("default", "attract", "online")
    assert screen.page.locator("html").get_attribute("data-build") == report["build"]
    assert screen.report()["sequence"] == report["sequence"] + 1
