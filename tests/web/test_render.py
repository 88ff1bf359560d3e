"""Templates: what one language compiled serves the others."""

import pytest
from jinja2 import Environment

from app.core.locales import LOCALES
from app.web.render import TEMPLATES, Renderer


def test_a_template_is_compiled_once_for_all_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [path.relative_to(TEMPLATES).as_posix() for path in (TEMPLATES / "pages").glob("*.html")]
    first, *others = LOCALES
    for name in names:
        Renderer("tree")._environments(first).get_template(name)
    compiled: list[object] = []
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: compiled.append(_))
    for locale in others:
        for name in names:
            Renderer("tree")._environments(locale).get_template(name)
    assert (compiled, bool(names)) == ([], True)
