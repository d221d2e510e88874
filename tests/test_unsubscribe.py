"""Every mail about what others say can be stopped by one click of a mail program, and by a page with buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation

from blog.models import EssayPage
from core import limits
from core.models import OutgoingMail
from listening.models import Follow, MailWishes, Pace
from people.models import User
from tests.addresses import every_route
from tests.factories import make_essay
from tests.following import LINK, follow_everything, following, news, one_click, told
from tests.jobs import work
from tests.speaking import said, say

pytestmark = pytest.mark.usefixtures("kept_jobs")

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def reply(essay: EssayPage, member: User, moderator: User) -> Any:
    """A mail to a guest about one reply."""
    asked = following(essay, "dev@example.org", moderator, "replies")
    said(essay, member, moderator, "Me too.", to=asked)
    (sent,) = [each for each in news() if each.to == ["dev@example.org"]]
    return sent


def test_every_such_mail_says_how_by_the_two_headers(
    essay: EssayPage, member: User, moderator: User, reply: Any
) -> None:
    follow_everything(essay, member)
    for voice in range(2):
        said(essay, "mia@example.org", moderator, f"News {voice}")
    for sent in (reply, *news()):
        head = sent.message()
        assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert head["List-Unsubscribe"].startswith("<http://localhost:8000/follow/")
        assert head["Auto-Submitted"] == "auto-generated"
        body, html = str(sent.body), str(sent.alternatives[0][0])
        assert LINK.search(body)
        assert LINK.search(html)


def test_one_click_without_cookie_or_token_ends_it_and_answers_plainly(
    essay: EssayPage, member: User, moderator: User, reply: Any
) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"Origin": "null"})
    answer = strict.post(one_click(reply), ONE_CLICK)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "private, no-store"
    again = Client().post(one_click(reply), "List-Unsubscribe=One-Click", content_type="text/plain")
    assert again.status_code == 200
    asked = Follow.objects.get(guest__email="dev@example.org")
    assert asked.ended_at
    said(essay, member, moderator, "And again.", to=asked.voice)
    assert "dev@example.org" not in dict(told(news()))


def test_the_mail_that_a_listener_has_answered_is_stopped_by_one_click_too(
    essay: EssayPage, author: User, moderator: User
) -> None:
    asked = following(essay, "dev@example.org", moderator, "none")
    say(essay, author, "I hear you.", to=asked)
    (sent,) = [each for each in news() if each.to == ["dev@example.org"]]
    assert "Answers to what you said" in Client().get(one_click(sent)).content.decode()
    assert Client().get(f"/receipt/{one_click(sent).split('/')[-2]}/").status_code == 404
    assert Client(enforce_csrf_checks=True).post(one_click(sent), ONE_CLICK).status_code == 200
    say(essay, author, "One thing more.", to=asked)
    assert "dev@example.org" not in dict(told(news()))
    assert "Tell me of it again" in Client().get(one_click(sent)).content.decode()
    Client().post(f"{one_click(sent)}again/")
    say(essay, author, "And one more.", to=asked)
    assert "dev@example.org" in dict(told(news()))
    Client().post(f"{one_click(sent)}everything/")
    say(essay, author, "And the last.", to=asked)
    assert "dev@example.org" not in dict(told(news()))
    wrong = f"/follow/{asked.pk}-{'0' * 64}/"
    assert Client().get(wrong).status_code == 404


def test_the_button_under_a_listeners_answer_ends_the_conversation_too(
    essay: EssayPage, author: User, moderator: User
) -> None:
    asked = following(essay, "dev@example.org", moderator, "thread")
    say(essay, author, "I hear you.", to=asked)
    (answered,) = [each for each in news() if each.to == ["dev@example.org"] and "-" in one_click(each)]
    page = Client().post(f"{one_click(answered)}quiet/", follow=True).content.decode()
    assert "You hear no more of this" in page
    say(essay, author, "One thing more.", to=asked)
    say(essay, author, "And to all of you.")
    assert "dev@example.org" not in dict(told(news()))


def test_it_is_the_only_address_that_takes_a_post_without_the_token_of_a_form() -> None:
    exempt = {
        route
        for route, view in views()
        if getattr(view, "csrf_exempt", False) and not route.startswith("admin/")
    }
    assert exempt == {"follow/<slug:token>/"}
    assert exempt < set(every_route())


def views(resolver: Any = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every route with its view."""
    for each in (resolver or get_resolver()).url_patterns:
        route = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from views(each, route)
        else:
            yield route, each.callback


def test_looking_at_the_page_changes_nothing_and_needs_no_log_in(reply: Any) -> None:
    before = list(Follow.objects.values()), list(MailWishes.objects.values())
    for client in (Client(), Client(headers={"Purpose": "prefetch"})):
        for answer in (client.get(one_click(reply)), client.head(one_click(reply))):
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
    page = Client().get(one_click(reply)).content.decode()
    assert "Stop mail about this conversation" in page
    assert "Stop all mail about what others say" in page
    assert "once a day" in page
    assert "dev@example.org" not in page
    assert before == (list(Follow.objects.values()), list(MailWishes.objects.values()))


