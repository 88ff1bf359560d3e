"""The quiz in a browser: drag, keys and buttons put rows in order, and the form follows."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visit import NewContext, Visit, open_visit

QUIZ = "/en/quiz?set=3"
VALUES = "() => [...document.querySelectorAll('.quiz__place')].map((field) => field.value)"
LEAST_TARGET_PX = 48


def open_quiz(new_context: NewContext, size: str = "desk", **options: bool) -> Visit:
    """Open a set, its script connected."""
    visit = open_visit(new_context, QUIZ, size, **options)
    expect(visit.page.locator('.quiz[data-state="ready"]')).to_be_visible()
    return visit


def list_titles(page: Page) -> list[str]:
    """Give the titles in the order of the rows."""
    return page.locator(".quiz__title").all_inner_texts()


def find_middle(part: Locator) -> tuple[float, float]:
    """Give the middle of an element in the window, in pixels."""
    box = part.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_drag_moves_a_row_and_the_form_follows(new_context: NewContext) -> None:
    visit = open_quiz(new_context)
    page = visit.page
    first, *others = list_titles(page)
    page.mouse.move(*find_middle(page.locator(".quiz__grip").first))
    page.mouse.down()
    x, y = find_middle(page.locator(".quiz__row").nth(3))
    page.mouse.move(x, y + 8, steps=2)
    page.mouse.up()
    assert list_titles(page) == [*others[:3], first, others[3]]
    assert page.evaluate(VALUES) == ["b1", "c2", "d3", "a4", "e5"]
    expect(page.locator("[role=status]")).to_have_text(f"4 of 5 · {first}")
    assert visit.list_faults() == []


def test_a_finger_drags_by_the_handle(new_context: NewContext) -> None:
    page = open_quiz(new_context, "phone", has_touch=True, is_mobile=True).page
    titles = list_titles(page)
    page.locator(".quiz__rows").scroll_into_view_if_needed()
    (x, y), (_, end) = (find_middle(page.locator(".quiz__grip").nth(at)) for at in (1, 0))
    client = page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [{"x": x, "y": y}]),
        ("touchMove", [{"x": x, "y": (y + end) / 2}]),
        ("touchMove", [{"x": x, "y": end - 4}]),
        ("touchEnd", []),
    ):
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert list_titles(page) == [titles[1], titles[0], *titles[2:]]


def test_keys_take_move_and_put_down_a_row(new_context: NewContext) -> None:
    page = open_quiz(new_context).page
    first, *others = list_titles(page)
    grip = page.get_by_role("button", name=f"Move: {first}")
    grip.focus()
    page.keyboard.press("ArrowDown")
    assert list_titles(page) == [first, *others]
    page.keyboard.press("Space")
    expect(grip).to_have_attribute("aria-pressed", "true")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.locator("[role=status]")).to_have_text(f"3 of 5 · {first}")
    page.keyboard.press("Space")
    expect(grip).to_have_attribute("aria-pressed", "false")
    expect(grip).to_be_focused()
    assert list_titles(page) == [*others[:2], first, *others[2:]]
    assert page.evaluate(VALUES) == ["b1", "c2", "a3", "d4", "e5"]


def test_escape_puts_a_row_back(new_context: NewContext) -> None:
    page = open_quiz(new_context).page
    titles = list_titles(page)
    grip = page.get_by_role("button", name=f"Move: {titles[4]}")
    grip.focus()
    for key in ("Space", "ArrowUp", "ArrowUp", "Escape"):
        page.keyboard.press(key)
    assert list_titles(page) == titles
    assert page.evaluate(VALUES) == ["a1", "b2", "c3", "d4", "e5"]
    expect(grip).to_be_focused()
    expect(page.locator("[role=status]")).to_have_text(f"5 of 5 · {titles[4]}")


def test_buttons_move_a_row_and_the_answer_is_scored(new_context: NewContext) -> None:
    page = open_quiz(new_context, "phone", has_touch=True).page
    titles = list_titles(page)
    page.get_by_role("button", name=f"Up: {titles[1]}").tap()
    assert list_titles(page)[:2] == [titles[1], titles[0]]
    page.get_by_role("button", name="Check the order").tap()
    expect(page.locator(".quiz__yours")).to_have_count(5)
    assert "answer=b1&answer=a2&answer=c3&answer=d4&answer=e5" in page.url


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_the_buttons_of_the_quiz_are_large(new_context: NewContext, size: str) -> None:
    page = open_quiz(new_context, size).page
    boxes = [button.bounding_box() for button in page.locator(".quiz__button").all()]
    assert len(boxes) == 15
    assert all(box and min(box["width"], box["height"]) >= LEAST_TARGET_PX for box in boxes)


def test_without_a_script_fields_take_the_answer(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(QUIZ)
    expect(page.locator(".quiz__button").first).to_be_hidden()
    for letter, place in zip("abcde", "21345", strict=True):
        page.locator(f"#place-{letter}").select_option(f"{letter}{place}")
    page.get_by_role("button", name="Check the order").click()
    expect(page.locator(".quiz__yours")).to_have_count(5)
