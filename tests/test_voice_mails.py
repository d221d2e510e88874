"""Three mails about what somebody said, each once, and none of them kept with its links."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from blog.models import EssayPage
from core.models import MailState, OutgoingMail
from listening.mails import ask_to_confirm
from listening.models import Receipt, State, Voice, VoiceMail
from moderation.deciding import confirm, decide, undo
from people.models import Guest, User
from tests.hostile import payloads
from tests.importing import bring
from tests.jobs import work
from tests.speaking import said, say
from tests.wxr import author as wxr_author
from tests.wxr import comment, item, written

pytestmark = pytest.mark.usefixtures("kept_jobs")

CONFIRM = re.compile(r"http\S+(/receipt/confirm/\S+/)")
RECEIPT = re.compile(r"http\S+(/receipt/[0-9a-f]{64}/)")


def asked(essay: EssayPage, email: str = "dev@example.org", text: str = "Nobody listened.") -> Voice:
    """Return what a guest said, its mail on its way."""
    voice = say(essay, email, text).voice
    ask_to_confirm(voice)
    return voice


def subjects() -> list[str]:
    work()
    return [sent.subject for sent in mail.outbox]


def test_a_guest_gets_exactly_three_mails_and_every_link_works(
    essay: EssayPage, author: User, moderator: User
) -> None:
    voice = asked(essay)
    work()
    first = str(mail.outbox[0].body)
    found = CONFIRM.search(first)
    assert found
    assert Client().get(found[1]).status_code == 200
    Client().post(found[1])
    voice.refresh_from_db()
    assert voice.state == State.HELD
    decide(voice, State.PUBLIC, moderator, reason="Well said.")
    say(essay, author, "I hear *you*.", to=Voice.objects.get(pk=voice.pk))
    assert subjects() == [
        "Is this your address? Your words wait for it",
        "Your words are public now",
        "Ana Author has answered you",
    ]
    bodies = [str(sent.body) for sent in mail.outbox]
    assert "Mona Moderator has read your words" in bodies[1]
    assert "Well said." in bodies[1]
    assert "I hear *you*." in bodies[2]
    for body in bodies:
        link = RECEIPT.search(body)
        assert link
        assert Client().get(link[1]).status_code == 200
    assert all(sent.to == ["dev@example.org"] for sent in mail.outbox)


def test_no_link_ever_stands_in_a_row(essay: EssayPage, moderator: User) -> None:
    voice = asked(essay)
    rows = json.dumps([*OutgoingMail.objects.values(), *DBTaskResult.objects.values()], default=str)
    work()
    sent = str(mail.outbox[0].body)
    rows += json.dumps([*OutgoingMail.objects.values(), *DBTaskResult.objects.values()], default=str)
    found = CONFIRM.search(sent)
    assert found
    assert found[1] not in rows
    assert found[1].split("/")[-2] not in rows
    assert Receipt.objects.of(voice).token not in rows
    assert OutgoingMail.objects.get().body == ""
    assert OutgoingMail.objects.get().state == MailState.SENT


def test_a_resent_link_makes_the_one_before_useless(essay: EssayPage) -> None:
    voice = asked(essay)
    work()
    ask_to_confirm(voice)
    work()
    links = [CONFIRM.search(str(sent.body)) for sent in mail.outbox]
    assert [Client().get(link[1]).status_code for link in links if link] == [410, 200]


def test_an_event_is_told_once_and_only_while_it_stands(
    essay: EssayPage, author: User, moderator: User
) -> None:
    voice = said(essay, "dev@example.org", moderator)
    answer = say(essay, author, "I hear you.", to=voice).voice
    decide(answer, State.HIDDEN, moderator)
    decide(answer, State.PUBLIC, moderator)
    hidden = decide(voice, State.HIDDEN, moderator, reason="Names somebody.")
    undo(hidden, moderator)
    assert VoiceMail.objects.filter(event="answered", voice=voice).count() == 1
    assert subjects().count("Ana Author has answered you") == 1
    assert "Your words are not shown" not in subjects()


def test_who_was_hidden_reads_why_and_spam_is_told_nothing(essay: EssayPage, moderator: User) -> None:
    one, two = say(essay, "dev@example.org"), say(essay, "spam@example.org")
    for posted in (one, two):
        confirm(posted.token)
        posted.voice.refresh_from_db()
    decide(one.voice, State.HIDDEN, moderator, reason="It names a private person.", note="again!")
    decide(two.voice, State.SPAM, moderator)
    assert subjects() == ["Your words are not shown"]
    assert "It names a private person." in str(mail.outbox[0].body)
    assert "again!" not in str(mail.outbox[0].body)


def test_who_wants_none_gets_none(essay: EssayPage, author: User, moderator: User) -> None:
    muted, stopped = (said(essay, f"{name}@example.org", moderator) for name in ("dev", "mia"))
    work()
    mail.outbox.clear()
    Client().post(reverse("listening:mute", args=[Receipt.objects.of(muted).token]))
    Client().post(reverse("listening:stop-mail", args=[Receipt.objects.of(stopped).token]))
    for voice in (muted, stopped):
        say(essay, author, "I hear you.", to=voice)
        decide(voice, State.HIDDEN, moderator)
    assert subjects() == ["Your words are not shown"]
    assert mail.outbox[0].to == ["dev@example.org"]


def test_a_wish_counts_until_the_mail_has_left(essay: EssayPage, author: User, moderator: User) -> None:
    voice = said(essay, "dev@example.org", moderator)
    say(essay, author, "I hear you.", to=voice)
    Client().post(reverse("listening:stop-mail", args=[Receipt.objects.of(voice).token]))
    assert subjects() == []
    assert not OutgoingMail.objects.exists()


def test_nobody_is_told_what_they_did_themselves(essay: EssayPage, author: User, moderator: User) -> None:
    voice = say(essay, author).voice
    say(essay, author, "And one thing more.", to=voice)
    own = say(essay, moderator).voice
    decide(own, State.HIDDEN, moderator)
    assert subjects() == []


def test_readers_answers_and_voices_brought_along_send_nothing(
    essay: EssayPage, author: User, member: User, moderator: User
) -> None:
    voice = said(essay, "dev@example.org", moderator)
    brought = said(essay, "old@example.org", moderator)
    OutgoingMail.objects.all().delete()
    Voice.objects.filter(pk=brought.pk).update(imported=True)
    said(essay, member, moderator, "Me too.", to=voice)
    say(essay, author, "Hello again.", to=Voice.objects.get(pk=brought.pk))
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {member.email}


def test_deciding_about_what_was_brought_along_sends_nothing(tmp_path: Path, moderator: User) -> None:
    """Also when its author has an address, and a receipt by now, and the answer to it is the essay's author's."""
    states = ["0", "1", "spam", "trash"]
    address = "<wp:comment_author_email>old@example.org</wp:comment_author_email></wp:comment>"
    asked = [
        comment(n, approved=state).replace("</wp:comment>", address) for n, state in enumerate(states, 1)
    ]
    by_host = "<wp:comment_user_id>3</wp:comment_user_id></wp:comment>"
    answers = [
        comment(n + 10, parent=n, approved="0").replace("</wp:comment>", by_host) for n in (1, 2, 3, 4)
    ]
    host = wxr_author("zoe", "Zoe", "zoe@example.org", 3)
    bring(written(tmp_path, host, item(1, creator="zoe", extra="".join(asked + answers))))
    assert Voice.objects.exclude(guest__email="old@example.org").filter(member=None).count() == 0
    assert Voice.objects.filter(member__name="Zoe").exclude(reply_to=None).count() == 4
    for state in (State.HIDDEN, State.PUBLIC, State.SPAM, State.PUBLIC):
        for voice in Voice.objects.exclude(state=state):
            Receipt.objects.of(voice)
            decide(voice, state, moderator, reason="Looked at again.")
    assert {*Voice.objects.values_list("state", flat=True)} == {State.PUBLIC}
    assert not VoiceMail.objects.exists()
    assert subjects() == []


def test_an_answer_is_told_once_it_is_public_and_to_proved_addresses_only(
    essay: EssayPage, author: User, moderator: User
) -> None:
    voice = said(essay, "dev@example.org", moderator)
    Guest.objects.update(confirmed_at=None)
    say(essay, author, "I hear you.", to=voice)
    assert subjects() == []


def test_mail_speaks_the_language_of_the_words(essay: EssayPage, moderator: User) -> None:
    posted = say(essay, "dev@example.org", "Personne.", language="fr")
    ask_to_confirm(posted.voice)
    work()
    with translation.override("fr"):
        assert "/fr/receipt/confirm/" in str(mail.outbox[0].body)


def test_a_mail_to_an_address_that_nobody_proved_says_nothing_that_was_typed(essay: EssayPage) -> None:
    """Or the site would mail anybody's advertisement to anybody."""
    words = "Buy at https://spam.example now."
    ask_to_confirm(say(essay, "victim@example.org", words, name="Visit spam.example").voice)
    work()
    sent = mail.outbox[0]
    assert "spam.example" not in f"{sent.subject} {sent.body}"
    assert CONFIRM.search(str(sent.body))


def test_hostile_words_and_names_are_readable_text(essay: EssayPage, moderator: User) -> None:
    for turn, payload in enumerate(payloads()[:40]):
        name = f"Eve\nBcc: x@example.org {payload[:50]}"[:110]
        posted = say(essay, f"g{turn}@example.org", f"Before {payload} after", name=name)
        voice = confirm(posted.token)
        assert voice
        decide(Voice.objects.get(pk=voice.pk), State.PUBLIC, moderator)
    work()
    assert len(mail.outbox) == 40
    for sent in mail.outbox:
        assert "\n" not in sent.subject
        assert len(sent.recipients()) == 1
        assert "Before " in str(sent.body)
        assert sent.content_subtype == "plain"


def test_a_mail_that_could_not_leave_is_composed_anew(essay: EssayPage) -> None:
    voice = asked(essay)
    Voice.objects.filter(pk=voice.pk).update(state=State.PUBLIC)
    work()
    assert mail.outbox == []
    assert not OutgoingMail.objects.exists()
