"""The hostile corpora, brought in as blogs of every format: nothing live on any page, and the words are there."""

from __future__ import annotations

import json
import re
import shutil
import urllib.request
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from lxml import etree
from playwright.sync_api import BrowserContext, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from core.links import safe_url
from tests.hostile import EVERY_FORMAT, payloads
from tests.serving import Site, running_site
from tests.test_import_hostile import LIVE, assert_nothing_live

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
E_MAIL, PASSWORD = "ada@example.org", "a long pass phrase"
BRING = """
from io import StringIO
from django.core.management import call_command
from people.models import User
User.objects.create_superuser("{email}", "Ada Administrator", "{password}")
for path in {paths}:
    try:
        call_command("import_content", path, stdout=StringIO())
    except SystemExit as left:
        assert left.code == 3, path
"""
# Every page that is reached from here is looked at.
FIRST = ["/", "/essays/", "/archive/", "/search/?q=alert", "/search/?q=script", "/search/?q=%3Cscript%3E"]
FEEDS = ["/feed/", "/feed/atom/", "/feed.json", "/sitemap.xml", "/sitemap-essays-en.xml"]
NOT_PAGES = re.compile(r"^/(?:static|media|documents|admin|account|fr|zh-hans)/|feed|\.(?:xml|json)$|^//")
WATCH = """
for (const name of ["alert", "prompt", "confirm", "print"]) window[name] = () => window.fired(name + " " + location.href);
document.addEventListener("securitypolicyviolation",
  (event) => window.fired(`${event.violatedDirective} ${event.blockedURI} ${location.href}`));
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with five blogs made of attacks."""
    folder = tmp_path_factory.mktemp("exports")
    paths = [str(make(folder)) for make in EVERY_FORMAT]
    script = BRING.format(email=E_MAIL, password=PASSWORD, paths=paths)
    with running_site(tmp_path_factory.mktemp("hostile"), script) as started:
        yield started


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, str]:
    """Every page that a reader reaches, by its address."""
    found: dict[str, str] = {}
    waiting = list(FIRST)
    while waiting:
        address = waiting.pop()
        if address not in found:
            found[address] = fetched(site, address)
            waiting += [link for link in links_of(found[address]) if link not in found]
    return found


def fetched(site: Site, address: str) -> str:
    with urllib.request.urlopen(f"{site.address}{address}", timeout=30) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


def links_of(html: str) -> Iterator[str]:
    """Links that the site itself makes to pages of its own: those in texts lead anywhere."""
    for body in (tree := LexborHTMLParser(html)).css(".prose"):
        body.decompose()
    for link in tree.css("a[href^='/']"):
        address = (link.attributes["href"] or "").partition("#")[0]
        if not NOT_PAGES.search(address) and not urlsplit(address).query.startswith("q="):
            yield address


def test_nothing_on_any_page_can_act(pages: dict[str, str]) -> None:
    kinds = [
        sum(address.startswith(start) for address in pages)
        for start in ("/essays/", "/category/", "/tag/", "/people/")
    ]
    assert min(kinds) > 100, kinds
    for address, html in pages.items():
        assert_nothing_live(html, address)
        assert_whole_page_is_ours(html, address)


def assert_whole_page_is_ours(html: str, address: str) -> None:
    """Scripts and styles are files of the site, and what a head tells others is data."""
    root = LexborHTMLParser(html).root
    assert root is not None
    for node in root.traverse(include_text=False):
        told = node.attributes
        assert not [name for name in told if name.startswith("on") or name in {"style", "srcdoc"}], (
            address,
            node.html,
        )
        assert node.tag not in {"iframe", "object", "embed", "base", "math"}, (address, node.html)
        if node.tag == "script" and told.get("type") == "application/ld+json":
            json.loads(node.text())
        elif node.tag == "script":
            assert (told.get("src") or "").startswith("/static/"), (address, node.html)
        elif node.tag == "meta":
            assert "http-equiv" not in told, (address, node.html)


