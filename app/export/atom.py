"""The feed of changes. Source: RFC 4287 (Atom)."""

import datetime as dt
from collections.abc import Sequence
from html import escape
from typing import Final

from feedgenerator import Atom1Feed

from app.core.locales import Locale
from app.core.product import LICENCE, LICENCE_URL, NAME
from app.i18n.messages import mark, translate
from app.queries.events import EventRow
from app.views.links import link_event, link_feed, link_timeline

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


def write_feed(rows: Sequence[EventRow], locale: Locale, base: str) -> str:
    """Give the feed of these events, which come with the newest change first."""
    feed = Atom1Feed(
        title=NAME,
        link=base + link_timeline(locale),
        description=translate(locale, mark("Events that were added or changed, each with its whole text.")),
        language=locale,
        author_name=NAME,
        feed_url=base + link_feed(locale),
        feed_guid=f"{_TAG}{locale}/events",
        feed_copyright=f"{LICENCE}, {LICENCE_URL}",
    )
    for row in rows:
        href = base + link_event(locale, row.event.id)
        feed.add_item(
            title=row.text.title,
            link=href,
            description=escape(row.text.summary),
            content=_write_story(row, href, locale),
            unique_id=f"{_TAG}{locale}/events/{row.event.id}",
            updateddate=dt.datetime.combine(row.event.updated, dt.time(), dt.UTC),
            categories=[theme.name(locale) for theme in row.themes],
        )
    return str(feed.writeString("utf-8"))
