"""Search finds what everybody may read, whatever is typed."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from people.models import User
from search.terms import LONGEST_QUERY, MOST_TERMS, terms
from search.views import MOST_PAGES
from tests.corpora import corpus
from tests.factories import make_essay, make_page

pytestmark = pytest.mark.django_db


def found(client: Client, query: str, before: str = "/") -> list[str]:
    """The titles that a query finds; also sees to it that the count agrees."""
    response = client.get(f"{before}search/", {"q": query})
    assert response.status_code == 200
    titles = [hit.title for hit in response.context["results"]]
    if len(titles) < 20:
        assert response.context["count"] == len(titles)
    return titles


def text(words: str) -> list[tuple[str, Any]]:
    return [("paragraph", f"<p>{words}</p>")]


# -- What it finds ------------------------------------------------------------------------------------


def test_finds_titles_texts_standfirsts_and_authors(author: User, stranger: Client) -> None:
    # Saved again, because in tests the index is written at once: before the authors of a new essay are.
    make_essay("A kettle", body=text("It boiled over."), standfirst="About steam", authors=[author]).save()
    make_page("Guidelines", body=text("Be kind to people."))
    assert found(stranger, "kettle") == ["A kettle"]
    assert found(stranger, "boiled") == ["A kettle"]
    assert found(stranger, "STEAM") == ["A kettle"]
    assert found(stranger, "kind people") == ["Guidelines"]
    assert found(stranger, "Ana Author") == ["A kettle"]
    assert found(stranger, "kettle guidelines") == []


def test_shows_what_kind_of_thing_it_is(stranger: Client) -> None:
    essay = make_essay("A kettle", body=text("It boiled over."))
    page = make_page("About kettles", body=text("Who kettle people are."))
    response = stranger.get("/search/?q=kettle")
    assert {(hit.kind, hit.url, hit.gist) for hit in response.context["results"]} == {
        ("Essay", essay.url, "It boiled over."),
        ("Page", page.url, "Who kettle people are."),
    }
    assert essay.url in response.content.decode()


@pytest.mark.parametrize("query", ["退款", "退", "退款服务", "CRM", "crm系统"])
def test_finds_chinese(query: str, stranger: Client) -> None:
    make_essay("没有人听见的退款服务", body=text("她用CRM系统打来电话。"), language="zh-hans")
    make_essay("楼梯", body=text("她带着卷尺来了。"), language="zh-hans")
    assert found(stranger, query, "/zh-hans/") == ["没有人听见的退款服务"]
    assert found(stranger, "款退", "/zh-hans/") == []


@pytest.mark.parametrize(
    "query", ["naïve", "follow-up", "3.5", "l’été", "Zażółć", "«follow-up»", "שלום", "สวัสดี"]
)
def test_finds_words_in_every_script(query: str, stranger: Client) -> None:
    make_essay("Words", body=text("naïve, a follow-up of 3.5 points; l’été. Zażółć שלום สวัสดี"))
    make_essay("None")
    assert found(stranger, query) == ["Words"]


# -- What it never shows ------------------------------------------------------------------------------


def test_never_shows_what_not_everybody_may_read(author: User, stranger: Client) -> None:
    make_essay("Open kettle")
    make_essay("Draft kettle", live=False)
    unpublished = make_essay("Old kettle")
    unpublished.unpublish()
    edited = make_essay("Kept kettle")
    edited.title = "Kept kettle with unpublished words"
    edited.save_revision()
    for page in (make_essay("Private kettle"), make_page("Kettle behind a door")):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    make_page("Kettle to come", live=False)
    assert sorted(found(stranger, "kettle")) == ["Kept kettle", "Open kettle"]
    assert found(stranger, "unpublished") == []
    assert found(stranger, "Draft") == []


def test_stays_in_the_language_of_the_address(stranger: Client) -> None:
    make_essay("Kettle in English")
    make_essay("Kettle en français", language="fr")
    assert found(stranger, "kettle") == ["Kettle in English"]
    assert found(stranger, "kettle", "/fr/") == ["Kettle en français"]


def test_what_was_deleted_is_gone(stranger: Client) -> None:
    essay = make_essay("A kettle")
    assert found(stranger, "kettle") == ["A kettle"]
    essay.delete()
    assert found(stranger, "kettle") == []


# -- The page -----------------------------------------------------------------------------------------


def test_an_empty_query_is_a_page(stranger: Client) -> None:
    make_essay("A kettle")
    for query in ("", "   ", "\u3000"):
        assert found(stranger, query) == []
    assert stranger.get("/search/").status_code == 200


def test_nothing_found_is_said_kindly(stranger: Client) -> None:
    response = stranger.get("/search/?q=zebra")
    assert response.status_code == 200
    assert "Nothing here says that yet" in response.content.decode()


def test_is_the_same_for_everybody(stranger: Client) -> None:
    response = stranger.get("/search/?q=kettle")
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies


def test_long_lists_have_pages(stranger: Client) -> None:
    for turn in range(21):
        make_essay(f"Kettle {turn}")
    first, second = (stranger.get(f"/search/?q=kettle&page={number}") for number in (1, 2))
    assert first.context["count"] == second.context["count"] == 21
    shown = [hit.title for page in (first, second) for hit in page.context["results"]]
    assert sorted(shown) == sorted(f"Kettle {turn}" for turn in range(21))
    assert 'href="/search/?q=kettle&amp;page=2"' in first.content.decode()


@pytest.mark.parametrize(
    "number", ["0", "-1", "2", "x", "", "9" * 30, "9" * 5000, str(MOST_PAGES + 1), "1.5", "\x00"]
)
def test_pages_that_are_not_there(number: str, stranger: Client) -> None:
    make_essay("A kettle")
    assert stranger.get("/search/", {"q": "kettle", "page": number}).status_code == 404


def test_twenty_hits_ask_as_much_as_one(author: User, stranger: Client) -> None:
    def grow(number: int) -> None:
        for turn in range(number):
            make_essay(f"Kettle {number} {turn}", authors=[author], categories=["a"])
            make_page(f"Page of kettle {number} {turn}")

    grow(1)
    few = queries(stranger)
    grow(15)
    assert queries(stranger) == few
    assert few <= 20


def queries(client: Client) -> int:
    client.get("/search/?q=kettle")
    with CaptureQueriesContext(connection) as asked:
        client.get("/search/?q=kettle")
    return len(asked)


# -- Whatever is typed --------------------------------------------------------------------------------

OPERATORS = [
    '"', '""', '"kettle', 'kettle"', "'", "''", "*", "kettle*", "kettle OR", "AND", "NOT", "NOT kettle", "NEAR(",
    "NEAR(kettle boil, 2)", "title:kettle", "title : ^kettle", "-kettle", "+kettle", "(kettle", "kettle)", "{title}", "^",
    "kettle & boil", "kettle | ", "!kettle", "kettle <-> boil", "kettle:*", ":*", "\\", "\\'", "%", "%s", "%(x)s", "_",
    "kettle; DROP TABLE x", "--", "/*", "<b>", "&amp;", ".", "-", "...", "a.-b", "$1", "{{ 7 }}", "\u0301", "\u200b",
]  # fmt: skip


@pytest.mark.parametrize("query", OPERATORS)
def test_operators_are_only_text(query: str, stranger: Client) -> None:
    make_essay("A kettle")
    assert found(stranger, query) in ([], ["A kettle"])


@pytest.mark.parametrize(
    "query",
    ['"kettle"', "NEAR(kettle boil)", "kettle* ", "(kettle", "kettle!", "^kettle", "-kettle", "kettle:*"],
)
def test_words_among_operators_are_found(query: str, stranger: Client) -> None:
    make_essay("A kettle", body=text("Do not boil near it."))
    make_essay("Something else", body=text("Do not stand near it."))
    assert found(stranger, query) == ["A kettle"]


def test_a_word_in_a_title_counts_more(stranger: Client) -> None:
    make_essay("A kettle", body=text("It stood there all day, and nobody asked what it was waiting for."))
    make_essay("Tea", body=text("Nobody asked for the kettle, and all day nothing was said about it."))
    assert found(stranger, "kettle") == ["A kettle", "Tea"]


@pytest.mark.parametrize(
    "raw",
    [
        "%00",
        "kettle%00",
        "%ED%A0%80",
        "%FF%FE",
        "%F0%9F%98%80",
        "%E2%80%AE",
        "a" * 10_000,
        "a+" * 5_000,
        "%22" * 3_000,
    ],
)
def test_bytes_of_any_kind(raw: str, stranger: Client) -> None:
    response = stranger.get(f"/search/?q={raw}")
    assert response.status_code == 200
    assert len(response.content) < 100_000


def test_half_a_pair_is_only_text() -> None:
    assert terms("kettle \ud83d boil") == ["kettle", "boil"]


def test_a_query_has_an_end() -> None:
    assert len(terms(" ".join(f"w{number}" for number in range(1000)))) <= MOST_TERMS
    assert len("".join(terms("a" * 10_000))) <= LONGEST_QUERY


def test_naughty_strings(stranger: Client) -> None:
    make_essay("A kettle")
    strings = json.loads(corpus("hostile", "blns.json").read_text())
    assert len(strings) > 400
    for string in strings:
        address = f"/search/?q={quote(string.encode('utf-8', 'surrogatepass'))}"
        response = stranger.get(address)
        assert response.status_code == 200, string
        assert "<script>alert" not in response.content.decode(), string
