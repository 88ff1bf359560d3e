"""Problem documents (RFC 9457): one shape for every error below /api, worded in the locale asked for."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from app.api.schemas import FaultSchema, ProblemSchema
from app.core.errors import TimelineError
from app.core.locales import DEFAULT_LOCALE, Locale, parse_locale
from app.i18n.messages import mark, translate

MEDIA_TYPE: Final = "application/problem+json"
TITLES: Final = {
    "bad_host": mark("The Host header is missing, doubled or unknown"),
    "busy": mark("Too many requests at once"),
    "cursor_mismatch": mark("The cursor belongs to other filters"),
    "empty_parameter": mark("A parameter has no value"),
    "empty_span": mark("The span ends before it begins"),
    "headers_too_large": mark("The headers are too large"),
    "internal": mark("Something went wrong on our side"),
    "invalid_cursor": mark("The cursor is not one of ours"),
    "invalid_parameter": mark("A parameter has a wrong value"),
    "no_body_accepted": mark("Requests carry no body here"),
    "no_such_resource": mark("There is no such resource"),
    "not_a_date": mark("That is no date"),
    "not_found": mark("There is nothing with that id"),
    "not_ready": mark("The data is not ready yet"),
    "not_utf8": mark("The address is not UTF-8"),
    "parameters_conflict": mark("Two parameters don't go together"),
    "range": mark("The range lies outside the file"),
    "read_only": mark("This API can only be read"),
    "repeated_parameter": mark("A parameter stands twice"),
    "slow_down": mark("Too many requests in a short time"),
    "too_costly": mark("The query takes too long"),
    "too_long": mark("The value is too long"),
    "too_many": mark("There are too many values"),
    "unknown_format": mark("There is no such format"),
    "unknown_locale": mark("There is no such locale"),
    "unknown_parameter": mark("There is no such parameter"),
    "unknown_value": mark("There is no such value"),
    "withdrawn": mark("This event was withdrawn"),
}
INDEX: Final = "/api/v1/"
# What leads on from errors whose code says all that is wrong.
_HINTS: Final = {"no_such_resource": INDEX}


@dataclass(frozen=True)
class Fault:
    """One wrong part of a request: where it stands, its code, and a hint from our own vocabulary."""

    where: str
    code: str
    hint: str | None = None


class ApiError(TimelineError):
    """An answer that is a problem document; all faults of the request are listed at once."""

    def __init__(
        self,
        status: int,
        code: str,
        faults: list[Fault] | None = None,
        hint: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Keep status, stable code, the faults, and further headers."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.faults = faults or []
        self.hint = hint
        self.headers = headers


def find_locale(request: Request) -> Locale:
    """Give the locale asked for; Kazakh when that is what was wrong."""
    return parse_locale(request.query_params.get("locale", "")) or DEFAULT_LOCALE


def find_instance(request: Request, error: ApiError) -> str:
    """Give the request's path; where the path is what was wrong, as much of it as is ours."""
    route, path = request.scope.get("route"), quote(request.url.path)
    if error.status not in {404, 414} and error.code != "not_utf8":
        return path
    if route is None:
        return INDEX
    asked = route.path.partition("{")[2].count("/") + 1 if request.path_params else 0
    return path.rsplit("/", asked)[0]


def word_problem(error: ApiError, locale: Locale, instance: str) -> ProblemSchema:
    """Give the problem document in a locale."""
    title = translate(locale, TITLES[error.code])
    hint = error.hint or _HINTS.get(error.code)
    faults = [
        FaultSchema(where=f.where, code=f.code, detail=translate(locale, TITLES[f.code]), hint=f.hint)
        for f in error.faults
    ]
    return ProblemSchema(
        type=f"/api/v1/problems/{error.code}",
        title=title,
        status=error.status,
        code=error.code,
        detail=hint or "; ".join(dict.fromkeys(f.detail for f in faults)) or title,
        instance=instance,
        errors=faults,
    )


def answer_problem(
    request: Request, error: ApiError, headers: dict[str, str] | None = None, instance: str | None = None
) -> Response:
    """Give the problem document. The rejected value is never repeated."""
    locale = find_locale(request)
    problem = word_problem(error, locale, instance or find_instance(request, error))
    return Response(
        problem.model_dump_json(),
        status_code=error.status,
        media_type=MEDIA_TYPE,
        headers={"Content-Language": locale, **(headers or {})},
    )