def test_nothing_in_any_feed_can_act(site: Site) -> None:
    seen = 0
    for address in FEEDS:
        text = fetched(site, address)
        for part in of_xml(text) if text.startswith("<") else of_json(text):
            seen += 1
            for node in LexborHTMLParser(part).css("body *"):
                assert node.tag not in LIVE, (address, node.html)
                assert not [name for name in node.attributes if name.startswith("on") or name == "style"], (
                    node.html
                )
                for name in ("href", "src"):
                    assert safe_url(node.attributes.get(name) or "") is not None, (address, node.html)
    assert seen > 20


def of_xml(feed: str) -> list[str]:
    """What programs that read feeds take for HTML; titles and names are plain text."""
    html = ("{*}description", "{http://purl.org/rss/1.0/modules/content/}encoded", "{*}content", "{*}summary")
    return [one.text or "" for one in etree.fromstring(feed.encode()).iter(*html)]


def of_json(feed: str) -> list[str]:
    return [item.get("content_html", "") for item in json.loads(feed)["items"]]


def test_the_words_are_there(pages: dict[str, str]) -> None:
    """Each string stands as source code on some page, whatever it would do if it ran."""
    codes = {
        plain(code.text())
        for address, html in pages.items()
        if address.startswith("/essays/")
        for code in LexborHTMLParser(html).css("pre code")
    }
    missing = [one for one in payloads() if plain(one) and plain(one) not in codes]
    assert missing == []
    assert all(
        "Here it begins." in html for address, html in pages.items() if re.match(r"/essays/post-\d", address)
    )


def plain(text: str) -> str:
    """Without what differs where line breaks and spaces are kept in other ways."""
    return "".join(unescape(text).split())


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    if CHROMIUM is None:
        pytest.skip("No Chromium here; `make test` installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        opened = browser.new_context()
        opened.set_default_timeout(30_000)
        yield opened
        browser.close()


def visited(context: BrowserContext, site: Site, addresses: list[str]) -> list[str]:
    """Open them one after another; returns what fired, and what was asked of other places."""
    page, fired = context.new_page(), list[str]()
    page.expose_function("fired", lambda said: fired.append(said))
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: (fired.append(dialog.message), dialog.dismiss()))
    own = (site.address, "data:", "blob:", "about:")
    page.on("request", lambda asked: None if asked.url.startswith(own) else fired.append(asked.url))
    for address in addresses:
        page.goto(f"{site.address}{address}", wait_until="load")
    # That the watch sees what it is there for.
    page.goto(f"{site.address}/")
    page.evaluate("alert('heard')")
    assert fired.pop().startswith("alert")
    return fired


def test_nothing_fires_in_a_browser(site: Site, pages: dict[str, str], context: BrowserContext) -> None:
    some = [
        address for start in ("/category/", "/tag/", "/people/") for address in sorted(of(pages, start))[::30]
    ]
    fired = visited(context, site, [*FIRST, *sorted(of(pages, "/essays/"))[::4], *some, *FEEDS[:3]])
    assert fired == []


def of(pages: dict[str, str], start: str) -> list[str]:
    return [address for address in pages if address.startswith(start)]


ESSAYS = """
from blog.models import EssayPage
print(*EssayPage.objects.order_by("-pk").values_list("pk", flat=True)[::30])
"""


def test_nothing_fires_where_an_administrator_looks(site: Site, context: BrowserContext) -> None:
    """Lists, the editor, and previews as drafts are read; the admin's policy lets inline scripts run."""
    page = context.new_page()
    page.goto(f"{site.address}/admin/")
    page.locator("[name=username], [name=login]").fill(E_MAIL)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    essays = site.python(ESSAYS).split()
    lists = [
        "pages/",
        "reports/essays/",
        "snippets/core/category/",
        "snippets/core/tag/",
        "users/",
        "redirects/",
        "own_essays/",
    ]
    looked = [f"/admin/{place}" for place in lists]
    for number in essays:
        looked += [
            f"/admin/pages/{number}/edit/",
            f"/admin/pages/{number}/view_draft/",
            f"/admin/pages/{number}/history/",
        ]
    fired = visited(context, site, looked)
    assert [said for said in fired if not said.startswith(("style-src", "script-src"))] == []
