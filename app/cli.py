"""altyn-besik, or python -m app: check, build, serve, export, new-event, generate, messages, pin."""

import argparse
import asyncio
import datetime as dt
import logging
import pkgutil
import re
import secrets
import sys
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path
from typing import Final, Literal
from urllib.parse import parse_qsl

import uvicorn

from app.api.lines import walk_lines
from app.api.prepared import build_database
from app.content.builder import is_current
from app.content.checks import Report, find_faults
from app.content.generate import write_generated_seed
from app.content.newevent import write_new_event
from app.content.seed import MOST_FILES
from app.core.errors import (
    BadAddress,
    BuildBusy,
    DatabaseUnfit,
    PinUnfit,
    SeedError,
    SeedFault,
    SiteFault,
    TimelineError,
)
from app.core.logs import configure_logs
from app.core.pins import SALT_BYTES, hash_pin
from app.db import Database
from app.export.dump import publish_dump
from app.i18n.catalog_files import list_differences, update_catalogs
from app.settings import ROOT, Settings
from app.web.assets import hash_tree
from app.web.bundle import write_bundle
from app.web.kiosk import WORKER, Screen
from app.web.kiosk_parts import Shelf
from app.web.render import Renderer
from app.web.site_files import write_site

FINE, BAD_CONTENT, BAD_USE, BAD_PLACE = 0, 1, 2, 3
MOST_FAULTS = 500
_PROXIES: Final = "proxies that tell who asks, comma between"
_PUBLIC_URL: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~-]+)*")
log = logging.getLogger("app.cli")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _say_faults(faults: Sequence[SeedFault]) -> int:
    for fault in faults[:MOST_FAULTS]:
        _say(str(fault))
    _say(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}")
    return BAD_CONTENT if faults else FINE


def run_check(options: argparse.Namespace) -> int:
    """Read the whole seed and name every fault, one a line."""
    return _say_faults(sorted(set(find_faults(options.seed, options.most_files).faults)))


def _report(done: str, count: int) -> None:
    sys.stderr.write(f"{done} {count} events\n")


def _build(
    seed: Path,
    database: Path,
    cards: bool = True,
    most_files: int = MOST_FILES,
    report: Report | None = None,
) -> str:
    """Build the database with its dump; give its data_version."""

    def write_dump(new: Path, path: Path) -> None:
        publish_dump(new, path, walk_lines)

    return build_database(seed, database, cards, most_files, write_dump, report)


def run_build(options: argparse.Namespace) -> int:
    """Build the database and its dump; a faulty seed leaves the old ones as they were."""
    if options.if_changed and is_current(options.seed, options.database):
        return FINE
    report = _report if options.progress or sys.stderr.isatty() else None
    version = _build(options.seed, options.database, options.cards, options.most_files, report)
    _say(f"built {options.database} · {version}")
    return FINE


def choose_protocol() -> type[asyncio.Protocol] | Literal["auto"]:
    """Give what speaks HTTP: ours where its parser is to be had, which it isn't on Windows."""
    try:
        from app.web.wire import WireProtocol  # noqa: PLC0415 - see above
    except ModuleNotFoundError:
        return "auto"
    return WireProtocol


def run_serve(options: argparse.Namespace) -> int:
    """Serve pages, kiosk and API; a missing database is built first."""
    configure_logs()
    if not options.database.exists():
        _build(options.seed, options.database)
    log.info("serving", extra={"address": f"http://{options.host}:{options.port}/"})
    uvicorn.run(
        "app.main:create_default_app",
        factory=True,
        host=options.host,
        port=options.port,
        log_config=None,
        access_log=False,
        http=choose_protocol(),
        ws="none",
        server_header=False,
        proxy_headers=bool(options.forwarded_allow_ips),
        forwarded_allow_ips=options.forwarded_allow_ips,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
    )
    return FINE


def run_export(options: argparse.Namespace) -> int:
    """Write a museum screen or the whole site as plain files; a missing database is built first."""
    settings = Settings(seed=options.seed, database=options.database)
    if not settings.database.exists():
        _build(settings.seed, settings.database)
    return _export_site(settings, options) if options.site else _export_kiosk(settings, options)


def _export_site(settings: Settings, options: argparse.Namespace) -> int:
    public_url = options.public_url.rstrip("/")
    if not _PUBLIC_URL.fullmatch(public_url):
        raise BadAddress(
            "a site needs the address where it will stand: --public-url https://example.org/history"
        )
    # The app stands beside us and is found by its name, as the server does it.
    create_app = pkgutil.resolve_name("app.main:create_app")
    plain = {"public_url": public_url, "rate_limit": 0, "mcp": False, "patterns": False, "metrics": False}
    app = create_app(settings.model_copy(update=plain), is_static=True)
    try:
        version = f"{app.state.renderer.tree}.{app.state.database.get_version()}"
        count = asyncio.run(write_site(app, public_url, version, options.site))
    finally:
        app.state.database.close()
    _say(f"made {options.site} · {version} · {count} files")
    return FINE


def _export_kiosk(settings: Settings, options: argparse.Namespace) -> int:
    settings = settings.model_copy(update={"public_url": options.public_url.rstrip("/")})
    database = Database(settings.database, connections=1)
    try:
        with database.session() as session:
            renderer = Renderer(hash_tree(), settings.public_url)
            screen = Screen(session, settings, renderer, dict(parse_qsl(options.options)))
            bundle = screen.make_bundle(Shelf(renderer))
    finally:
        database.close()
    write_bundle(bundle, WORKER.read_bytes(), options.kiosk)
    _say(f"made {options.kiosk} · {bundle.build}")
    return FINE


