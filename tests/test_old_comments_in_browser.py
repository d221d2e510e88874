"""An old link to a comment, followed in a real browser: over the redirect of its text to the voice itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import blogger
from tests.browsing import site_to_visit
from tests.serving import Site
from tests.wxr import comment, item, written

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that has taken in a blog of each kind, with more conversations at one text than stand on a page."""
    folder = tmp_path_factory.mktemp("old")
    said = "".join(comment(number, f"Words {number}.") for number in range(1, 41))
    wordpress = written(folder, item(1, extra=said), name="wordpress.xml")
    essay = blogger.entry("2", title="Another post", content="<p>Of other words.</p>")
    atom = blogger.written(folder, essay, blogger.comment("5551", "2", "Well heard."), name="blogger.xml")
    with site_to_visit(folder, "") as started:
        for file in (wordpress, atom):
            done = started.manage("import_content", str(file))
            assert done.returncode == 0, done.stderr
        yield started


@pytest.mark.parametrize("number", [2, 40])
def test_the_number_behind_the_hash_leads_to_the_voice(page: Page, number: int) -> None:
    page.goto(f"/2021/03/post-1/#comment-{number}")
    page.wait_for_url(re.compile(r"#voice-\d+$"))
    voice = page.locator(f"#{page.url.partition('#')[2]}")
    expect(voice).to_contain_text(f"Words {number}.")
    expect(voice).to_be_in_viewport()


def test_a_number_that_comes_while_one_reads_leads_there_too(page: Page) -> None:
    page.goto("/2021/03/post-1/")
    page.evaluate("location.hash = 'comment-7'")
    page.wait_for_url(re.compile(r"#voice-\d+$"))
    expect(page.locator(f"#{page.url.partition('#')[2]}")).to_contain_text("Words 7.")


def test_bloggers_links_lead_there_too(page: Page) -> None:
    page.goto("/2021/03/post-2.html#c5551")
    page.wait_for_url(re.compile(r"#voice-\d+$"))
    expect(page.locator(f"#{page.url.partition('#')[2]}")).to_contain_text("Well heard.")


def test_a_number_that_nobody_had_leaves_the_reader_at_the_text(site: Site, browser: Browser) -> None:
    # What is not there is a 404, which a browser writes to its console.
    page = browser.new_context(base_url=site.address).new_page()
    with page.expect_response(re.compile("/comments/old/")) as answer:
        page.goto("/2021/03/post-1/#comment-999")
    assert answer.value.status == 404
    assert page.url.endswith("#comment-999")
    page.context.close()


def test_without_scripts_the_reader_finds_the_text(site: Site, browser: Browser) -> None:
    page = browser.new_context(base_url=site.address, java_script_enabled=False).new_page()
    answer = page.goto("/2021/03/post-1/#comment-2")
    assert answer
    assert answer.status == 200
    assert "Words 2." in page.content()
    page.context.close()
