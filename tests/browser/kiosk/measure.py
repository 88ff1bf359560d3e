"""What tests measure on a screen: every control in its place, the letters, and what scrolls."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from playwright.sync_api import Page

from tests.browser.kiosk.museum import START, Museum, Screen
from tests.browser.visit import NewContext, open_visit

# Every visible button, as much of it as its list lets through; rays and marks are no buttons of their own.
MEASURE: Final = """() => {
  const found = [];
  for (const one of document.querySelectorAll("button[data-act]")) {
    const box = one.getBoundingClientRect();
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (one.closest("[inert]")) continue;
    const list = one.closest("[data-scroll], .axis--search")?.getBoundingClientRect();
    const [left, top] = ["left", "top"].map((edge) => Math.max(box[edge], list?.[edge] ?? -1e6));
    const [right, bottom] = ["right", "bottom"].map((edge) => Math.min(box[edge], list?.[edge] ?? 1e6));
    if (right - left < 1 || bottom - top < 1) continue;
    found.push({
      name: [one.dataset.part, one.dataset.act, one.dataset.to, one.dataset.open].filter(Boolean).join(" "),
      act: one.dataset.act, width: box.width, height: box.height, left, top, right, bottom,
    });
  }
  return found;
}"""
MM: Final = "() => parseFloat(document.documentElement.style.getPropertyValue('--mm'))"


@dataclass(frozen=True)
class Control:
    """A button as a hand finds it: its size, and the part of it that shows, in pixels of the window."""

    name: str
    act: str
    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def side(self) -> float:
        """Give its shorter side."""
        return min(self.width, self.height)

    @property
    def middle(self) -> tuple[float, float]:
        """Give the middle of what shows of it."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def gap(self, other: "Control") -> float:
        """Give how far another one is, along the axis that parts them; below zero where both overlap."""
        across = max(self.left, other.left) - min(self.right, other.right)
        down = max(self.top, other.top) - min(self.bottom, other.bottom)
        return max(across, down)


def open_sized(
    new_context: NewContext, museum: Museum, query: str, size: tuple[int, int], scale: float = 0.25
) -> Screen:
    """Give a screen of a size with options, in attract.

    Drawn small by `scale`: mostly where things lie is asked, and large screens are slow to paint.
    """
    width, height = size
    options: dict[str, Any] = {"screen": {"width": width, "height": height}, "device_scale_factor": scale}
    options["service_workers"] = "block"
    screen = Screen(
        open_visit(new_context, "about:blank", has_touch=True, reduced_motion="reduce", **options)
    )
    screen.page.set_viewport_size({"width": width, "height": height})
    screen.page.clock.install(time=START)
    load(screen, museum, query)
    return screen


def load(screen: Screen, museum: Museum, query: str, idle: int = 900) -> None:
    """Load the page with other options, in attract."""
    screen.page.goto(f"{museum.address}/kiosk/?idle={idle}&read=0&{query}")
    screen.expect(state="attract")


def find_controls(page: Page) -> list[Control]:
    """Give every control that shows."""
    return [Control(**one) for one in page.evaluate(MEASURE)]


def find_mm(page: Page) -> float:
    """Give a millimetre in pixels."""
    return float(page.evaluate(MM))


def find_close(controls: list[Control], least: float) -> list[str]:
    """Give the pairs that lie closer than they may."""
    pairs = combinations(controls, 2)
    return [f"{one.name} | {two.name}: {one.gap(two):.1f}" for one, two in pairs if one.gap(two) < least]


# The height of a capital in each piece of text that shows, in pixels of the window, and where it stands.
LETTERS: Final = """() => {
  const brush = document.createElement("canvas").getContext("2d");
  const walk = document.createTreeWalker(document.querySelector(".kiosk__turn"), NodeFilter.SHOW_TEXT);
  const found = new Map();
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    const isSeen = walk.currentNode.data.trim() && one.checkVisibility({ visibilityProperty: true });
    if (!isSeen || one.closest(".visually-hidden, .bar__word") || !one.getClientRects().length) continue;
    const { fontSize, fontFamily } = getComputedStyle(one);
    if (parseFloat(fontSize) === 0) continue;
    brush.font = `1000px ${fontFamily}`;
    const matrix = (one.closest("foreignObject") ?? one).getScreenCTM?.();
    const scale = (matrix ? Math.hypot(matrix.a, matrix.b) : 1) * parseFloat(fontSize) / 1000;
    const name = `${one.tagName.toLowerCase()}.${one.className.baseVal ?? one.className}`;
    found.set(name, Math.min(found.get(name) ?? 1e6, scale * brush.measureText("H").actualBoundingBoxAscent));
  }
  return Object.fromEntries(found);
}"""


def find_letters(page: Page) -> dict[str, float]:
    """Give the height of a capital by kind of element that shows text; the smallest of each kind."""
    return {str(name): float(height) for name, height in page.evaluate(LETTERS).items()}


def use(screen: Screen, control: str, shown: str) -> None:
    """Use a control, wait for what it shows, and wait out the moment in which it is deaf."""
    screen.page.locator(control).click()
    screen.page.locator(shown).wait_for()
    screen.pass_time(0.4)
