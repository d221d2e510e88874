"""Objections to a voice gather on it; enough of them from people who are trusted take it out of sight for a while."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from listening import marks, reactions
from listening.models import Report, State, Voice
from moderation.codes import REPORTED
from moderation.models import Decision, ReportSetting, Suspension
from moderation.moving import OvertakenError, move
from moderation.permissions import HAS_DESK, may_decide
from people.models import User

# Whoever objected so often lately, and never with a cause, is heard by moderators and weighs nothing: a few accounts
# that somebody has raised for it are used up soon.
UNFOUNDED = 5
LATELY = timedelta(days=90)


@transaction.atomic
def report(voice: Voice, reason: str, words: str = "", member: User | None = None) -> Report:
    """Store that somebody objects, and hold the voice when that makes enough."""
    # Two at once would each miss the other. Those above first, should a listener's voice be held now: always from the
    # top down.
    marks.lock(voice)
    stored = reactions.report(voice, reason, words, member)
    enough = ReportSetting.present().enough
    if member and enough and voice.is_public and weight(voice) >= enough:
        # Unless a moderator has just decided about it.
        with suppress(OvertakenError):
            move(voice, State.HELD, rule=REPORTED, code=REPORTED)
    if Voice.objects.filter(pk=voice.pk, state=State.WITHDRAWN).exists():
        # Its author was faster, and nobody can decide about it any more.
        stored.settled_at = timezone.now()
        stored.save(update_fields=["settled_at"])
    return stored


@transaction.atomic
def dismiss(voice: Voice, by: User) -> int:
    """Leave a voice as it is: what was objected has no cause. Return how many objections that settles."""
    if not may_decide(by, voice):
        raise PermissionDenied
    unsettled = Report.objects.unsettled().filter(voice=voice)
    number = unsettled.update(settled_at=timezone.now(), settled_by=by)
    if number:
        log(voice, "moderation.dismiss_reports", user=by, data={"reports": number})
    return number


def weight(voice: Voice) -> int:
    """Return how many people object whose word counts, each once and none who was heard about this voice before."""
    heard = Report.objects.filter(voice=voice, member=OuterRef("member"), settled_at__isnull=False)
    silent = Suspension.objects.in_force().filter(member=OuterRef("member"))
    open_ones = Report.objects.unsettled().filter(voice=voice, member__is_active=True)
    open_ones = open_ones.exclude(member=voice.member_id).filter(~Exists(heard), ~Exists(silent))
    people = {member for member in open_ones.values_list("member", flat=True) if member}
    return len((_with_desk(people) | _approved(people)) - _without_cause(people)) if people else 0


def _with_desk(people: set[int]) -> set[int]:
    return set(User.objects.filter(HAS_DESK, pk__in=people).values_list("pk", flat=True))


def _approved(people: set[int]) -> set[int]:
    """Those who have said enough here that is public. What was brought along is no proof."""
    wanted = ReportSetting.present().approved
    if not wanted:
        return people
    said = Voice.objects.public().filter(member__in=people, imported=False).order_by().values("member")
    enough = said.annotate(number=Count("pk")).filter(number__gte=wanted)
    return set(enough.values_list("member", flat=True))


def _without_cause(people: set[int]) -> set[int]:
    """Those of whose objections lately several were looked at, and none was followed."""
    # What was settled by nobody went with the words: their author has taken them away.
    looked_at = Report.objects.filter(
        member__in=people, settled_at__gt=timezone.now() - LATELY, settled_by__isnull=False
    )
    counts = (
        with_cause(looked_at)
        .order_by()
        .values("member")
        .annotate(
            founded=Count("pk", filter=Q(had_cause=True)), unfounded=Count("pk", filter=Q(had_cause=False))
        )
    )
    return {row["member"] for row in counts if row["unfounded"] >= UNFOUNDED and not row["founded"]}


def with_cause(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Add to settled objections whether the decision of the same moment took the voice away."""
    taken_away = Decision.objects.filter(
        voice=OuterRef("voice"), at=OuterRef("settled_at"), to_state__in=[State.HIDDEN, State.SPAM]
    )
    return reports.annotate(had_cause=Exists(taken_away))
