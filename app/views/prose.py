"""Pages of prose and pages of error."""

from app.core.locales import Locale
from app.i18n.messages import mark, translate
from app.models import Text
from app.views.links import make_frame
from app.views.shapes import ErrorView, TextPage
from app.views.trusted import trust

_TITLES = {
    400: mark("The address holds a wrong value"),
    401: mark("For the museum's staff"),
    404: mark("Page not found"),
    405: mark("This page can only be read"),
    410: mark("This page was withdrawn"),
    503: mark("The timeline is not ready yet"),
}
_TEXTS = {
    400: mark("A value in the address has a form we don't know. Go back to the timeline and choose again."),
    401: mark("Open the page again and give the token as the password; any name will do."),
    404: mark("There is no page at this address. The timeline and the search lead further."),
    405: mark("Open the page again from the timeline."),
    503: mark("Try again in a few seconds."),
}
_FAILURE = mark("Something went wrong on our side")
_FAILURE_TEXT = mark("Try again. If it happens again, tell us the number below.")


def view_page(words: Text, locale: Locale) -> TextPage:
    """Give a page of prose, such as about."""
    return TextPage(
        frame=make_frame(locale, f"/{words.key}", words.title, words.lead, words.key),
        title=words.title,
        lead=words.lead,
        body=trust(words.body_html),
    )


def view_error(
    status: int, locale: Locale, incident: str | None = None, reason: str | None = None
) -> ErrorView:
    """Give an error page: what happened and what to do, or the reason for it; its twins are the timelines."""
    title = translate(locale, _TITLES.get(status, _FAILURE))
    text = reason or translate(locale, _TEXTS.get(status, _FAILURE_TEXT))
    frame = make_frame(locale, "/events", title, text, "error")
    return ErrorView(frame=frame, status=status, title=title, text=text, incident=incident)
