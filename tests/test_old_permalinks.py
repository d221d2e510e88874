"""Links to a single comment of an old blog still lead to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from core.models import SimplePage
from listening.models import State, Voice
from tests import blogger
from tests.importing import bring, essay_called
from tests.test_import_comments import say
from tests.wxr import item, written

pytestmark = pytest.mark.django_db


def asked(place: EssayPage | SimplePage, number: str) -> str:
    return reverse("transfer:old-comment", args=[place._meta.model_name, place.pk, number])


def test_a_number_at_a_place_leads_to_the_permalink_and_on(tmp_path: Path, stranger: Client) -> None:
    parts = [
        item(1, extra=say(12, "Here")),
        item(2, "Other", extra=say(13, "There")),
        item(3, "About", post_type="page", extra=say(14, "Below a page")),
    ]
    bring(written(tmp_path, *parts))
    essay, page = essay_called("A post"), SimplePage.objects.get(title="About")
    for place, number in ((essay, "12"), (page, "14")):
        voice = Voice.objects.at(place).get()
        first = stranger.get(asked(place, number))
        assert (first.status_code, first["Location"]) == (302, f"/comments/{voice.pk}/")
        second = stranger.get(first["Location"])
        assert second["Location"] == f"{place.url}#voice-{voice.pk}"
        assert f'data-old-comments="{asked(place, "0")[:-2]}"' in stranger.get(place.url).content.decode()
    # Numbers are those of one blog, and lead only to what stands at that text.
    assert stranger.get(asked(essay, "13")).status_code == 404
    assert stranger.get(asked(essay, "999")).status_code == 404


def test_what_is_not_public_is_not_there(tmp_path: Path, stranger: Client) -> None:
    parts = [
        item(1, extra=say(1, comment_approved="0") + say(2)),
        item(2, "Draft", status="draft", extra=say(3)),
        item(3, "Locked", post_password="x", extra=say(4)),
    ]
    bring(written(tmp_path, *parts))
    assert Voice.objects.filter(state=State.HELD).count() == 1
    found = {
        (title, number): stranger.get(asked(essay_called(title), number)).status_code
        for title, number in (("A post", "1"), ("A post", "2"), ("Draft", "3"), ("Locked", "4"))
    }
    assert [place for place, status in found.items() if status == 302] == [("A post", "2")]
    assert stranger.get("/comments/old/user/1/1/").status_code == 404


def test_bloggers_numbers_are_those_of_its_links(tmp_path: Path, stranger: Client) -> None:
    bring(blogger.written(tmp_path, blogger.entry("1"), blogger.comment("5551", "1")))
    assert stranger.get(asked(EssayPage.objects.get(), "5551")).status_code == 302


@pytest.mark.parametrize(
    "old", ["/2021/03/post-1/?replytocom=12", "/2021/03/post-1/comment-page-2/", "/?p=1&replytocom=12"]
)
def test_what_the_server_is_told_leads_to_the_text(tmp_path: Path, stranger: Client, old: str) -> None:
    bring(written(tmp_path, item(1, extra=say(12))))
    answer = stranger.get(old)
    assert (answer.status_code, answer["Location"]) == (301, "/essays/post-1/")
