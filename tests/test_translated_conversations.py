"""What people say, and their accounts, stand among words of the page's own language: see test_translated_pages."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from wagtail.models import Page

from blog.models import EssayPage, HomePage
from listening.mails import ask_to_confirm
from listening.models import State, Voice
from moderation.deciding import decide
from people.models import User
from tests.factories import make_essay
from tests.jobs import jobs_in_the_database, work
from tests.marking import bare, bare_words, mark_translations, marked
from tests.speaking import said, say

pytestmark = pytest.mark.django_db

LINK = re.compile(r"http://[^/]+(\S+/)")
ACCOUNT = ["login/", "signup/", "login/code/", "password/reset/", "password/reset/done/"]

BODY = [("paragraph", f"<p>{marked('She counted twice.')}</p>")]


@pytest.fixture(params=["fr", "zh-hans"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    mark_translations(monkeypatch, request.param)
    return str(request.param)


@pytest.fixture
def voices(language: str, author: User, moderator: User) -> list[Voice]:
    """A question by a guest, its answer by the author, and one who waits."""
    home = HomePage.objects.get(locale__language_code=language)
    Page.objects.filter(depth__gt=1).update(title=marked("Title"), draft_title=marked("Title"))
    User.objects.update(name=marked("Ana"), headline=marked("A counter"))
    author.refresh_from_db()
    essay = make_essay(
        marked("Stairs"),
        language=language,
        locale=home.locale,
        authors=[author],
        body=BODY,
    )
    asked = said(essay, "rosa@example.org", moderator, marked("Is there a name for it?"))
    answer = said(essay, author, moderator, marked("With one hand?"), to=asked)
    waiting = said(essay, "otto@example.org", moderator, marked("Nobody asked."))
    Voice.objects.filter(member=None).update(name=marked("Rosa"))
    return [asked, answer, waiting]


def bare_at(client: Client, address: str, status: int = 200) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == status, address
    return bare_words(answer.content.decode())


def test_threads_are_wholly_in_the_language_of_their_page(
    voices: list[Voice], language: str, stranger: Client
) -> None:
    essay = EssayPage.objects.get(pk=voices[0].place_id)
    for address in (f"/{language}/", f"/{language}/essays/", essay.url, f"{essay.url}?view=flat"):
        assert bare_at(stranger, address) == [], address


def test_forms_under_a_thread_are_wholly_in_their_language(
    voices: list[Voice], language: str, stranger: Client
) -> None:
    comments = f"/{language}/comments/"
    places = [f"on/essaypage/{voices[0].place_id}/", "sent/", "reported/"]
    places += [f"{voices[0].pk}/{what}/" for what in ("reply", "react", "report")]
    for place in places:
        assert bare_at(stranger, comments + place) == [], place


def test_ways_into_an_account_are_wholly_in_their_language(
    voices: list[Voice], language: str, stranger: Client
) -> None:
    for place in ACCOUNT:
        assert bare_at(stranger, f"/{language}/account/{place}") == [], place


def mail_to(address: str) -> list[EmailMessage]:
    return [sent for sent in mail.outbox if sent.to == [address]]


def test_mails_to_who_speaks_and_the_pages_they_lead_to_are_in_their_language(
    voices: list[Voice], language: str, author: User, moderator: User, stranger: Client
) -> None:
    essay = EssayPage.objects.get(pk=voices[0].place_id)
    with jobs_in_the_database():
        voice = say(essay, "cora@example.org", marked("Twice."), name=marked("Cora"), language=language).voice
        ask_to_confirm(voice)
        work()
        links = LINK.findall(str(mail_to("cora@example.org")[0].body))
        found = {link: bare_at(stranger, link) for link in links}
        for link in links:
            stranger.post(link)
        decide(Voice.objects.get(pk=voice.pk), State.PUBLIC, moderator, reason=marked("Well said."))
        say(essay, author, marked("I hear you."), to=Voice.objects.get(pk=voice.pk))
        work()
    sent = mail_to("cora@example.org")
    assert len(sent) == 3
    found |= {each.subject: [*bare(each.subject), *bare(str(each.body))] for each in sent}
    receipt = links[-1]
    for address in (links[0], receipt, f"{receipt}edit/", f"{receipt}withdraw/"):
        found[f"{address} later"] = bare_words(stranger.get(address).content.decode())
    assert {place: words for place, words in found.items() if words} == {}
