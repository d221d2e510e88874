"""The list of voices on the desk: every kind, with its context, found by filters, in the same queries for any number."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog.models import EssayPage
from core.sections import Section, sections
from listening.models import Report, State, Voice
from listening.reactions import report
from moderation.deciding import decide
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_essay
from tests.second_kind import LETTER, letters, write
from tests.speaking import said, say

__all__ = ["letters"]

LIST = "/admin/voices/"
pytestmark = pytest.mark.usefixtures("letters")


def listed(moderator: User, query: str = "") -> str:
    answer = signed_in(moderator).get(f"{LIST}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def names(moderator: User, query: str) -> list[str]:
    """Whose voices are listed, in order."""
    answer = signed_in(moderator).get(f"{LIST}{query}")
    return [row.voice.name for row in answer.context["rows"]]


def test_what_is_held_comes_first_the_longest_on_top(
    essay: EssayPage, member: User, moderator: User, other_author: User
) -> None:
    newer = say(essay, member, "Later.").voice
    older = write(essay, other_author, "Earlier.")
    Voice.objects.filter(pk=older.pk).update(said_at=newer.said_at - timedelta(days=1))
    said(essay, "dev@example.org", moderator)
    assert names(moderator, "") == ["Otto Other", "Mel Member"]
    assert names(moderator, "?state=all") == ["Dev", "Mel Member", "Otto Other"]


def test_a_row_says_what_is_needed_to_decide(
    essay: EssayPage, author: User, member: User, moderator: User
) -> None:
    asked = said(essay, author, moderator, "Who listened?")
    said(essay, member, moderator, "Nobody.")
    hidden = say(essay, member).voice
    decide(hidden, State.HIDDEN, moderator)
    voice = say(essay, member, "Look at [this](https://spam.example/x).", to=asked).voice
    Voice.objects.filter(pk=voice.pk).update(state=State.HELD)
    for reason in (Report.Reason.SPAM, Report.Reason.SPAM, Report.Reason.PRIVATE):
        report(voice, reason)
    page = listed(moderator)
    for words in (
        "Who listened?", "1 public · 1 held · 1 hidden", "spam.example", essay.title, "comment",
        "It is advertising or spam (2)", "It gives away something private",
    ):  # fmt: skip
        assert words in page, words
    assert "@example.org" not in page.partition('class="voices"')[2].partition("</main>")[0]


def test_a_first_voice_is_called_so(essay: EssayPage, member: User, moderator: User) -> None:
    say(essay, member)
    assert "First voice here" in listed(moderator)


def test_filters_find_voices(essay: EssayPage, author: User, member: User, moderator: User) -> None:
    elsewhere = make_essay("The tape measure", authors=[author])
    comment = say(essay, member, "Of the stairs.").voice
    letter = write(elsewhere, author, "Of the tape.")
    Voice.objects.filter(pk=letter.pk).update(language="fr")
    report(comment, Report.Reason.OTHER)
    only = {
        f"kind={LETTER}": letter,
        "kind=comment": comment,
        "reported=now": comment,
        "person=mel": comment,
        f"person=member-{author.pk}": letter,
        "place=tape": letter,
        f"place=essaypage-{essay.pk}": comment,
        "language=fr": letter,
        "language=en": comment,
        "q=tape": letter,
    }
    for query, voice in only.items():
        assert names(moderator, f"?state=all&{query}") == [voice.name], query
    assert names(moderator, "?state=public&kind=comment") == []
    assert names(moderator, "?state=all&person=nobody-1") == []


def test_links_of_a_row_lead_to_the_person_and_the_place(
    essay: EssayPage, member: User, moderator: User
) -> None:
    say(essay, member)
    [row] = signed_in(moderator).get(LIST).context["rows"]
    assert row.person_url == f"{LIST}?state=all&person=member-{member.pk}"
    assert "Mel Member" in listed(moderator, row.person_url.removeprefix(LIST))
    page = listed(moderator, row.place_url.removeprefix(LIST))
    assert essay.title in page.partition("w-active-filters")[2]


def test_what_nobody_understands_in_an_address_is_no_trouble(
    essay: EssayPage, member: User, moderator: User
) -> None:
    say(essay, member)
    for query in (
        "?state=nothing",
        "?kind=nothing",
        "?p=x",
        "?p=99",
        f"?place=essaypage-{'9' * 18}",
        "?reported=x",
    ):
        listed(moderator, query)
    assert signed_in(moderator).get(f"{LIST}{'9' * 25}/").status_code == 404


def test_the_list_asks_as_often_for_ten_thousand_voices_as_for_twenty(
    essay: EssayPage, member: User, moderator: User
) -> None:
    client = signed_in(moderator)
    counts = []
    for number in (20, 9_980):
        _bulk(essay, member, number)
        for query in ("", "?state=all", "?state=all&q=counter"):
            client.get(LIST + query)
            with CaptureQueriesContext(connection) as queries:
                client.get(LIST + query)
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert "10,000 voices or more" in listed(moderator, "?state=all")
    assert "search or narrow the list" not in listed(moderator, "?state=all&p=199")
    assert "Pages show 10,000 voices." in listed(moderator, "?state=all&p=200")


def test_the_page_of_a_voice_shows_what_stands_around_it(
    essay: EssayPage, author: User, member: User, moderator: User
) -> None:
    above = said(essay, author, moderator, "Who listened?")
    voice = said(essay, member, moderator, "Nobody.", to=above)
    below = write(essay, author, "I did.", to=voice)
    decide(below, State.HIDDEN, moderator, reason="Too short.", note="My friend.")
    page = signed_in(moderator).get(reverse("voices:voice", args=[voice.pk])).content.decode()
    for words in ("Who listened?", "I did.", "2 public" if author == member else "First voice here"):
        assert words in page, words
    page = signed_in(moderator).get(reverse("voices:voice", args=[below.pk])).content.decode()
    assert "Too short." in page
    assert "[My friend.]" in page
    assert "Mona Moderator" in page


def test_other_apps_add_to_the_page_of_a_voice(
    essay: EssayPage, member: User, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(voice: Voice, user: User) -> Section:
        return Section("moderation/admin/held.html", {"held": voice.pk, "reported": 0})

    monkeypatch.setitem(sections.places, "moderated-voice", [(1, build)])
    voice = say(essay, member).voice
    page = signed_in(moderator).get(reverse("voices:voice", args=[voice.pk])).content.decode()
    assert f"{voice.pk} voice" in page


def _bulk(essay: EssayPage, member: User, number: int) -> None:
    kind = ContentType.objects.get_for_model(EssayPage)
    now = timezone.now()
    rows = [
        Voice(
            kind=LETTER, place_type=kind, place_id=essay.pk, member=member, name="Mel", language="en",
            html="<p>I stood at the counter.</p>", state=State.HELD, said_at=now - timedelta(minutes=turn),
        )
        for turn in range(number)
    ]  # fmt: skip
    Voice.objects.bulk_create(rows, batch_size=1000)
