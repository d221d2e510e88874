"""What a moderator reads of the person behind a voice, with the ways to suspend or block."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min

from core.sections import Section
from listening.models import Report, State, Voice
from moderation.models import Block, ReportSetting, Suspension
from moderation.permissions import is_moderator, may_decide, may_suspend
from moderation.reporting import weight


def person_behind(voice: Voice, user: Any) -> Section | None:
    """The panel beside one voice; some five queries, whoever it is."""
    if not is_moderator(user):
        return None
    email = voice.address
    past = list(
        Suspension.objects.filter(member_id=voice.member_id or 0).select_related("by").order_by("-pk")
    )
    own = past[0] if past and past[0].ended_at is None else None
    # A guest, or a second account, that writes from the address of somebody who is suspended.
    now = own or (Suspension.objects.covering(email) if email else None)
    other = now.member if now and now != own else None
    context = {
        "voice": voice,
        "member": voice.member,
        "url": voice.member.get_absolute_url() if voice.member else "",
        "suspension": now,
        "other": other,
        "other_url": other.get_absolute_url() if other else "",
        "earlier": len(past) - bool(own),
        "may_suspend": bool(voice.member and own is None and may_suspend(user, voice.member)),
        "may_lift": bool(now and may_suspend(user, now.member)),
        "block": Block.objects.covering(email) if email else None,
        "may_block": bool(email) and user.has_perm("moderation.add_block"),
        **_said(voice),
    }
    return Section("moderation/sanctions/panel.html", context)


def reports_on(voice: Voice, user: Any) -> Section | None:
    """How many object to one voice now, and how far that is from taking it out of sight."""
    if not is_moderator(user):
        return None
    number = Report.objects.unsettled().filter(voice=voice).count()
    if not number:
        return None
    context = {
        "voice": voice,
        "number": number,
        "weight": weight(voice),
        "enough": ReportSetting.present().enough,
        "may_leave": may_decide(user, voice),
    }
    return Section("moderation/sanctions/reports.html", context)


def _said(voice: Voice) -> dict[str, Any]:
    """How much this person has said, what became of it, and how often others objected."""
    said = Voice.objects.by_person(voice).exclude(state=State.AWAITING)
    rows = said.order_by().values_list("state").annotate(number=Count("pk"), first=Min("said_at"))
    counted = {state: (number, first) for state, number, first in rows}
    objected = Report.objects.filter(voice__in=said).values("voice").distinct().count()
    return {
        "states": [(counted[state.value][0], state.label) for state in State if state.value in counted],
        "since": min((first for _number, first in counted.values()), default=None),
        "objected": objected,
    }
