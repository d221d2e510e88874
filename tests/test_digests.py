"""News that waits for the hour or the morning: one mail for each reader, worked out when it leaves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import EssayPage
from core.models import OutgoingMail
from core.scheduler import scheduler
from core.tasks import deliver_mails
from listening.follows.bulletins import KEPT, forget_bulletins, next_time, send_due
from listening.follows.fanning import BATCH, fan_out
from listening.follows.news import MOST_SHOWN, compose
from listening.models import Bulletin, Follow, Pace, State, Told, Voice
from listening.tasks import tell_followers
from moderation.deciding import decide, withdraw
from people.models import User
from tests.factories import make_essay
from tests.following import LATER, crowd_following, follow_everything, news, told
from tests.jobs import work
from tests.speaking import said, say

pytestmark = pytest.mark.usefixtures("kept_jobs")


def daily(essay: EssayPage, member: User) -> None:
    follow = follow_everything(essay, member)
    Follow.objects.filter(pk=follow.pk).update(pace=Pace.DAILY)


def test_the_hour_is_full_and_the_day_begins_before_work() -> None:
    night, day = (datetime(2026, 3, 3, hour, 20, tzinfo=UTC) for hour in (5, 12))
    assert next_time(Pace.HOURLY, night) == night.replace(hour=6, minute=0)
    assert next_time(Pace.DAILY, night) == night.replace(hour=7, minute=0)
    assert next_time(Pace.DAILY, day) == datetime(2026, 3, 4, 7, tzinfo=UTC)


def test_one_mail_gathers_all_news_by_place_with_the_oldest_first(
    essay: EssayPage, member: User, moderator: User
) -> None:
    other = make_essay("The other essay", authors=[])
    for place in (essay, other):
        daily(place, member)
    for place, text in ((essay, "First."), (other, "Second."), (essay, "Third.")):
        said(place, "mia@example.org", moderator, text)
    (sent,) = [each for each in news() if each.to == [member.email]]
    assert sent.subject == "3 new voices in conversations you follow"
    body, html = str(sent.body), str(sent.alternatives[0][0])
    for text in (body, html.split("</h1>")[1]):
        order = [
            text.index(word) for word in ("She asked about", "First.", "Third.", "The other essay", "Second.")
        ]
        assert order == sorted(order)
        assert "Mia" in text
        assert "You get this because you follow this conversation." in text
    for voice in Voice.objects.all():
        assert f"http://localhost:8000/comments/{voice.pk}/" in body


def test_it_says_what_is_true_when_it_leaves(essay: EssayPage, member: User, moderator: User) -> None:
    daily(essay, member)
    kept, hidden, held, withdrawn = (
        said(essay, f"guest{turn}@example.org", moderator, f"Text {turn}.") for turn in range(4)
    )
    work()
    mail.outbox.clear()
    send_due(timezone.now() + LATER)
    decide(hidden, State.HIDDEN, moderator)
    decide(held, State.HELD, moderator)
    withdraw(withdrawn)
    Voice.objects.filter(pk=kept.pk).update(html="<p>Changed.</p>")
    (sent,) = [each for each in news() if each.to == [member.email]]
    assert "Changed." in str(sent.body)
    assert "Text" not in str(sent.body)
    assert sent.subject == "Guest0 on “She asked about the stairs”"


def test_a_digest_of_which_nothing_is_left_is_not_sent(
    essay: EssayPage, member: User, moderator: User
) -> None:
    daily(essay, member)
    voice = said(essay, "mia@example.org", moderator)
    work()
    decide(voice, State.HIDDEN, moderator)
    assert [each for each in news() if each.to == [member.email]] == []
    assert not OutgoingMail.objects.filter(to=member.email, composer="bulletin").exists()


def test_nobody_hears_of_an_essay_that_is_not_public_any_more(
    essay: EssayPage, member: User, moderator: User
) -> None:
    daily(essay, member)
    said(essay, "mia@example.org", moderator)
    work()
    essay.unpublish()
    assert [each for each in news() if each.to == [member.email]] == []


def test_missed_days_are_caught_up_by_one_mail(essay: EssayPage, member: User, moderator: User) -> None:
    daily(essay, member)
    for turn in range(2):
        said(essay, f"guest{turn}@example.org", moderator)
        work()
    Bulletin.objects.update(due_at=timezone.now() - timedelta(days=3))
    said(essay, "guest2@example.org", moderator)
    work()
    mail.outbox.clear()
    scheduler.jobs["bulletins"].run()
    scheduler.jobs["bulletins"].run()
    work()
    mine = [str(each.subject) for each in mail.outbox if each.to == [member.email]]
    assert mine == ["3 new voices on “She asked about the stairs”"]


def test_news_after_a_digest_begins_the_next_one(essay: EssayPage, member: User, moderator: User) -> None:
    daily(essay, member)
    for _day in range(2):
        said(essay, "mia@example.org", moderator)
        assert member.email in dict(told(news()))
    assert Bulletin.objects.filter(member=member, closed_at__isnull=False).count() == 2


def test_a_very_long_digest_names_what_it_does_not_show(
    essay: EssayPage, member: User, moderator: User
) -> None:
    daily(essay, member)
    said(essay, "mia@example.org", moderator)
    work()
    bulletin = Bulletin.objects.get(member=member)
    first = Voice.objects.get()
    follow = Follow.objects.get(member=member)
    for turn in range(MOST_SHOWN + 4):
        voice = Voice.objects.create(
            kind=first.kind, place_type=first.place_type, place_id=first.place_id, name=f"Reader {turn}",
            language="en", state=State.PUBLIC, public_at=timezone.now(), html=f"<p>Words {turn}.</p>",
        )  # fmt: skip
        Told.objects.create(voice=voice, member=member, follow=follow, bulletin=bulletin)
    with CaptureQueriesContext(connection) as captured:
        letter = compose(bulletin.pk)
    (words,) = [each["sql"] for each in captured if "html" in each["sql"]]
    assert words.split(" IN (")[1].count(",") + 1 == MOST_SHOWN, "what is not shown is not read"
    assert letter
    assert letter.subject == "105 new voices on “She asked about the stairs”"
    assert "And 5 more voices in the conversation." in letter.body
    assert letter.body.count("Reader ") == MOST_SHOWN - 1


def queries_of(essay: EssayPage, moderator: User, number: int, pace: Pace) -> list[int]:
    """Return what publishing, each batch of telling, and closing the digests cost with so many followers."""
    crowd_following(essay, number, pace)
    voice = say(essay, moderator, f"To {number}.").voice
    with CaptureQueriesContext(connection) as captured:
        decide(voice, State.HIDDEN, moderator)
        decide(Voice.objects.get(pk=voice.pk), State.PUBLIC, moderator)
    costs, after = [len(captured)], 0
    while True:
        asked: list[tuple[int, int]] = []
        with CaptureQueriesContext(connection) as captured:
            fan_out(voice.pk, after, again=Again(asked))
        costs.append(len(captured))
        if not asked:
            break
        after = asked[0][1]
    assert Told.objects.filter(voice=voice).count() >= number
    return costs


class Again:
    """Takes down what would be queued."""

    def __init__(self, asked: list[tuple[int, int]]) -> None:
        self.asked = asked

    def enqueue(self, voice_id: int, after: int) -> None:
        self.asked.append((voice_id, after))


@pytest.mark.parametrize("pace", [Pace.AT_ONCE, Pace.DAILY])
def test_publishing_costs_the_same_for_ten_and_a_thousand_followers(
    author: User, moderator: User, pace: Pace
) -> None:
    few = queries_of(make_essay("Ten", authors=[author]), moderator, 10, pace)
    many = queries_of(make_essay("A thousand", authors=[author]), moderator, 1000, pace)
    assert many[0] == few[0]
    assert len(many) - 1 == 1000 // BATCH + 1
    assert max(many[1:]) <= few[1] <= 20, (few, many)


def test_digests_for_a_thousand_cost_a_few_statements_for_each_fifty(author: User, moderator: User) -> None:
    """At most eight for each fifty people, whatever the number of news, and a fixed number for each mail that is composed."""
    essay = make_essay("A thousand", authors=[author])
    crowd_following(essay, 1000, Pace.DAILY)
    for turn in range(3):
        voice = say(essay, moderator, f"News {turn}.").voice
        tell_followers.enqueue(voice.pk)
    work()
    with CaptureQueriesContext(connection) as captured:
        assert send_due(timezone.now() + LATER) >= 1000
    assert len(captured) <= 8 * (1000 // BATCH + 2)
    costs = []
    for bulletin in Bulletin.objects.filter(guest__isnull=False)[:3]:
        with CaptureQueriesContext(connection) as captured:
            assert compose(bulletin.pk)
        costs.append(len(captured))
    assert max(costs) == min(costs) <= 10, costs


def test_mails_to_many_leave_after_those_that_somebody_waits_for(essay: EssayPage, moderator: User) -> None:
    crowd_following(essay, 3)
    said(essay, "mia@example.org", moderator)
    assert deliver_mails.priority < 0
    assert len(news(at_once=True)) == 3


def test_bulletins_are_forgotten_and_who_was_told_is_not(
    essay: EssayPage, member: User, moderator: User
) -> None:
    daily(essay, member)
    said(essay, "mia@example.org", moderator)
    news()
    number = Told.objects.count()
    assert forget_bulletins(timezone.now() + LATER + KEPT + LATER) > 0
    assert not Bulletin.objects.exists()
    assert Told.objects.count() == number


def test_what_was_public_long_ago_is_no_news_to_its_author_when_it_is_shown_again(
    essay: EssayPage, moderator: User
) -> None:
    voice = said(essay, "mia@example.org", moderator)
    news()
    # As it stands after an upgrade from a version that told nobody.
    Told.objects.all().delete()
    Follow.objects.all().delete()
    Voice.objects.update(public_at=timezone.now() - timedelta(days=100))
    voice.refresh_from_db()
    decide(voice, State.HIDDEN, moderator)
    decide(voice, State.PUBLIC, moderator)
    assert news() == []
