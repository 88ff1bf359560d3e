"""Cards: what a link to an event shows elsewhere, drawn when the database is built."""

import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFont
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.content.cards import HEIGHT, MOST_LINES, SKIES, WIDTH, CardWords, fit_title, make_card, word_card
from app.core.locales import LOCALES, Locale
from app.main import create_app
from app.settings import ROOT, Settings
from app.views.sun import NO_RAY, build_rays
from tests.content.seeds import LAW, ask

LAW_ID = LAW.removeprefix("events/")
TITLES = {
    f"{path.parent.name}.{path.stem}": path.read_text(encoding="utf-8").partition("\n")[0][2:]
    for path in sorted(ROOT.glob("seed/events/*/*.md"))
}
# Where the sun's rays begin: no word may come so far.
WORDS_END_PX = 740
SKY_RULE = re.compile(r"\.sky(?:--(?P<name>[\w-]+))? \{(?P<rules>[^}]*)\}")
EVERY_SKY = pytest.mark.parametrize("sky", SKIES)


def open_card(data: bytes) -> Image.Image:
    """Give the pixels of a card."""
    with Image.open(BytesIO(data)) as picture:
        picture.load()
        return picture


def draw(sky: str = "night", title: str = "Қазақстан") -> Image.Image:
    """Give the pixels of a card with these words."""
    return open_card(make_card(CardWords(sky=sky, year="1991", date="16 желтоқсан", title=title)))


@EVERY_SKY
def test_a_card_is_a_png_of_the_size_that_sites_expect(sky: str) -> None:
    card = draw(sky)
    assert (card.format, card.size, card.mode) == ("PNG", (WIDTH, HEIGHT), "P")


@EVERY_SKY
def test_a_card_is_light_enough_for_a_messenger(sky: str) -> None:
    longest = max(TITLES.values(), key=len)
    assert len(make_card(CardWords(sky, "2015", "27 шілде – 30 қараша", longest))) <= 40_000


@EVERY_SKY
def test_the_same_words_give_the_same_bytes(sky: str) -> None:
    words = CardWords(sky, "1991", "16 декабря", "Провозглашена независимость")
    assert make_card(words) == make_card(words)


@EVERY_SKY
def test_the_words_keep_clear_of_the_sun(sky: str) -> None:
    longest = max(TITLES.values(), key=len)
    differing = ImageChops.difference(draw(sky).convert("RGB"), draw(sky, longest).convert("RGB")).getbbox()
    assert differing is not None
    assert differing[2] < WORDS_END_PX


def test_each_title_fits_whole_in_three_lines_that_can_be_read() -> None:
    fitted = {key: fit_title(title) for key, title in TITLES.items()}
    assert {key: " ".join(lines) for key, (lines, _) in fitted.items()} == TITLES
    assert {key: fit for key, fit in fitted.items() if len(fit[0]) > MOST_LINES or fit[1] < 32} == {}


def test_a_title_is_broken_into_lines_of_nearly_one_length() -> None:
    lines, _ = fit_title("State independence of Kazakhstan is proclaimed")
    assert lines == ["State independence", "of Kazakhstan", "is proclaimed"]


def test_a_short_title_takes_one_line_at_full_size() -> None:
    lines, size = fit_title("Теңге")
    assert (lines, size) == (["Теңге"], 62)


def test_one_word_wider_than_the_card_is_set_smaller() -> None:
    _, size = fit_title("қанағаттандырылмағандықтарыңыздан")
    assert size < 40


@pytest.mark.parametrize(
    ("date", "shown"),
    [("1991-12-16", "16 December"), ("1998", ""), ("2010-07", "July"), ("1998-07~", "about July")],
)
def test_the_date_beside_the_year_is_empty_when_only_the_year_is_known(date: str, shown: str) -> None:
    words = word_card("dawn", date, "Title", "en")
    assert (words.year, words.date.replace("\N{NO-BREAK SPACE}", " ")) == (date[:4], shown)


@EVERY_SKY
def test_a_sky_has_the_colours_of_the_page(sky: str) -> None:
    sheet = (ROOT / "static" / "css" / "sky.css").read_text(encoding="utf-8")
    rules = {found["name"]: found["rules"] for found in reversed([*SKY_RULE.finditer(sheet)])}
    text = rules[None] + ";" + rules.get(sky, "")
    on_page = dict(re.findall(r"--(sky-\w+|sun-rise): ([^;]+);", text))
    wanted = SKIES[sky]
    whole = {key: "#ffffff" if code == "#fff" else code for key, code in on_page.items()}
    assert whole == {
        "sky-top": wanted.top,
        "sky-end": wanted.end,
        "sky-text": wanted.text,
        "sky-accent": wanted.accent,
        "sun-rise": str(wanted.rise),
    }


def test_the_sun_of_the_cards_is_the_sun_of_the_thirty() -> None:
    svg = (ROOT / "static" / "icons" / "sun.svg").read_text(encoding="utf-8")
    rays = build_rays(30, NO_RAY, list(range(30)))
    assert re.findall(r' d="([^"]+)"', svg) == [ray.path for ray in rays]


def test_the_faces_of_the_page_can_be_drawn_with() -> None:
    face = ImageFont.truetype(ROOT / "static" / "fonts" / "literata.woff2", 40)
    assert face.getname()[0] == "Literata"


@pytest.fixture(scope="module")
def carded_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the database of the tiny seed with its cards."""
    path = tmp_path_factory.mktemp("carded") / "timeline.sqlite"
    build_database(Path(__file__).parent.parent / "fixtures" / "seed", path)
    return path


def test_every_event_has_a_card_in_each_locale(carded_database: Path) -> None:
    counts = ask(carded_database, "SELECT locale, count(*), count(DISTINCT digest) FROM card GROUP BY locale")
    assert counts == [(locale, 6, 6) for locale in sorted(LOCALES)]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_names_its_card_and_the_card_is_kept_for_ever(carded_database: Path, locale: Locale) -> None:
    app = create_app(Settings(database=carded_database, connections=2, public_url="https://example.org"))
    with TestClient(app, base_url="http://localhost") as client:
        page = client.get(f"/{locale}/events/{LAW_ID}").text
        (address,) = re.findall(r'<meta property="og:image" content="https://example\.org([^"]+)">', page)
        answer = client.get(address)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "image/png"
    assert address == f"/media/card/{sha256(answer.content).hexdigest()}.png"
    assert open_card(answer.content).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("name", ["none.png", "none", f"{'0' * 64}.png"])
def test_an_unknown_card_is_not_found(tiny_client: TestClient, name: str) -> None:
    assert tiny_client.get(f"/media/card/{name}").status_code == 404


def test_a_page_without_a_card_shows_the_mark(tiny_client: TestClient) -> None:
    page = tiny_client.get(f"/en/events/{LAW_ID}").text
    (address,) = re.findall(r'<meta property="og:image" content="([^"]+)">', page)
    assert open_card(tiny_client.get(address).content).size == (512, 512)
