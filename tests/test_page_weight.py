"""What an essay's page weighs and asks for: 60 KB and three requests besides pictures, 15 KB as it travels."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings

from core.static_bundles import BUNDLES, join_modules, join_styles
from people.models import User
from tests.factories import make_essay
from tests.test_stylesheets import STATIC

MOST_BYTES = 60_000
# Compressed, an essay of a thousand words.
MOST_BYTES_SENT = 15_000
ESSAYS = Path(__file__).parents[1] / "site" / "transfer" / "demo" / "essays" / "en"
# As long as the longest essays here: 2,400 words.
LONG_BODY = [("paragraph", "<p>" + "listening is slower than answering " * 120 + "</p>")] * 4


@pytest.fixture
def joined_static(tmp_path: Path) -> Iterator[None]:
    """Static files collected, joined and hashed, as a start of the site does it."""
    backend = {"BACKEND": "core.static_bundles.BundledStaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": backend}, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


def joined(bundle: str) -> bytes:
    join = join_styles if bundle.endswith(".css") else join_modules
    return join([(STATIC / part).read_text() for part in BUNDLES[bundle]]).encode()


def thousand_words() -> str:
    """Words that somebody wrote: repeated ones would compress to nothing."""
    texts = [path.read_text().partition("\n\n")[2] for path in sorted(ESSAYS.glob("*.md"))]
    return " ".join(" ".join(texts).split()[:1000])


@pytest.mark.django_db
def test_long_essay_stays_light(stranger: Client) -> None:
    essay = make_essay("A long essay", body=LONG_BODY, categories=["selling/lost-sales", "service/telephone"])
    page = len(stranger.get(essay.url).content)
    assert page + len(joined("css/essay.bundle.css")) + len(joined("js/site.bundle.js")) <= MOST_BYTES


@pytest.mark.django_db
def test_essay_of_a_thousand_words_travels_light(author: User, stranger: Client) -> None:
    """With the menu, the neighbours and the kin that it has on a site with essays on it."""
    for number, slug in enumerate(("lost-sales", "price", "objections", "waiting", "returns", "silence")):
        make_essay(
            f"What {number} people said", authors=[author], categories=[f"selling/{slug}", f"service/{slug}"]
        )
    essay = make_essay(
        "An essay", authors=[author], categories=["selling/lost-sales"], tags=["stairs"],
        standfirst="What we heard, and when.", body=[("paragraph", f"<p>{thousand_words()}</p>")],
    )  # fmt: skip
    parts = [stranger.get(essay.url).content, joined("css/essay.bundle.css"), joined("js/site.bundle.js")]
    assert sum(len(gzip.compress(part)) for part in parts) <= MOST_BYTES_SENT


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
