"""The page of the API's contract: drawn by the viewer under our policy, and a plain list without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.visit import NewContext, every_locale, find_barriers, find_overhang, open_visit

# What Swagger UI's own markup breaks: buttons in buttons, fields named by their row alone, main in our main.
THEIRS = {
    *(
        "heading-order",
        "label",
        "landmark-main-is-top-level",
        "landmark-no-duplicate-main",
        "landmark-unique",
    ),
    *("nested-interactive", "scrollable-region-focusable", "select-name"),
}


@pytest.mark.parametrize(("locale", "scheme"), [("kk", "light"), ("ru", "dark"), ("en", "light")])
def test_the_viewer_shows_an_operation_without_another_host_or_a_violation(
    new_context: NewContext, locale: str, scheme: str
) -> None:
    visit = open_visit(new_context, f"/{locale}/docs", "phone", color_scheme=scheme, logs_requests=True)
    visit.page.locator("#operations-timeline-list_eras .opblock-summary-control").click()
    expect(visit.page.locator("#operations-timeline-list_eras .responses-table").first).to_be_visible()
    assert visit.list_faults() == []
    assert find_overhang(visit.page) == 0
    assert {barrier.partition(":")[0] for barrier in find_barriers(visit.page)} <= THEIRS


@every_locale
def test_without_script_the_list_stays(new_context: NewContext, locale: str) -> None:
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/{locale}/docs")
    expect(page.locator(".docs__item")).not_to_have_count(0)
    expect(page.locator(".swagger-ui")).to_have_count(0)
