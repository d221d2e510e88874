"""The page of one voice: what stands around it, who said it, and everything that was decided, reported and changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from listening.kinds import kinds
from listening.models import Report, State, Voice
from moderation.desk.access import has_keys, moderator_of, voice_shown
from moderation.desk.rows import Became, Desk
from moderation.desk.whys import Whys
from moderation.desk.words import excerpt
from moderation.models import Decision
from people.models import User

# Enough to see how a conversation goes on; the rest stands in the thread.
ANSWERS_SHOWN = 10


@dataclass(frozen=True)
class Near:
    """A voice around the one that is looked at."""

    name: str
    state: str
    words: str
    url: str
    at: datetime


@dataclass(frozen=True)
class Decided:
    """One decision: what, by whom or which rule, why, and which one it took back."""

    at: datetime
    state: str
    who: str
    why: str
    reason: str
    note: str
    is_undo: bool


@require_safe
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    """One voice with its context, and the ways to decide."""
    return drawn(request, moderator_of(request), voice_shown(pk))


def drawn(
    request: HttpRequest, user: User, shown: Voice, became: Became | None = None, status: int = 200
) -> HttpResponse:
    """Return the page, with what could not be done and all that was typed for it."""
    desk = Desk(user)
    [row] = desk.rows([shown], {shown.pk: became} if became else None)
    context = {
        "row": row,
        "voice": shown,
        "text": kinds.of(shown).text(shown),
        "thread_url": kinds.of(shown).url(shown) if shown.is_public else "",
        "above": [_near(each) for each in Voice.objects.filter(pk__in=shown.ids_above).order_by("path")],
        "below": [_near(each) for each in _answers(shown)],
        "earlier": list(shown.earlier_texts.order_by("-replaced_at")),
        "reports": [(row, Report.Reason(row.reason).label) for row in _reports(shown)],
        "decisions": [_decided(decision, desk.whys) for decision in _decisions(shown)],
        "next": reverse("voices:voice", args=[shown.pk]),
        "has_keys": has_keys(user),
        "breadcrumbs_items": _crumbs(shown),
        "header_title": shown.name or _("Voice"),
    }
    return TemplateResponse(request, "moderation/admin/voice.html", context, status=status)


def _crumbs(shown: Voice) -> list[dict[str, str]]:
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("voices:index"), "label": _("Voices")},
        {"url": "", "label": shown.name or _("Voice")},
    ]


def _answers(shown: Voice) -> list[Voice]:
    answers = Voice.objects.filter(reply_to=shown).exclude(state=State.AWAITING)
    return list(answers.order_by("said_at", "pk")[:ANSWERS_SHOWN])


def _reports(shown: Voice) -> list[Report]:
    return list(shown.reports.select_related("settled_by").order_by("-at", "-pk"))


def _decisions(shown: Voice) -> list[Decision]:
    return list(Decision.objects.filter(voice=shown).select_related("by").order_by("-at", "-pk"))


def _near(each: Voice) -> Near:
    url = reverse("voices:voice", args=[each.pk])
    return Near(each.name, str(State(each.state).label), excerpt(each.html), url, each.said_at)


def _decided(decision: Decision, whys: Whys) -> Decided:
    return Decided(
        at=decision.at,
        state=str(State(decision.to_state).label),
        who=str(decision.by) if decision.by else whys.title(decision.rule),
        why=whys.title(decision.code) if decision.code and decision.by_id else "",
        reason=decision.reason,
        note=decision.note,
        is_undo=decision.undoes_id is not None,
    )
