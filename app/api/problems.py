"""/problems and /problems/{code}: what each error means and what to do, in three languages."""

from typing import Final

from fastapi import APIRouter, Request, Response

from app.api.answers import answer
from app.api.contract import describe_errors
from app.api.errors import TITLES, ApiError
from app.api.params import read_parameters
from app.api.schemas import ProblemTextSchema, ProblemTextsSchema
from app.core.locales import LOCALES
from app.core.slugs import find_nearest
from app.i18n.messages import mark, translate

router = APIRouter()

LIST_USE: Final = mark("Every error that this API can answer with.")
ITEM_USE: Final = mark("What an error means and what to do, in three languages.")
_ALL_LOCALES: Final = ", ".join(LOCALES)

# By code: the statuses that it comes with, and what to do.
MEANINGS: Final[dict[str, tuple[tuple[int, ...], str]]] = {
    "bad_host": (
        (400,),
        mark("The server answers only to its own names. Send one Host header, with the name in its address."),
    ),
    "busy": (
        (503,),
        mark("As many requests are in work as the server takes. Ask again after the seconds in Retry-After."),
    ),
    "cursor_mismatch": (
        (400,),
        mark("A cursor fits only the filters that it was made for. Keep them, or begin anew without it."),
    ),
    "empty_parameter": (
        (400,),
        mark("A parameter without a value is not taken for “any”. Give it a value or leave it out."),
    ),
    "empty_span": ((400,), mark("No day lies between from and to. Exchange them.")),
    "headers_too_large": ((431,), mark("Headers may have 32 KiB in all. Send fewer or shorter ones.")),
    "internal": (
        (500,),
        mark(
            "The fault is ours. Ask again later; if it stays, tell us the id in instance: it is in our log."
        ),
    ),
    "invalid_cursor": (
        (400,),
        mark("Take the cursor from links.next as it is, uncut, or begin anew without it."),
    ),
    "invalid_parameter": (
        (400,),
        mark("The value has a form that we don't take. The hint shows which one we do."),
    ),
    "no_body_accepted": ((400,), mark("This API is only read. Send the request again without a body.")),
    "no_such_resource": ((404,), mark("There is nothing at this path. The index lists all that there is.")),
    "not_a_date": (
        (400,),
        mark("Dates are written 1991, 1991-12 or 1991-12-16, in years from 1700 to 2100."),
    ),
    "not_found": ((404,), mark("Nothing has this id. The detail names the nearest ones that exist.")),
    "not_ready": (
        (503,),
        mark("The server has no data to give yet. Ask again after the seconds in Retry-After."),
    ),
    "not_utf8": ((400,), mark("Encode path and query as UTF-8, byte by byte with per cent signs.")),
    "parameters_conflict": (
        (400,),
        mark("One parameter needs another or shuts it out. The hint names it; add it or leave one out."),
    ),
    "range": ((416,), mark("The file is shorter than the range asked for. Content-Range tells its length.")),
    "read_only": ((405,), mark("Only GET, HEAD and OPTIONS are answered. Nothing can be changed here.")),
    "repeated_parameter": ((400,), mark("This parameter takes one value. Give it once.")),
    "slow_down": ((429,), mark("You asked more often than we can answer. Wait the seconds in Retry-After.")),
    "too_costly": (
        (503,),
        mark("The query would take over a second. Narrow it with more filters or longer words."),
    ),
    "too_long": (
        (400, 414),
        mark("A search has at most 200 characters and 10 words; path and query have at most 4096 bytes."),
    ),
    "too_many": ((400,), mark("Fewer values fit into one request. The hint tells how many; ask in parts.")),
    "unknown_format": ((501,), mark("/oembed answers in json and in xml, as oEmbed 1.0 has it.")),
    "unknown_locale": ((400,), mark("The languages are kk, ru and en, in lower case and without a country.")),
    "unknown_parameter": (
        (400,),
        mark("We refuse what we don't know rather than pass over it. The hint names the nearest parameter."),
    ),
    "unknown_value": (
        (400,),
        mark("We have nothing with this id. The hint names the nearest ones; the lists have all."),
    ),
    "withdrawn": (
        (410,),
        mark("The event was taken back, and its id is never used again. The detail tells why."),
    ),
}


def describe_problem(code: str) -> ProblemTextSchema:
    """Give what an error means."""
    statuses, meaning = MEANINGS[code]
    return ProblemTextSchema(
        code=code,
        statuses=list(statuses),
        title={locale: translate(locale, TITLES[code]) for locale in LOCALES},
        meaning={locale: translate(locale, meaning) for locale in LOCALES},
    )


@router.get(
    "/problems",
    operation_id="list_problems",
    summary=LIST_USE,
    response_model=ProblemTextsSchema,
    responses=describe_errors(400),
)
def list_problems(request: Request) -> Response:
    """Give every error by its code."""
    read_parameters(request, ()).raise_faults()
    problems = ProblemTextsSchema(data=[describe_problem(code) for code in MEANINGS])
    return answer(request, problems, _ALL_LOCALES)


@router.get(
    "/problems/{code}",
    operation_id="get_problem",
    summary=ITEM_USE,
    response_model=ProblemTextSchema,
    responses=describe_errors(400, 404),
)
def show_problem(code: str, request: Request) -> Response:
    """Give what an error means in each locale."""
    read_parameters(request, ()).raise_faults()
    if code not in MEANINGS:
        raise ApiError(404, "not_found", hint=", ".join(find_nearest(code, MEANINGS)) or None)
    return answer(request, describe_problem(code), _ALL_LOCALES)
