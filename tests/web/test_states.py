"""States in words: two accounts of a date, nothing found, a gap, a failure; two ways on from each."""

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from tests.document import Element, parse_html

WARHEAD = "1995-04-24-last-warhead"
ACCOUNTS = {
    "kk": "басқа дерек бойынша: 21\xa0сәуір",
    "ru": "по другим данным: 21\xa0апреля",
    "en": "by another account: 21\xa0April",
}
NO_MATCH = {
    "kk": "Бұл сүзгіге сай оқиға жоқ. Сүзгіні алып тастаңыз немесе кезеңді кеңейтіңіз.",
    "ru": "Таких событий нет. Снимите фильтр или расширьте период.",
    "en": "No such events. Remove a filter or widen the period.",
}
NO_HITS = {
    "kk": "«zqxj» бойынша ештеңе табылмады.",
    "ru": "По запросу «zqxj» ничего не нашлось.",
    "en": "Nothing found for “zqxj”.",
}
GAP = {"kk": "1 жыл: жазба жоқ", "ru": "Лет без записей: 1", "en": "Years without an entry: 1"}
FAILED = {
    "kk": ("Жүктелмеді. Қайталап көріңіз.", "Жүктелуде…"),
    "ru": ("Не загрузилось. Попробуйте ещё раз.", "Загружается…"),
    "en": ("It didn't load. Try again.", "Loading…"),
}
every_locale = pytest.mark.parametrize("locale", LOCALES)


def read(client: TestClient, address: str, status: int = 200) -> Element:
    """Give a page."""
    response = client.get(address)
    assert response.status_code == status
    return parse_html(response.text)


@every_locale
def test_two_accounts_of_a_date_are_both_told_at_nodes_of_their_own(
    real_client: TestClient, locale: Locale
) -> None:
    item = read(real_client, f"/{locale}/events?zoom=year").get("article", id=f"e-{WARHEAD}")
    account = item.get("span", "account")
    assert account.text == ACCOUNTS[locale].replace("\xa0", " ")
    siblings = [child.attributes.get("class") for child in item.children]
    assert siblings.index("account") == siblings.index("item__date") + 1
    assert read(real_client, f"/{locale}/events/{WARHEAD}").get("p", "sky__date").find_all("span", "account")


def test_one_account_has_one_node(reader: TestClient) -> None:
    assert read(reader, "/kk/events?zoom=year").find_all("span", "account") == []


@every_locale
def test_what_is_empty_says_so_and_offers_two_ways_on(real_client: TestClient, locale: Locale) -> None:
    for query, words in (("era=eve&theme=sport&place=astana", NO_MATCH), ("q=zqxj", NO_HITS)):
        page = read(real_client, f"/{locale}/events?{query}")
        assert page.get("p", "empty__text").text == words[locale]
        assert len(page.get("ul", "empty__ways").find_all("a")) >= 2
    missing = read(real_client, f"/{locale}/none", 404)
    assert len({link.attributes["href"] for link in missing.get("ul", "page__ways").find_all("a")}) == 2


@every_locale
def test_a_gap_and_a_failure_are_said_in_the_words_of_the_design(
    real_client: TestClient, reader: TestClient, locale: Locale
) -> None:
    folds = read(reader, f"/{locale}/events?zoom=year").find_all("p", "fold")
    assert GAP[locale].replace("1", "2") in [fold.text for fold in folds]
    notice = read(real_client, f"/{locale}/events").get("div", "notice").attributes
    assert (notice["data-failed"], notice["data-loading"]) == FAILED[locale]
