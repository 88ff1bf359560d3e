"""Templates: one environment, and the choice between a page and its partial."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Final, cast

from fastapi import Depends, Request
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from markupsafe import Markup
from starlette.responses import HTMLResponse

from app.core.locales import Locale
from app.core.product import LICENCE, LICENCE_URL
from app.export.jsonld import Linked
from app.i18n.messages import load_translations
from app.views.trusted import trust
from app.web.embed import keep_framed
from app.web.scripts import find_behaviours
from app.web.security import META_CSP

TEMPLATES: Final = Path(__file__).resolve().parent.parent.parent / "templates"
_INDENT: Final = re.compile(r"^[ \t]+", re.MULTILINE)


class _Flat(Extension):
    """Leaves the indentation of templates out of the pages: only those who write them read it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Give a template whose lines begin with what they say."""
        return _INDENT.sub("", source)


class _Compiled(BytecodeCache):
    """Keeps what a template was compiled to: its words are looked up as it renders, in whatever locale."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what it was compiled to, if it was and is still the same."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED: Final = _Compiled()


class Renderer:
    """Renders templates in a locale; `tree` is the hash of assets, `public_url` begins whole addresses.

    is_static: the pages become files, which nobody answers for; they carry their own policy.
    """

    def __init__(self, tree: str, public_url: str = "", is_static: bool = False) -> None:
        """Make the environment once; each locale gets an overlay with its own words."""
        self._environments = cache(self._make_environment)
        self.tree = tree
        self.public_url = public_url
        self.is_static = is_static
        self.asset: Callable[[str], str] = lambda path: f"/static/{tree}/{path}"

    def _make_environment(self, locale: Locale) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
            extensions=["jinja2.ext.i18n", _Flat],
        )
        environment.policies["ext.i18n.trimmed"] = True
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        environment.globals["asset"] = self.asset
        environment.globals["sheets"] = lambda *names: self.asset(f"css/{','.join(names)}.css")
        environment.globals["licence"] = (LICENCE, LICENCE_URL)
        environment.globals["is_static"] = self.is_static
        environment.globals["policy"] = META_CSP
        environment.globals["absolute"] = lambda href: f"{self.public_url}{href}"
        environment.install_gettext_translations(load_translations(locale), newstyle=True)  # type: ignore[attr-defined]
        return environment

    def render(self, template: str, locale: Locale, values: Mapping[str, object]) -> Markup:
        """Give a template's HTML in a locale."""
        return trust(self._environments(locale).get_template(template).render(values))

    def respond(
        self,
        page: str,
        partial: str | None,
        view: object,
        locale: Locale,
        is_partial: bool = False,
        status: int = 200,
        linked: Linked | None = None,
        is_embed: bool = False,
    ) -> HTMLResponse:
        """Give the page, or for htmx the partial of the same name; both depend on the same headers.

        linked is what the page says to programs, as JSON-LD; an embed is the page as it fits a frame.
        """
        template = partial if is_partial and partial else page
        values = {"view": view, "frame": getattr(view, "frame", None), "linked": linked, "is_embed": is_embed}
        values["behaviours"] = find_behaviours(page, TEMPLATES)
        html = self.render(template, locale, values)
        if is_embed:
            html = keep_framed(html)
        headers = {
            "Content-Language": locale,
            "Vary": "HX-Request, HX-Request-Type, HX-History-Restore-Request",
        }
        return HTMLResponse(html, status_code=status, headers=headers)


def get_renderer(request: Request) -> Renderer:
    """Give the templates of this app."""
    return cast(Renderer, request.app.state.renderer)


RendererDep = Annotated[Renderer, Depends(get_renderer)]
