"""How a screen starts after something went wrong, and when it starts afresh of its own accord."""

import json
from typing import Final

from playwright.sync_api import expect

from tests.browser.kiosk.museum import START, Screen, open_stage
from tests.browser.visit import NewContext, list_thirty

DAY_SECONDS: Final = 24 * 60 * 60
KEPT: Final = "() => sessionStorage.length"


def leave_visit(age_seconds: int) -> str:
    """Give the script that leaves behind what a page that died some seconds ago had kept."""
    at = (START.timestamp() - age_seconds) * 1000
    visit = json.dumps({"event": list_thirty()[4], "locale": "ru", "at": at})
    return f"sessionStorage.setItem('visit', {json.dumps(visit)});"


def test_a_visit_outlives_its_page(new_context: NewContext) -> None:
    screen = Screen(open_stage(new_context).visit)
    screen.begin()
    screen.page.locator('[data-part="locale-en"]').click()
    screen.page.locator(f'.stage[lang="en"] .ray[data-event="{list_thirty()[4]}"]').dispatch_event("click")
    screen.pass_time(6)
    kept = json.loads(screen.page.evaluate("() => sessionStorage.getItem('visit')"))
    assert (kept["event"], kept["locale"], sorted(kept)) == (
        list_thirty()[4],
        "en",
        ["at", "event", "locale"],
    )
    screen.page.reload()
    screen.expect(state="attract")
    assert screen.page.evaluate(KEPT) == 0
    screen.page.add_init_script(leave_visit(-60))
    screen.page.reload()
    screen.expect(state="explore", locale="ru")
    expect(
        screen.page.locator(f'.stage[lang="ru"] [data-event="{list_thirty()[4]}"].stage__event')
    ).to_be_visible()
    screen.pass_time(60)
    screen.pass_time(1)
    screen.expect(state="attract", locale="kk")
    assert screen.page.evaluate(KEPT) == 0
