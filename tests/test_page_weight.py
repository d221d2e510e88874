"""What an essay's page weighs and asks for (60 KB and three requests besides pictures)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings

from core.static_bundles import BUNDLES, join_modules, join_styles
from tests.factories import make_essay
from tests.test_stylesheets import STATIC

MOST_BYTES = 60_000
# As long as the longest essays here: 2,400 words.
LONG_BODY = [("paragraph", "<p>" + "listening is slower than answering " * 120 + "</p>")] * 4


@pytest.fixture
def joined_static(tmp_path: Path) -> Iterator[None]:
    """Static files collected, joined and hashed, as a start of the site does it."""
    backend = {"BACKEND": "core.static_bundles.BundledStaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": backend}, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


def weight_of(bundle: str) -> int:
    join = join_styles if bundle.endswith(".css") else join_modules
    return len(join([(STATIC / part).read_text() for part in BUNDLES[bundle]]).encode())


@pytest.mark.django_db
def test_long_essay_stays_light(stranger: Client) -> None:
    essay = make_essay("A long essay", body=LONG_BODY, categories=["selling/lost-sales", "service/telephone"])
    page = len(stranger.get(essay.url).content)
    assert page + weight_of("css/essay.bundle.css") + weight_of("js/site.bundle.js") <= MOST_BYTES


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("joined_static")
def test_page_has_one_style_sheet_and_one_module_when_joined(stranger: Client) -> None:
    essay = make_essay("An essay")
    html = stranger.get(essay.url).content.decode()
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', html) == [
        _matching(r"/static/css/essay\.bundle\.[0-9a-f]{12}\.css", html)
    ]
    assert re.findall(r'<script[^>]* src="([^"]+)"', html) == [
        _matching(r"/static/js/site\.bundle\.[0-9a-f]{12}\.js", html)
    ]


def _matching(pattern: str, html: str) -> str:
    found = re.search(pattern, html)
    assert found, pattern
    return found[0]
