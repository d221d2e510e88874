"""What happens to a comment after it was said."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from discussion.permissions import Act, may
from discussion.speaker import Speaker
from listening import marks, reactions
from listening.kinds import kinds
from listening.markup import html_of
from listening.models import Confirmation, EarlierText, Reaction, State, Voice
from moderation import akismet
from moderation.codes import AKISMET
from moderation.deciding import move
from moderation.deciding import withdraw as withdraw_voice
from moderation.rules import Attempt, rules
from moderation.rules.repeated import remember
from people.models import User


@transaction.atomic
def edit(voice: Voice, text: str, who: Speaker) -> Voice:
    """Store other words for one's own comment, which pass the rules again.

    Raises PermissionDenied when it is too late or not theirs, RefusedError when a rule refuses the words.
    """
    if voice.is_heard_as_listener:
        # Those above first, should the words be held now: always from the top down.
        marks.lock(voice)
    # Under the lock the state is the last one: an edit must not bring a withdrawn text back.
    mine = Voice.objects.select_for_update(of=("self",), no_key=True).get(pk=voice.pk)
    if not may(who, Act.EDIT, mine):
        raise PermissionDenied
    before = kinds.of(mine).text(mine)
    if text == before:
        return mine
    EarlierText.objects.create(voice=mine, text=before)
    mine.html = html_of(text)
    # What nobody could read yet was not changed for anybody.
    mine.edited_at = timezone.now() if mine.public_at else None
    mine.save(update_fields=["html", "edited_at"])
    kinds.of(mine).rewrite(mine, text)
    verdict = rules.judge(mine, Attempt(text, is_edit=True))
    remember(mine)
    is_new = mine.is_public or (akismet.may_release(mine) and verdict.rule != AKISMET)
    if is_new and verdict.state == State.HELD:
        move(mine, State.HELD, rule=verdict.rule, **verdict.why)
    akismet.ask_about(mine)
    return mine


def withdraw(voice: Voice, who: Speaker) -> None:
    """Take one's own words away for good. Raises PermissionDenied, or OvertakenError when it has just moved."""
    if not may(who, Act.WITHDRAW, voice):
        raise PermissionDenied
    withdraw_voice(voice, by=who.member)


def ask_again(voice: Voice) -> str:
    """Return a new token for a guest whose first mail got lost, nothing when there is nothing to confirm."""
    return Confirmation.objects.ask(voice) if voice.state == State.AWAITING else ""


def react(voice: Voice, member: User, kind: Reaction.Kind, *, pressed: bool) -> bool:
    """Set or take back a member's reaction; False when it was so already. Raises PermissionDenied."""
    if not pressed:
        return reactions.take_back(voice, member, kind)
    if not may(Speaker(member), Act.REACT, voice):
        raise PermissionDenied
    return reactions.react(voice, member, kind, cast("models.Model", voice.place))


def feature(voice: Voice, by: User, *, picked: bool) -> bool:
    """Pick a public voice out, or put it back; False when there is nothing to change. Who may the caller knows."""
    fields = {"featured_at": timezone.now() if picked else None, "featured_by": by if picked else None}
    other = Voice.objects.public().filter(pk=voice.pk, featured_at__isnull=picked)
    return bool(other.update(**fields))
