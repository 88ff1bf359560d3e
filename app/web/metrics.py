"""Numbers of this one process for a technician's Prometheus, in the text that its own library writes."""

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Annotated, Final, cast, get_args

from fastapi import APIRouter, Depends, Request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.core.errors import DatabaseUnfit, ReportsUnfit
from app.core.health import Colour
from app.db import Database
from app.deps import DatabaseDep, NowDep, ReportsDep, SettingsDep, TurnDep
from app.queries.screens import find_screens
from app.reports import Reports
from app.web.finish import Finish
from app.web.networks import is_near
from app.web.security import Limits

PATH: Final = "/metrics"
_LOOPBACK: Final = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST"})


class Metrics(Collector):
    """Counts what was worked on; the other numbers are taken where they are when somebody asks."""

    def __init__(self, state: State) -> None:
        """Begin at nothing; `state` is the app's, with all that is counted elsewhere."""
        self.state = state
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "altyn_requests",
            "Requests worked on; kept answers that went out before any layer are altyn_kept_hits.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "altyn_request_seconds", "How long they took.", ("route",), registry=self.registry
        )
        self.screens = Gauge(
            "altyn_screens",
            "Museum screens by colour; none when it is unknown.",
            ("colour",),
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)
        self.registry.register(self)

    def count(self, method: str, route: str | None, status: int | None, seconds: float) -> None:
        """Count a request; nothing that a client makes up becomes a label."""
        name = route or "none"
        self.requests.labels(method if method in _METHODS else "other", name, status or "none").inc()
        self.seconds.labels(name).observe(seconds)

    def describe(self) -> Iterator[Metric]:
        """Give nothing: what is collected has names of its own."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Give what others count."""
        limits, finish = cast(Limits, self.state.limits), cast(Finish, self.state.finish)
        database = cast(Database, self.state.database)
        yield GaugeMetricFamily("altyn_requests_in_work", "Requests in work, this one included.", limits.busy)
        yield CounterMetricFamily(
            "altyn_requests_busy", "Requests refused: too many in work.", limits.refused
        )
        yield CounterMetricFamily("altyn_kept_hits", "Answers that went out again.", finish.hits)
        yield GaugeMetricFamily("altyn_kept_bytes", "Bytes of kept answers.", finish.kept_bytes)
        yield CounterMetricFamily("altyn_database_exchanges", "New databases served.", database.exchanges)
        yield CounterMetricFamily("altyn_database_refusals", "Unfit databases.", database.refusals)
        data = InfoMetricFamily("altyn_data", "The data that is served.")
        if version := database.data_version:
            data.add_metric((), {"data_version": version})
        yield data
        closed = CounterMetricFamily("altyn_connections_closed", "Connections cut off.", labels=("reason",))
        for reason, number in sorted(cast("Tally[str]", self.state.closed).items()):
            closed.add_metric((reason,), number)
        yield closed

    def show_screens(self, database: Database, reports: Reports, now: dt.datetime) -> None:
        """Count the screens of each colour at `now`; when nothing can be said there is no number."""
        self.screens.clear()
        try:
            with database.session() as session, reports.read() as ledger:
                heard = ledger.find_heard() if ledger else {}
                found = Tally(screen.health.colour for screen in find_screens(session, heard, now))
        except (DatabaseUnfit, ReportsUnfit):
            return
        for colour in get_args(Colour):
            self.screens.labels(colour).set(found[colour])


def require_watcher(request: Request, settings: SettingsDep) -> None:
    """Raise 404 for whoever is neither this machine nor in a network of the museum."""
    networks = (*settings.kiosk_networks, *_LOOPBACK)
    if not request.client or not is_near(request.client.host, networks):
        raise HTTPException(404)


def get_metrics(request: Request) -> Metrics:
    """Give the numbers of this app."""
    return cast(Metrics, request.app.state.metrics)


router = APIRouter(include_in_schema=False, dependencies=[Depends(require_watcher)])


@router.get(PATH, name="metrics")
def metrics(
    request: Request,
    numbers: Annotated[Metrics, Depends(get_metrics)],
    database: DatabaseDep,
    reports: ReportsDep,
    now: NowDep,
    _: TurnDep,
) -> Response:
    """Give every number, in the form that the asker reads."""
    numbers.show_screens(database, reports, now)
    write, form = choose_encoder(request.headers.get("accept", ""))
    return Response(write(numbers.registry), headers={"Content-Type": form, "Cache-Control": "no-store"})
