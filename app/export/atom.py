"""The feed of changes. Source: RFC 4287 (Atom)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from xml.sax.saxutils import XMLGenerator

from feedgenerator import Atom1Feed

from app.core.locales import Locale
from app.core.product import LICENCE, LICENCE_URL, NAME
from app.i18n.messages import mark, translate
from app.queries.events import EventRow
from app.views.links import link_event, link_timeline

# The authority of tag URIs: ids stay the same when the site moves. Source: RFC 4151.
_TAG: Final = "tag:altyn-besik,2026:"


def _write_story(row: EventRow, href: str, locale: Locale) -> str:
    """Give the whole text of an event as HTML; its notes lead to the sources on its page."""
    text = row.text
    parts = [f"<p>{escape(text.summary)}</p>", text.body_html]
    if text.disputes:
        heading = escape(translate(locale, mark("What sources disagree on")))
        items = "".join(f"<li>{dispute['html']}</li>" for dispute in text.disputes)
        parts.append(f"<h2>{heading}</h2><ul>{items}</ul>")
    return "\n".join(parts).replace('href="#', f'href="{href}#')


@dataclass(frozen=True)
class FeedFrame:
    """What a feed says of itself.

    href is its own address and next_href that of its next page (RFC 5005); key tells its id from those of
    other feeds; updated is the day of the data, for a feed without events.
    """

    locale: Locale
    href: str
    key: str
    updated: dt.date
    title: str = NAME
    next_href: str | None = None


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library carries no types
    """A feed with the address of its next page."""

    def add_root_elements(self, handler: XMLGenerator) -> None:
        """Write what the library writes, and the next page if there is one."""
        super().add_root_elements(handler)
        if self.feed["next_href"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_href"]})  # type: ignore[attr-defined]

    def latest_post_date(self) -> dt.datetime:
        """Give the day of the newest change, or of the data."""
        # The library would say that an empty feed was changed just now.
        return super().latest_post_date() if self.items else self.feed["updated"]  # type: ignore[no-any-return]


def _stamp(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def write_feed(frame: FeedFrame, rows: Sequence[EventRow], base: str) -> str:
    """Give the feed of these events, which come with the newest change first."""
    locale = frame.locale
    feed = _Feed(
        title=frame.title,
        link=base + link_timeline(locale),
        description=translate(locale, mark("Events that were added or changed, each with its whole text.")),
        language=locale,
        author_name=NAME,
        feed_url=base + frame.href,
        feed_guid=f"{_TAG}{locale}/{frame.key}",
        feed_copyright=f"{LICENCE}, {LICENCE_URL}",
        next_href=base + frame.next_href if frame.next_href else None,
        updated=_stamp(frame.updated),
    )
    for row in rows:
        href = base + link_event(locale, row.event.id)
        feed.add_item(
            title=row.text.title,
            link=href,
            description=escape(row.text.summary),
            content=_write_story(row, href, locale),
            unique_id=f"{_TAG}{locale}/events/{row.event.id}",
            updateddate=_stamp(row.event.updated),
            categories=[theme.name(locale) for theme in row.themes],
        )
    return str(feed.writeString("utf-8"))