def run_new_event(options: argparse.Namespace) -> int:
    """Make the folder of a new event."""
    today = dt.datetime.now().astimezone().date().isoformat()
    _say(f"made {write_new_event(options.seed, options.id, options.era, today)}")
    return FINE


def run_generate(options: argparse.Namespace) -> int:
    """Write a seed of made-up events, for measurements."""
    write_generated_seed(options.seed, options.target, options.events, options.number)
    _say(f"made {options.target}")
    return FINE


def run_messages(options: argparse.Namespace) -> int:
    """Bring the catalogs in step with templates and code, or only compare them."""
    if not options.check:
        update_catalogs(ROOT)
    differences = list_differences(ROOT)
    for line in differences:
        _say(line)
    return BAD_CONTENT if differences else FINE


def run_pin(_options: argparse.Namespace) -> int:
    """Ask for a PIN twice, without showing it, and give its hash for a screen's record."""
    pin = getpass("PIN, 6 to 12 digits: ")
    hashed = hash_pin(pin, secrets.token_bytes(SALT_BYTES))
    if getpass("once more: ") != pin:
        raise PinUnfit("the two PINs differ")
    _say(f'staff_pin: "{hashed}"')
    return FINE


def _read_proxies(text: str) -> str:
    """Give the addresses of proxies. Raises ArgumentTypeError for `*`: then anybody could say who asks."""
    if "*" in text:
        raise argparse.ArgumentTypeError("name each proxy by its address")
    return text


def make_parser(settings: Settings) -> argparse.ArgumentParser:
    """Give the parser of the command line; defaults come from the settings."""
    parser = argparse.ArgumentParser(
        prog="altyn-besik", description="Алтын бесік: the timeline and its content."
    )
    parser.add_argument("--debug", action="store_true", help="show where an error came from")
    commands = parser.add_subparsers(required=True, metavar="command")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--seed", type=Path, default=settings.seed, help="folder of the seed")
    shared.add_argument("--database", type=Path, default=settings.database, help="file of the database")
    shared.add_argument(
        "--most-files", type=int, default=MOST_FILES, help="refuse a larger seed (default %(default)s)"
    )
    check = commands.add_parser("check", parents=[shared], help="name every fault of the seed")
    check.set_defaults(run=run_check)
    build = commands.add_parser("build", parents=[shared], help="build the database")
    build.add_argument("--if-changed", action="store_true", help="only when the seed is newer")
    build.set_defaults(run=run_build)
    build.add_argument("--no-cards", dest="cards", action="store_false", help="without pictures for links")
    build.add_argument("--progress", action="store_true", help="say how many events are done")
    serve = commands.add_parser("serve", help="serve pages, kiosk and API")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on")
    serve.add_argument("--port", type=int, default=8000, help="port to listen on")
    serve.add_argument("--forwarded-allow-ips", type=_read_proxies, default="", help=_PROXIES)
    serve.set_defaults(run=run_serve, seed=settings.seed, database=settings.database)
    export = commands.add_parser("export", parents=[shared], help="write screen or site as plain files")
    what = export.add_mutually_exclusive_group(required=True)
    what.add_argument("--kiosk", type=Path, metavar="DIR", help="a museum screen, into this folder")
    what.add_argument("--site", type=Path, metavar="DIR", help="the whole site, into this folder")
    export.add_argument(
        "--options", default="", help="of the screen, as in its address: screen=hall-1&lang=ru"
    )
    export.add_argument("--public-url", default=settings.public_url, help="where the site will stand")
    export.set_defaults(run=run_export)
    new = commands.add_parser("new-event", parents=[shared], help="make the folder of a new event")
    new.add_argument("id", help="such as 1991-12-16-independence-law")
    new.add_argument("--era", required=True, help="id of its era")
    new.set_defaults(run=run_new_event)
    generate = commands.add_parser("generate", help="write a seed of made-up events, for measurements")
    generate.add_argument("target", type=Path, help="the new folder")
    generate.add_argument("--events", type=int, required=True, help="how many")
    generate.add_argument("--number", type=int, default=1, help="same number, same seed (default 1)")
    generate.add_argument("--seed", type=Path, default=settings.seed, help="folder of the real seed")
    generate.set_defaults(run=run_generate)
    messages = commands.add_parser("messages", help="bring the catalogs in step with the templates")
    messages.add_argument("--check", action="store_true", help="compare only")
    messages.set_defaults(run=run_messages)
    pin = commands.add_parser("pin", help="ask for a PIN and print its hash for a screen's record")
    pin.set_defaults(run=run_pin)
    return parser


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 fine, 1 content, 2 usage, 3 lock, disk or permission."""
    options = make_parser(Settings()).parse_args(arguments)
    try:
        return int(options.run(options))
    except SeedError as error:
        if options.debug:
            raise
        return _say_faults(error.faults)
    except (BuildBusy, DatabaseUnfit, OSError) as error:
        if options.debug:
            raise
        sys.stderr.write(f"altyn-besik: {error}\n")
        return BAD_PLACE
    except TimelineError as error:
        if options.debug:
            raise
        sys.stderr.write(f"altyn-besik: {error}\n")
        return BAD_CONTENT if isinstance(error, SiteFault) else BAD_USE


def main() -> None:
    """Run one command and exit."""
    sys.exit(run())
