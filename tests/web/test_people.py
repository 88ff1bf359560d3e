"""People: the list by the alphabet, someone's events, and the way there from an event."""

import pytest
from starlette.testclient import TestClient

from app.core.alphabet import sort_key
from app.core.locales import LOCALES, Locale
from tests.document import Element, parse_html

every_locale = pytest.mark.parametrize("locale", LOCALES)


def read(client: TestClient, address: str) -> Element:
    """Give a page."""
    response = client.get(address)
    assert response.status_code == 200
    return parse_html(response.text)


@every_locale
def test_the_list_goes_by_the_alphabet_of_its_language(real_client: TestClient, locale: Locale) -> None:
    names = [name.text for name in read(real_client, f"/{locale}/people").find_all("span", "people__name")]
    assert len(names) > 50
    assert names == sorted(names, key=lambda name: sort_key(name, locale))


def test_kazakh_letters_stand_in_their_own_places(real_client: TestClient) -> None:
    page = read(real_client, "/kk/people")
    initials = [name.text[0] for name in page.find_all("span", "people__name")]
    firsts = list(dict.fromkeys(initials))
    assert firsts[:3] == ["А", "Ә", "Б"]
    assert firsts.index("К") < firsts.index("Қ") < firsts.index("Л")


@every_locale
def test_the_list_counts_the_events_of_each(reader: TestClient, locale: Locale) -> None:
    links = read(reader, f"/{locale}/people").find_all("a", "people__link")
    counts = {
        link.attributes["href"].rpartition("/")[2]: link.get("span", "people__count").text for link in links
    }
    assert {key: text[0] for key, text in counts.items()} == {
        "dinmukhamed-kunaev": "1",
        "nursultan-nazarbayev": "2",
    }


@every_locale
def test_someone_has_their_events_in_order_of_time(reader: TestClient, locale: Locale) -> None:
    links = read(reader, f"/{locale}/people/nursultan-nazarbayev").find_all("a", "line__link")
    ids = ("1991-12-10-inauguration", "1991-12-16-independence-law")
    assert [link.attributes["href"] for link in links] == [f"/{locale}/events/{key}" for key in ids]


@every_locale
def test_an_event_leads_to_its_people(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/events/1991-12-16-independence-law")
    hrefs = [link.attributes["href"] for link in page.get("aside", "event__facts").find_all("a")]
    assert f"/{locale}/people/nursultan-nazarbayev" in hrefs


@every_locale
@pytest.mark.parametrize("key", ["none", "%00", "Nursultan", "nursultan-nazarbayev%20"])
def test_someone_unknown_is_not_found(reader: TestClient, key: str, locale: Locale) -> None:
    assert reader.get(f"/{locale}/people/{key}").status_code in {400, 404}
