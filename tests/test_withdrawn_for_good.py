"""What is withdrawn goes with its name, and with the address if nobody ever proved that it is theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import EssayPage
from core.scheduler import scheduler
from discussion.models import Comment
from discussion.receivers import forget_place
from discussion.speaker import Speaker
from discussion.verbs import edit
from listening.models import EarlierText, Origin, Receipt, State, Voice
from listening.unproved import erase_unproved
from moderation.deciding import confirm, withdraw
from moderation.models import Decision
from people.models import Guest, User
from tests.speaking import said, say

VICTIM = "victim@example.org"
FOURTEEN_DAYS = timedelta(days=14, minutes=1)


def address(voice: Voice) -> str:
    return reverse("listening:withdraw", args=[Receipt.objects.of(voice).token])


def kept_of(voice: Voice) -> tuple[str, ...]:
    """What is still stored of who said it, and of the words."""
    row = Comment.objects.get(voice=voice)
    voice.refresh_from_db()
    return (
        voice.name, voice.headline, voice.website, voice.html, voice.title,
        row.user_name, row.user_email, row.user_url, row.comment,
    )  # fmt: skip


def sweep() -> None:
    scheduler.jobs["erase-unconfirmed"].run()


def test_an_address_that_somebody_else_typed_is_gone_once_its_owner_withdraws(essay: EssayPage) -> None:
    voice = say(essay, VICTIM, "Not mine.", website="https://example.org").voice
    Origin.objects.note(voice, "192.0.2.0/24")
    edit(Voice.objects.get(pk=voice.pk), "Not mine at all.", Speaker.behind(voice))
    asked = Client().get(address(voice)).text
    assert "Nobody else has read it." in asked
    page = Client().post(address(voice), follow=True)
    assert page.status_code == 200
    assert "You took it back" in page.text
    assert "Victim" not in page.text
    assert not any(kept_of(voice))
    assert not Guest.objects.exists()
    assert not EarlierText.objects.exists()
    assert not Origin.objects.exists()
    assert Decision.objects.filter(voice=voice, to_state=State.WITHDRAWN).exists()


def test_what_was_withdrawn_unconfirmed_is_erased_when_the_mail_said_so(essay: EssayPage) -> None:
    voice, young = say(essay, VICTIM).voice, say(essay, "dev@example.org").voice
    for each in (voice, young):
        Client().post(address(each))
    sweep()
    assert Voice.objects.count() == 2
    Voice.objects.filter(pk=voice.pk).update(said_at=timezone.now() - FOURTEEN_DAYS)
    sweep()
    assert list(Voice.objects.values_list("pk", flat=True)) == [young.pk]
    assert not Decision.objects.filter(voice=voice.pk).exists()


def test_what_was_confirmed_before_it_was_withdrawn_stays_in_the_log(
    essay: EssayPage, moderator: User
) -> None:
    voice = said(essay, "dev@example.org", moderator)
    Voice.objects.update(said_at=timezone.now() - FOURTEEN_DAYS)
    withdraw(Voice.objects.get(pk=voice.pk))
    sweep()
    voice.refresh_from_db()
    assert voice.state == State.WITHDRAWN
    assert voice.guest


def test_an_address_stays_while_something_else_waits_with_it(essay: EssayPage) -> None:
    first, second = say(essay, VICTIM, "One.").voice, say(essay, VICTIM, "Two.")
    Client().post(address(first))
    assert Guest.objects.get().email == VICTIM
    assert confirm(second.token)
    sweep()
    assert Guest.objects.get().confirmed_at


@pytest.mark.parametrize("who", ["member", "guest"])
def test_the_name_goes_with_the_words_from_all_that_others_read(
    who: str, essay: EssayPage, member: User, other_author: User, moderator: User, stranger: Client
) -> None:
    speaker = member if who == "member" else "rosalind@example.org"
    voice = said(essay, speaker, moderator, "A secret.")
    said(essay, other_author, moderator, "An answer.", to=voice)
    Voice.objects.filter(pk=voice.pk).update(headline="Of the Tower", website="https://example.org/r")
    name = voice.name
    assert name in stranger.get(essay.url).text
    asked = Client().get(address(voice)).text
    assert "Moderators can still see that it was you and, for 30 days, what you said." in asked
    Client().post(address(voice))
    assert not any(kept_of(voice))
    assert EarlierText.objects.get(voice=voice).text == "A secret."
    thread = stranger.get(essay.url).text
    assert "Withdrawn by its author. The replies stay." in thread
    assert name not in thread


def test_addresses_whose_words_went_with_their_place_go_with_the_next_sweep(
    essay: EssayPage, moderator: User
) -> None:
    say(essay, VICTIM)
    said(essay, "dev@example.org", moderator)
    forget_place(essay)
    assert Guest.objects.count() == 2
    sweep()
    assert list(Guest.objects.values_list("email", flat=True)) == ["dev@example.org"]


def test_no_address_is_erased_that_has_words_or_was_proved(essay: EssayPage, moderator: User) -> None:
    waiting, proved = say(essay, VICTIM).voice.guest, said(essay, "dev@example.org", moderator).guest
    Voice.objects.filter(guest=proved).delete()
    erase_unproved(Guest.objects.all())
    assert set(Guest.objects.all()) == {waiting, proved}
