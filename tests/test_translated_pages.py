"""No page shows a word of the interface in another language than its own.

Every translation is put in brackets, and so is everything that people wrote: whatever stands outside is a string that
was forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override
from django.views.defaults import server_error
from wagtail.models import Page, PageViewRestriction

from blog import lists
from blog.models import EssayPage, HomePage
from core import kept_mail, limits
from core.limits import Limit
from core.models import Category, ContactPage, OutgoingMail
from core.views import errors
from core.views.mail import mail_list, message
from people.models import User
from search import views as search_views
from tests.factories import make_category, make_essay, make_page
from tests.marking import bare, bare_words, mark_translations, marked

pytestmark = pytest.mark.django_db

BODY = [
    ("paragraph", f"<p>{marked('She came in with a tape measure.')}</p>"),
    ("heading", {"text": marked("The pad"), "level": "2", "anchor": "pad"}),
    ("pull_quote", {"text": marked("Not the one she was asking."), "attribution": marked("Overheard")}),
    ("quote", {"text": f"<p>{marked('They turn.')}</p>", "attribution": ""}),
    ("epigraph", {"text": marked("Three times is a goodbye."), "attribution": ""}),
    ("note", f"<p>{marked('A landing is where stairs turn.')}</p>"),
    ("callout", {"lead": marked("Try this"), "text": f"<p>{marked('Count.')}</p>"}),
    ("code", {"language": "python", "code": marked("said"), "caption": ""}),
    ("embed", {"url": "https://vimeo.com/123456", "title": marked("A film")}),
    ("remote_image", {"address": "https://example.org/a.jpg", "alt": marked("A landing"), "caption": ""}),
    ("remote_image", {"address": "https://example.org/b.jpg", "alt": "", "caption": ""}),
    (
        "table",
        {
            "columns": [{"type": "rich_text", "heading": marked("Asked")}],
            "rows": [{"values": [marked("twice")]}],
            "caption": "",
        },
    ),
    ("rule", None),
]
LETTER = {
    "name": marked("Rosa"), "email": "rosa@example.org", "subject": marked("Stairs"), "message": marked("Wide"),
    "website": "",
}  # fmt: skip


@pytest.fixture(params=["fr", "zh-hans"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A language other than the site's first, marked; pages of lists are short."""
    mark_translations(monkeypatch, request.param)
    monkeypatch.setattr(lists, "ESSAYS_A_PAGE", 2)
    monkeypatch.setattr(search_views, "HITS_A_PAGE", 2)
    return str(request.param)


@pytest.fixture
def house(language: str, db: None) -> ContactPage:
    """Nothing but the simple pages: every title is marked."""
    Page.objects.filter(depth__gt=1).update(title=marked("Title"), draft_title=marked("Title"))
    home = HomePage.objects.get(locale__language_code=language)
    make_page(
        marked("About"), slug="about", language=language, locale=home.locale, body=BODY, show_in_menus=True
    )
    contact = ContactPage(
        title=marked("Contact"), slug="contact", locale=home.locale, recipients="desk@example.org"
    )
    home.add_child(instance=contact)
    return contact


@pytest.fixture
def essay(house: ContactPage, language: str) -> EssayPage:
    """An essay among others, by three authors."""
    people = [
        User.objects.create_user(
            f"{name}@example.org", marked(name), "a long pass phrase",
            headline=marked("A counter"), bio=marked("Years of it"), links="https://192.0.2.7/",
        )
        for name in ("ana", "cora", "otto")
    ]  # fmt: skip
    make_category("selling/lost-sales/stairs/turns")
    make_category("empty")
    Category.objects.update(name=marked("Topic"), description=marked("What it is about"))
    written = [
        make_essay(
            marked(f"Stairs {number}"), language=language, locale=house.locale, body=BODY, authors=people,
            categories=["selling/lost-sales"], tags=["⟦tape⟧"], standfirst=marked("In short"),
            slug=f"stairs-{number}",
        )
        for number in range(5)
    ]  # fmt: skip
    return written[2]


def shown(answer: HttpResponse, status: int = 200) -> list[str]:
    """Return the bare words of an answer that came with this status."""
    assert answer.status_code == status
    return bare_words(answer.content.decode())


PLACES = [
    "", "?utm=1", "essays/", "essays/?page=2", "essays/stairs-2/", "about/", "archive/", "archive/2026/",
    "archive/2026/03/", "category/selling/", "category/selling/?page=2", "category/selling/lost-sales/",
    "category/empty/", "people/ana/", "people/ana/?page=2", "search/", "search/?q=Stairs",
    "search/?q=Stairs&page=2", "search/?q=Nobody", "contact/", "contact/?sent=1",
]  # fmt: skip


