"""Comments that a blog kept at Disqus come to the essays that stand, or stood, at their address."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from blog.models import EssayPage
from listening.models import State, Voice
from people.models import Guest
from tests.corpora import corpus
from tests.factories import make_essay
from tests.importing import bring, created
from tests.test_import_hostile import BOMB, OUTSIDE
from tests.wxr import item, written

pytestmark = pytest.mark.django_db
ISSO = ("disqus", "isso-disqus.xml")


def stood_at(essay: EssayPage, path: str) -> None:
    wagtail_site = Site.objects.get(is_default_site=True)
    Redirect.objects.create(old_path=Redirect.normalise_path(path), site=wagtail_site, redirect_page=essay)


def post(number: int, thread: int = 1, message: str = "<p>Words.</p>", more: str = "") -> str:
    return (
        f'<post dsq:id="{number}"><id/><message><![CDATA[{message}]]></message>'
        f"<createdAt>2013-10-10T19:20:{number:02}Z</createdAt><author><name>Ann</name></author>"
        f'<thread dsq:id="{thread}"/>{more}</post>'
    )


def export(
    folder: Path, *posts: str, link: str = "https://old.example.org/2021/03/post-1/", head: str = ""
) -> Path:
    path = folder / "disqus.xml"
    path.write_text(
        f'<?xml version="1.0"?>{head}<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">'
        f'<thread dsq:id="1"><forum>f</forum><link>{link}</link></thread>{"".join(posts)}</disqus>'
    )
    return path


def test_issos_file_comes_in_with_its_one_orphan_reported() -> None:
    hello, other = make_essay("Hello"), make_essay("Other")
    stood_at(hello, "/")
    stood_at(other, "/blog/2013/02/12/redacted/index.html")
    report = bring(corpus(*ISSO))
    assert report["format"] == "disqus"
    assert (report["comments"]["read"], report["comments"]["created"]) == (6, 5)
    assert report["comments"]["skipped"] == [{"id": "6", "reason": "its thread is not in the file"}]
    at_hello = Voice.objects.at(hello).order_by("path")
    assert [(voice.depth, voice.state, voice.name) for voice in at_hello] == [
        (0, State.PUBLIC, "peter"), (1, State.PUBLIC, "user"), (0, State.HIDDEN, "peter"), (1, State.PUBLIC, "user"),
    ]  # fmt: skip
    assert [voice.html for voice in Voice.objects.at(other)] == [
        "<p>Message from thread with empty title and id</p>"
    ]
    assert Guest.objects.count() == 2
    assert created(bring(corpus(*ISSO))) == 0


def test_a_stray_character_before_the_file_is_no_reason_to_refuse_it(stranger: Client) -> None:
    essay = make_essay("A podcast")
    stood_at(essay, "/p/2011/03/05/podcast-229/")
    report = bring(corpus("disqus", "remark42-disqus.xml"))
    # Its last comment has an attribute without quotes.
    assert [entry["line"] for entry in report["broken"]] == [135]
    assert report["comments"]["created"] == 3
    assert "The quick brown fox" in stranger.get(essay.url).content.decode()


def test_texts_and_their_comments_come_in_together(tmp_path: Path, stranger: Client) -> None:
    written(tmp_path, item(1))
    export(tmp_path, post(2, more='<parent dsq:id="1"/>'), post(1), post(3, more="<isSpam>true</isSpam>"))
    report = bring(tmp_path)
    assert (report["essays"]["created"], report["comments"]["created"]) == (1, 3)
    said = Voice.objects.at(EssayPage.objects.get()).order_by("path")
    assert [(voice.depth, voice.state) for voice in said] == [
        (0, State.PUBLIC), (1, State.PUBLIC), (0, State.SPAM),
    ]  # fmt: skip
    number = stranger.get(f"/comments/old/essaypage/{said[0].place_id}/1/")
    assert number["Location"] == f"/comments/{said[0].pk}/"


@pytest.mark.parametrize("link", ["", "nonsense", "https://[", "https://old.example.org/never/"])
def test_a_thread_that_leads_nowhere_is_reported(tmp_path: Path, link: str) -> None:
    make_essay("Here")
    report = bring(export(tmp_path, post(1), link=link))
    assert [entry["id"] for entry in report["comments"]["skipped"]] == ["1"]
    assert not Voice.objects.exists()


@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE])
def test_entities_are_refused(tmp_path: Path, declaration: str) -> None:
    path = export(tmp_path, post(1), head=declaration.replace("DOCTYPE rss", "DOCTYPE disqus"))
    with pytest.raises(CommandError, match="it declares entities"):
        bring(path)


def test_a_broken_comment_breaks_no_other(tmp_path: Path) -> None:
    essay = make_essay("Here", slug="here")
    broken = post(2).replace("</author>", "")
    report = bring(export(tmp_path, post(1), broken, post(3), link=f"https://x.example{essay.url}"))
    assert report["exits"] == 3
    assert len(report["broken"]) == 1
    assert Voice.objects.at(essay).count() == 2


def test_markup_of_a_message_is_cleaned(tmp_path: Path) -> None:
    essay = make_essay("Here", slug="here")
    hostile = '<p onclick="x">Hi <b>you</b><script>alert(1)</script><a href="javascript:x">y</a></p>'
    bring(export(tmp_path, post(1, message=hostile), link=f"https://x.example{essay.url}"))
    assert Voice.objects.get().html == '<p>Hi <strong>you</strong><a rel="ugc nofollow">y</a></p>'
