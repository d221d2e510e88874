"""A thread on its essay's page: the same for everybody, in parts, in other orders, and in what machines read."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from blog.models import EssayPage
from discussion.models import Discussion
from discussion.speaker import Speaker
from discussion.thread import CONVERSATIONS_A_PAGE
from discussion.verbs import feature, withdraw
from listening.models import State
from moderation.deciding import decide
from people.models import User
from tests.factories import make_essay
from tests.speaking import said

pytestmark = pytest.mark.django_db

# DESIGN: an essay's page with its thread.
MOST_QUERIES = 20


@pytest.fixture
def essay(author: User) -> EssayPage:
    return make_essay("The stairs", authors=[author], prompt="What did you not hear?")


def page(client: Client, essay: EssayPage, query: str = "") -> str:
    response = client.get(essay.url + query)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_thread_invites_the_first_voice_with_the_prompt(essay: EssayPage, stranger: Client) -> None:
    html = page(stranger, essay)
    assert '<h2 id="thread-heading" class="big">What did you not hear?</h2>' in html
    assert f'href="/comments/on/essaypage/{essay.pk}/"' in html


def test_voices_stand_nested_with_their_state_in_words(
    essay: EssayPage, author: User, member: User, moderator: User, stranger: Client
) -> None:
    first = said(essay, "marta@example.org", moderator, "The *seat* came off.")
    said(essay, author, moderator, "With one hand?", to=first)
    said(essay, member, moderator, "Is there a name for that?")
    html = page(stranger, essay)
    assert "3 voices" in html
    assert "<em>seat</em>" in html
    assert f"heard by {author.name}" in html
    assert re.search(r'<li data-voice="waiting">', html)
    assert "waiting since" in html
    assert f'id="replies-{first.pk}"' in html
    assert "marta@example.org" not in html


def test_the_page_is_the_same_for_members_and_strangers(
    essay: EssayPage, member: User, moderator: User, stranger: Client, client: Client
) -> None:
    said(essay, member, moderator)
    client.force_login(member)
    assert page(client, essay) == page(stranger, essay)
    response = client.get(essay.url)
    assert "csrf" not in response.content.decode()
    assert not response.cookies


def test_what_was_withdrawn_leaves_a_sentence_while_there_are_replies(
    essay: EssayPage, member: User, moderator: User, stranger: Client
) -> None:
    first = said(essay, member, moderator, "Unsaid again.")
    alone = said(essay, member, moderator, "Alone and gone.")
    said(essay, moderator, moderator, "Thank you.", to=first)
    withdraw(first, Speaker(member))
    withdraw(alone, Speaker(member))
    html = page(stranger, essay)
    assert "Withdrawn by its author. The replies stay." in html
    assert "Unsaid again" not in html
    assert f'id="voice-{alone.pk}"' not in html
    assert "to a withdrawn comment" in html


def test_what_is_picked_out_stands_above_as_its_author_typed_it(
    essay: EssayPage, author: User, moderator: User, stranger: Client
) -> None:
    text = "Salt & pepper, a < b, and *so on*. " + "More of it. " * 20
    voice = said(essay, "marta@example.org", moderator, text)
    feature(voice, author, picked=True)
    picked = LexborHTMLParser(page(stranger, essay)).css_first(".picked li span")
    assert picked is not None
    assert picked.text().startswith("Salt & pepper, a < b, and so on. More")
    assert len(picked.text()) <= 120
    assert picked.text().endswith("…")


def test_held_and_hidden_words_are_nowhere(
    essay: EssayPage, member: User, moderator: User, stranger: Client
) -> None:
    voice = said(essay, member, moderator, "A secret of the house.")
    decide(voice, State.HIDDEN, moderator)
    for path in (essay.url, "/", "/comments/feed/", f"{essay.url}comments/feed/", f"{essay.url}?view=flat"):
        assert "A secret of the house" not in stranger.get(path).content.decode(), path


def test_a_long_thread_comes_in_pages_by_real_links(
    essay: EssayPage, member: User, moderator: User, stranger: Client
) -> None:
    voices = [
        said(essay, member, moderator, f"Voice number {number}.")
        for number in range(CONVERSATIONS_A_PAGE + 1)
    ]
    first = page(stranger, essay)
    assert 'rel="next" href="/essays/the-stairs/?page=2#thread"' in first
    assert f'id="voice-{voices[-1].pk}"' not in first
    assert f'id="voice-{voices[-1].pk}"' in page(stranger, essay, "?page=2")
    permalink = stranger.get(f"/comments/{voices[-1].pk}/")
    assert permalink["Location"] == f"/essays/the-stairs/?page=2#voice-{voices[-1].pk}"


@pytest.mark.parametrize("order", ["newest", "heard", "waiting"])
def test_other_orders_and_the_flat_view_show_the_same_voices(
    order: str, essay: EssayPage, member: User, moderator: User, stranger: Client
) -> None:
    voices = {said(essay, member, moderator, f"Number {number}.").pk for number in range(3)}
    for view in ("", "&view=flat"):
        html = page(stranger, essay, f"?order={order}{view}")
        assert {int(pk) for pk in re.findall(r'id="voice-(\d+)"', html)} == voices


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=2", "?page=x", "?page=٣", "?part=9", "?order=loudest", "?page=9999999"]
)
def test_a_page_that_is_not_there_is_not_found(query: str, essay: EssayPage, stranger: Client) -> None:
    assert stranger.get(essay.url + query).status_code == 404


def test_a_closed_thread_says_why_and_offers_no_form(
    essay: EssayPage, moderator: User, stranger: Client
) -> None:
    Discussion.objects.of(essay).close(
        Discussion.Closed.BY_HAND, timezone.now(), moderator, "Closed while we look into it."
    )
    html = page(stranger, essay)
    assert "Closed while we look into it." in html
    assert "/comments/on/" not in html


def test_machines_read_the_comments_under_the_essay(
    essay: EssayPage, author: User, moderator: User, stranger: Client
) -> None:
    first = said(essay, "marta@example.org", moderator, "They <turn>.")
    said(essay, author, moderator, "Where?", to=first)
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page(stranger, essay), re.DOTALL
    )
    article = next(each for each in map(json.loads, found) if each["@type"] == "Article")
    assert article["commentCount"] == 2
    [comment] = article["comment"]
    assert (comment["text"], comment["author"]["name"]) == ("They <turn>.", "Marta")
    assert comment["comment"][0]["text"] == "Where?"


def test_feeds_carry_what_was_said(essay: EssayPage, moderator: User, stranger: Client) -> None:
    voice = said(essay, "marta@example.org", moderator, "The *seat* came off.")
    for path in ("/comments/feed.json", f"{essay.url}comments/feed.json"):
        [item] = json.loads(stranger.get(path).content)["items"]
        assert item["title"] == "Marta on “The stairs”"
        assert item["url"].endswith(f"/comments/{voice.pk}/")
        assert "<em>seat</em>" in item["content_html"]


def test_lists_count_voices_and_the_front_page_names_who_waits(
    essay: EssayPage, moderator: User, stranger: Client
) -> None:
    assert "Leave a comment" in page(stranger, essay)
    said(essay, "marta@example.org", moderator, "Is there a name for that?")
    home = stranger.get("/").content.decode()
    assert "1 person is waiting to be heard." in home
    assert "Is there a name for that?" in home
    assert "1 voice, 1 waiting" in home
    assert "1 voice, 1 waiting" in stranger.get("/essays/").content.decode()


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def test_a_page_asks_the_same_number_of_times_for_1_voice_and_for_60(
    author: User, member: User, moderator: User, stranger: Client
) -> None:
    filed = {"authors": [author], "categories": ["selling/lost-sales"], "tags": ["stairs"]}
    _before, essay, _after = (make_essay(title, **filed) for title in ("Before", "The stairs", "After"))
    first = said(essay, member, moderator)
    said(essay, author, moderator, to=first)
    paths = [essay.url, "/", "/comments/feed/", f"{essay.url}comments/feed/"]
    few = [queries(stranger, path) for path in paths]
    for number in range(30):
        other = said(essay, f"guest{number}@example.org", moderator)
        said(essay, author, moderator, to=other)
    assert [queries(stranger, path) for path in paths] == few
    assert few[0] <= MOST_QUERIES