def forgotten(client: Client, language: str, places: list[str]) -> dict[str, list[str]]:
    """Return the bare words of these pages by address, of those that have any."""
    found = {place: shown(client.get(f"/{language}/{place}")) for place in places}
    return {place: words for place, words in found.items() if words}


def test_pages_are_wholly_in_their_language(essay: EssayPage, language: str, stranger: Client) -> None:
    assert forgotten(stranger, language, [*PLACES, f"tag/{essay.tags.get().slug}/"]) == {}


def test_pages_of_an_empty_site_are_wholly_in_their_language(
    house: ContactPage, language: str, stranger: Client
) -> None:
    assert forgotten(stranger, language, ["", "essays/", "archive/", "search/", "search/?q=Stairs"]) == {}


MISTAKES = [
    {"name": "", "email": "", "subject": "", "message": ""},
    {"email": "rosa"},
    {"subject": "⟦Two\r\nlines⟧", "name": "⟦Two\r\nlines⟧"},
    {"name": marked("n" * 200), "subject": marked("s" * 300)},
]


def test_mistakes_are_named_in_the_language_of_the_page(
    house: ContactPage, language: str, stranger: Client
) -> None:
    for mistake in MISTAKES:
        assert shown(stranger.post(f"/{language}/contact/", {**LETTER, **mistake}), 422) == []


def test_waiting_is_asked_for_in_the_language_of_the_page(
    house: ContactPage, language: str, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seconds in (60, 3600):
        monkeypatch.setattr(limits, "CONTACT_BY_NETWORK", Limit("contact", 0, seconds))
        assert shown(stranger.post(f"/{language}/contact/", LETTER), 429) == []
    for seconds in (60, 3600):
        monkeypatch.setattr(limits, "ANONYMOUS_POSTS", Limit("posts", 0, seconds))
        typed = {**LETTER, "not-ours": marked("Words")}
        assert shown(stranger.post(f"/{language}/contact/", typed), 429) == []


def test_errors_are_told_in_the_language_of_the_address(house: ContactPage, language: str) -> None:
    assert shown(Client().get(f"/{language}/nothing-here/"), 404) == []
    strict = Client(enforce_csrf_checks=True)
    assert shown(strict.post(f"/{language}/contact/", LETTER), 403) == []
    elsewhere = Client(enforce_csrf_checks=True, headers={"Origin": "https://elsewhere.example"})
    assert shown(elsewhere.post(f"/{language}/contact/", LETTER), 403) == []


@pytest.mark.parametrize(("view", "status"), [(errors.forbidden, 403), (server_error, 500)])
def test_failures_are_told_in_the_language_of_the_address(
    house: ContactPage, language: str, rf: RequestFactory, view: Callable[[HttpRequest], Any], status: int
) -> None:
    with override(language):
        assert shown(view(rf.get(f"/{language}/")), status) == []


def test_page_behind_a_password_is_in_its_language(
    house: ContactPage, language: str, stranger: Client
) -> None:
    about = Page.objects.get(slug="about", locale=house.locale)
    PageViewRestriction.objects.create(
        page=about, restriction_type=PageViewRestriction.PASSWORD, password="stairs"
    )
    assert shown(stranger.get(f"/{language}/about/")) == []


def test_mail_is_in_the_language_of_the_page_it_was_written_on(
    house: ContactPage, language: str, stranger: Client
) -> None:
    assert stranger.post(f"/{language}/contact/", LETTER).status_code == 303
    mail = OutgoingMail.objects.get()
    assert [*bare(mail.subject), *bare(mail.body)] == []


def test_kept_mail_is_shown_in_the_first_language(
    house: ContactPage, language: str, rf: RequestFactory
) -> None:
    """Where that is not English."""
    with override(language):
        assert shown(mail_list(rf.get("/mail/"))) == []
        kept_mail.EmailBackend().send_messages(
            [
                EmailMessage(subject, marked("Words"), to=["a@example.org"])
                for subject in ("", marked("Stairs"))
            ]
        )
        assert shown(mail_list(rf.get("/mail/"))) == []
        for mail in kept_mail.kept_mails(2):
            assert shown(message(rf.get("/mail/"), mail.name)) == []


def test_feeds_name_themselves_in_their_language(essay: EssayPage, language: str, stranger: Client) -> None:
    for place in ("feed/", "feed/atom/", "category/selling/feed/", "people/ana/feed/"):
        text = stranger.get(f"/{language}/{place}").content.decode()
        titles = [part.partition("</title>")[0] for part in text.split("<title>")[1:]]
        assert len(titles) > 1
        assert [word for title in titles for word in bare(title)] == []


def test_this_test_would_notice(essay: EssayPage, stranger: Client) -> None:
    """In the first language nothing is marked, so everything is found."""
    found = shown(stranger.get("/"))
    assert {"Search", "Skip to the writing"} <= set(found)
