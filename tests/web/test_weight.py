"""What a first visit to the timeline weighs. Source: timeline-experience, section 12."""

import gzip
import re

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale

MOST_BYTES = 60_000
ASSET = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"')


@pytest.mark.parametrize("locale", LOCALES)
def test_the_start_view_is_light(real_client: TestClient, locale: Locale) -> None:
    page = real_client.get(f"/{locale}/events")
    parts = [page, *(real_client.get(address) for address in dict.fromkeys(ASSET.findall(page.text)))]
    assert len(parts) > 7
    assert sum(len(gzip.compress(part.content, 6)) for part in parts) <= MOST_BYTES
