"""Saying something: a member's words are placed at once, a guest's wait until their address is confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django_comments.signals import comment_was_posted, comment_will_be_posted
from django_comments_xtd.models import TmpXtdComment

from core.network import client_network
from discussion.closing import ClosedError, why_closed
from discussion.kind import COMMENT
from discussion.models import Comment
from discussion.permissions import Act, may
from discussion.speaker import Speaker
from listening import marks
from listening.events import Move, events
from listening.follows.asking import follow_as_asked
from listening.listeners import role_of
from listening.markup import html_of
from listening.models import Confirmation, Receipt, State, Voice
from listening.paths import depth_of, path_below
from moderation.models import Decision
from moderation.rules import CONFIRMED, HOOK, Attempt, RefusedError, Verdict, rules
from people.models import Guest, User

# xtd's column is shorter than a name may be here.
XTD_NAME_LENGTH = 50


@dataclass(frozen=True)
class Words:
    """What somebody typed. Name, address and website are a guest's; a member's are known."""

    text: str
    language: str
    # The voice that is answered.
    reply_to: int | None = None
    post_key: str | None = None
    name: str = ""
    email: str = ""
    website: str = ""
    # Of what they want to hear by mail (`Wanted`); None for what they hear of by default.
    wanted: str | None = None


class Posted(NamedTuple):
    """The voice, and what confirms it: nothing for a member, nor when the same form came a second time."""

    voice: Voice
    token: str = ""
    is_double: bool = False


class Answered(NamedTuple):
    """What a reply needs to know of the comment above it."""

    comment_id: int
    thread_id: int
    voice: Voice


def post(
    place: models.Model, words: Words, member: User | None = None, request: HttpRequest | None = None
) -> Posted:
    """Store what was said, with its receipt. Costs the same however many have spoken.

    Raises ClosedError, RefusedError (both with a sentence for the form), or PermissionDenied.
    """
    if not may(Speaker(member), Act.CREATE):
        raise PermissionDenied
    if reason := why_closed(place):
        raise ClosedError(reason)
    answered = _answered(place, words.reply_to)
    comment = _comment(place, words, member, answered)
    _ask_hooks(comment, request)
    try:
        with transaction.atomic():
            posted = _store(place, words, member, answered, comment, request)
    except IntegrityError:
        return _double(place, words, member)
    if posted.voice.is_public:
        comment_was_posted.send(Comment, comment=comment, request=request)
    return posted


def _answered(place: models.Model, voice_id: int | None) -> Answered | None:
    """Return the comment that is answered. Raises RefusedError unless it is public and stands here."""
    if voice_id is None:
        return None
    here = Comment.objects.filter(voice__in=Voice.objects.at(place).filter(pk=voice_id))
    row = here.select_related("voice").only("thread_id", "voice").first()
    if row is None or not may(Speaker(), Act.REPLY, row.voice):
        raise RefusedError(
            _("What you answer is not here any more. Your words are kept: send them on their own.")
        )
    return Answered(row.pk, row.thread_id or row.pk, row.voice)


def _comment(place: models.Model, words: Words, member: User | None, answered: Answered | None) -> Comment:
    """Return the comment as hooks of django-comments know it, not stored yet."""
    return Comment(
        content_type=ContentType.objects.get_for_model(place),
        object_pk=str(place.pk),
        site_id=settings.SITE_ID,
        user=member,
        user_name=(member.name if member else words.name)[:XTD_NAME_LENGTH],
        user_email=(member.email or "") if member else words.email,
        user_url=words.website[:200],
        comment=words.text,
        submit_date=timezone.now(),
        parent_id=answered.comment_id if answered else 0,
        thread_id=answered.thread_id if answered else 0,
    )


def _ask_hooks(comment: Comment, request: HttpRequest | None) -> None:
    # xtd and the moderators registered with it listen for its own class of unconfirmed comments.
    for _receiver, answer in comment_will_be_posted.send(TmpXtdComment, comment=comment, request=request):
        if answer is False:
            raise RefusedError(_("This cannot be posted here."))


def _store(
    place: models.Model,
    words: Words,
    member: User | None,
    answered: Answered | None,
    comment: Comment,
    request: HttpRequest | None,
) -> Posted:
    voice = _voice(place, words, member, answered)
    verdict = _verdict(voice, comment, _attempt(words, request))
    voice.state = verdict.state
    if voice.is_public:
        voice.public_at = voice.said_at
    place_voice(voice, answered.voice if answered else None)
    comment.voice, comment.level = voice, voice.depth
    comment.is_public = voice.is_public
    # Who it was is written in one place, where it can be erased.
    comment.user, comment.user_email, comment.user_url = None, "", ""
    comment.save(force_insert=(models.Model,))
    Receipt.objects.give(voice)
    token = _ask_or_follow(voice, words.wanted)
    if voice.state == State.HELD:
        Decision.objects.create(voice=voice, rule=verdict.rule, to_state=State.HELD, **verdict.why)
    if voice.is_public and voice.is_heard_as_listener:
        marks.lock(voice)
        marks.spoke(voice)
    events.tell(voice, Move("", voice.state, member.pk if member else None, verdict.rule))
    return Posted(voice, token)


def _ask_or_follow(voice: Voice, wanted: str | None) -> str:
    """Return what confirms a guest's voice: what they asked to hear begins with that; a member's begins now."""
    if voice.state == State.AWAITING:
        return Confirmation.objects.ask(voice, wanted=wanted or "")
    follow_as_asked(voice, wanted)
    return ""


def _voice(place: models.Model, words: Words, member: User | None, answered: Answered | None) -> Voice:
    role = role_of(member, place)
    waits = marks.asks(role, answered.voice.role if answered else None)
    return Voice(
        kind=COMMENT,
        place_type=ContentType.objects.get_for_model(place),
        place_id=place.pk,
        reply_to=answered.voice if answered else None,
        member=member,
        guest=None if member else Guest.objects.with_address(words.email),
        name=member.name if member else words.name,
        headline=member.headline if member else "",
        website="" if member else words.website,
        role=role,
        language=words.language,
        html=html_of(words.text),
        post_key=words.post_key or None,
        waits=waits,
        mark=marks.mark_of(role, waits, None, None),
    )


def _attempt(words: Words, request: HttpRequest | None) -> Attempt:
    network = client_network(request) if request else ""
    return Attempt(words.text, words.email, words.website, network)


def _verdict(voice: Voice, comment: Comment, attempt: Attempt) -> Verdict:
    if voice.guest_id:
        # Rules may refuse the words; whether they are held is asked when the address is confirmed.
        rules.refuse(voice, attempt)
        return Verdict(CONFIRMED, State.AWAITING)
    verdict = rules.judge(voice, attempt)
    # A hook of django-comments may want it looked at.
    return verdict if comment.is_public or verdict.state == State.HELD else Verdict(HOOK)


def place_voice(voice: Voice, answered: Voice | None) -> None:
    """Store the voice and write where it stands: two statements, no lock, whatever the thread's size."""
    voice.save(force_insert=True)
    voice.path = path_below(answered.path if answered else "", voice.pk)
    voice.depth = depth_of(voice.path)
    Voice.objects.filter(pk=voice.pk).update(path=voice.path, depth=voice.depth)


def _double(place: models.Model, words: Words, member: User | None) -> Posted:
    """Return what the same form has already stored. Raises RefusedError when it is another's, or something is gone."""
    if words.post_key:
        stored = Voice.objects.at(place).filter(post_key=words.post_key).select_related("guest").first()
        mine = stored and (
            stored.member_id == member.pk
            if member
            else stored.guest and stored.guest.email == words.email.strip().lower()
        )
        if stored and mine:
            return Posted(stored, is_double=True)
    raise RefusedError(_("This could not be stored just now. Your words are kept: please send them again."))
