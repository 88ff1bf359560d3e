"""What takes its time, and what fails: the list stays, says so, and offers to try again."""

from playwright.sync_api import Page, Route, expect

from tests.browser.visit import NewContext, open_visit

OPACITY = "() => getComputedStyle(document.querySelector('.timeline__body')).opacity"
# Chooses a theme; gives after how many milliseconds the list is dimmed.
CHOOSE = """() => new Promise((done) => {
  const list = document.querySelector('#event-list');
  const start = performance.now();
  const observer = new MutationObserver(() => done(performance.now() - start));
  observer.observe(list, { attributeFilter: ['aria-busy'] });
  document.querySelector('#by-theme-sport').click();
})"""
LINE = """() => {
  const line = getComputedStyle(document.querySelector('#event-list'), '::before');
  return [line.content, line.blockSize, line.backgroundColor, line.position];
}"""


def open_timeline(new_context: NewContext) -> tuple[Page, list[Route]]:
    """Give the timeline, and the answers that it waits for once something was chosen."""
    page = open_visit(new_context, "/ru/events").page
    page.wait_for_function("() => document.querySelector('.item__link[tabindex=\"0\"]') !== null")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/ru/events?theme=*", hold)
    return page, held


def test_a_slow_answer_dims_the_list_under_a_line_of_gold(new_context: NewContext) -> None:
    page, held = open_timeline(new_context)
    count = page.locator(".item__link").count()
    assert page.evaluate(CHOOSE) >= 399
    expect(page.locator("#event-list")).to_have_attribute("aria-busy", "true")
    assert page.evaluate(OPACITY) == "0.6"
    assert page.evaluate(LINE) == ['""', "3px", "rgb(254, 197, 12)", "sticky"]
    expect(page.locator(".filters__count")).to_have_text("Загружается…")
    assert page.locator(".item__link").count() == count
    held[0].continue_()
    expect(page.locator("#chosen-sport")).to_be_visible()
    expect(page.locator("[aria-busy]")).to_have_count(0)
    expect(page.locator(".filters__count")).not_to_have_text("Загружается…")
    assert page.evaluate(OPACITY) == "1"


def test_a_failed_answer_can_be_asked_for_again(new_context: NewContext) -> None:
    page, held = open_timeline(new_context)
    count = page.locator(".item__link").count()
    page.locator("#by-theme-sport").click()
    page.wait_for_timeout(500)
    said = page.locator(".filters__count")
    expect(said).to_have_text("Загружается…")
    held[0].abort()
    again = page.locator("#notice .notice__again")
    expect(again).to_have_text("Попробовать ещё раз")
    expect(page.locator("#notice")).to_contain_text("Не загрузилось. Попробуйте ещё раз.")
    expect(said).not_to_have_text("Загружается…")
    assert page.locator(".item__link").count() == count
    assert page.evaluate(OPACITY) == "1"
    page.unroute("**/ru/events?theme=*")
    again.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#chosen-sport")).to_be_visible()
    expect(page.locator("#notice")).to_be_empty()