def test_the_buttons_of_the_page_want_the_token_of_its_form(reply: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{one_click(reply)}quiet/").status_code == 403
    assert Follow.objects.get(guest__email="dev@example.org").ended_at is None


def test_a_button_ends_this_conversation_and_another_takes_that_back(
    essay: EssayPage, member: User, moderator: User, reply: Any
) -> None:
    elsewhere = make_essay("Another essay", authors=[])
    kept = following(elsewhere, "dev@example.org", moderator, "replies")
    page = Client().post(f"{one_click(reply)}quiet/", follow=True).content.decode()
    assert "You hear no more of it." in page
    assert "Tell me of it again" in page
    asked = Follow.objects.exclude(voice=None).get(guest__email="dev@example.org", place_id=essay.pk)
    said(essay, member, moderator, "Unheard.", to=asked.voice)
    said(elsewhere, member, moderator, "Heard.", to=kept)
    assert [subject for to, subject in told(news()) if to == "dev@example.org"] == [
        "Mel Member has answered you"
    ]
    Client().post(f"{one_click(reply)}again/")
    said(essay, member, moderator, "Heard again.", to=asked.voice)
    assert [subject for to, subject in told(news()) if to == "dev@example.org"] == [
        "Mel Member has answered you"
    ]


def test_a_button_makes_it_slower(essay: EssayPage, member: User, moderator: User, reply: Any) -> None:
    Client().post(f"{one_click(reply)}daily/")
    asked = Follow.objects.get(guest__email="dev@example.org")
    assert asked.pace == Pace.DAILY
    for turn in range(2):
        said(essay, member, moderator, f"Answer {turn}.", to=asked.voice)
    work()
    mail.outbox.clear()
    assert [subject for to, subject in told(news()) if to == "dev@example.org"] == [
        "2 new voices on “She asked about the stairs”"
    ]


def test_a_button_ends_everything_for_good(
    essay: EssayPage, member: User, moderator: User, reply: Any
) -> None:
    elsewhere = make_essay("Another essay", authors=[])
    kept = following(elsewhere, "dev@example.org", moderator, "thread")
    page = Client().post(f"{one_click(reply)}everything/", follow=True).content.decode()
    assert "You get no more mail about what others say." in page
    said(elsewhere, member, moderator, "Unheard.", to=kept)
    assert "dev@example.org" not in dict(told(news()))


def test_the_one_click_of_a_digest_ends_all_that_it_gathers(
    essay: EssayPage, author: User, moderator: User
) -> None:
    said(essay, "mia@example.org", moderator)
    (digest,) = [each for each in news() if each.to == [author.email]]
    assert "Stop all mail about what others say" in Client().get(one_click(digest)).content.decode()
    assert Client(enforce_csrf_checks=True).post(one_click(digest), ONE_CLICK).status_code == 200
    said(essay, "kim@example.org", moderator)
    other = make_essay("Another essay", authors=[author])
    said(other, "kim@example.org", moderator)
    assert author.email not in dict(told(news()))


def test_news_that_waits_for_the_morning_is_not_sent_to_who_stopped_meanwhile(
    essay: EssayPage, author: User, moderator: User
) -> None:
    said(essay, "mia@example.org", moderator)
    (digest,) = [each for each in news() if each.to == [author.email]]
    said(essay, "kim@example.org", moderator)
    work()
    Client().post(one_click(digest), ONE_CLICK)
    assert author.email not in dict(told(news()))


def test_links_of_old_mails_go_on_working(reply: Any) -> None:
    Client().post(f"{one_click(reply)}daily/")
    Client().post(f"{one_click(reply)}everything/")
    Client().post(f"{one_click(reply)}again/")
    OutgoingMail.objects.all().delete()
    assert Client().get(one_click(reply)).status_code == 200
    assert Client().post(one_click(reply), ONE_CLICK).status_code == 200
    assert Follow.objects.get(guest__email="dev@example.org").ended_at


def test_a_link_to_what_is_gone_or_was_made_up_says_so_and_a_mail_program_need_not_care(reply: Any) -> None:
    Follow.objects.all().delete()
    for path in (one_click(reply), f"/follow/{'0' * 64}/"):
        assert Client().get(path).status_code == 404
        assert Client().post(path, ONE_CLICK).status_code == 200
    assert Client().post(f"{one_click(reply)}stop/").status_code == 404


def test_no_token_stands_in_the_database(reply: Any) -> None:
    token = one_click(reply).split("/")[-2]
    for model in (Follow, MailWishes, OutgoingMail):
        assert token not in str(list(model.objects.values()))


def test_too_many_clicks_from_one_network_have_to_wait(reply: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ONE_CLICKS_BY_NETWORK", limits.Limit("one-clicks-by-network", 2, 3600))
    answers = [Client().post(one_click(reply), ONE_CLICK).status_code for _turn in range(3)]
    assert answers == [200, 200, 429]


def test_page_and_mail_speak_the_language_in_which_somebody_follows(
    essay: EssayPage, member: User, moderator: User
) -> None:
    follow = follow_everything(essay, member)
    Follow.objects.filter(pk=follow.pk).update(language="fr")
    said(essay, "mia@example.org", moderator)
    (sent,) = [each for each in news() if each.to == [member.email]]
    assert one_click(sent).startswith("/fr/follow/")
    assert 'lang="fr"' in Client().get(one_click(sent)).content.decode()
    with translation.override("fr"):
        assert reverse("listening:follow", args=[follow.token]) == one_click(sent)
