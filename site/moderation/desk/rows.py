"""A voice as the desk lists it, with all that is needed to decide about it: in the same few queries for any number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from listening.kinds import Described, kinds, places
from listening.models import Report, Role, State, Voice
from moderation.desk import keys
from moderation.desk.past import Past, pasts
from moderation.desk.whys import Group, Whys
from moderation.desk.words import excerpt, linked_hosts, shortened, version
from moderation.models import CannedReply, Claim, Decision
from moderation.permissions import UNDECIDABLE, may_speak
from people.models import User

# What the buttons of a moderator lead to, and the key that presses each.
DEEDS = {"approve": State.PUBLIC, "hide": State.HIDDEN, "spam": State.SPAM}


@dataclass(frozen=True)
class Became:
    """What has just happened to a voice here, or why it could not; then what was typed stays in the form."""

    said: str = ""
    # Whether that was all there is to do with it for now: not what was taken, given back or undone.
    is_decided: bool = False
    typed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Deed:
    name: str
    label: str
    key: str


@dataclass(frozen=True)
class Answered:
    """The voice above."""

    name: str
    excerpt: str
    url: str


@dataclass(frozen=True)
class Last:
    """The last decision, and the row to undo when that can be done."""

    line: str
    at: datetime
    words: str
    undo: int | None


@dataclass(frozen=True)
class Row:
    voice: Voice
    kind: str
    state: str
    who: str
    words: str
    is_cut: bool
    hosts: list[str]
    past: Past
    person_url: str
    place: Described | None
    place_url: str
    answered: Answered | None
    reports: list[tuple[str, int]]
    last: Last | None
    claim: Claim | None
    is_claimed_by_me: bool
    deeds: list[Deed]
    whys: list[Group]
    can_reply: bool
    canned: list[tuple[CannedReply, str]]
    became: Became

    @property
    def url(self) -> str:
        return reverse("voices:voice", args=[self.voice.pk])

    @property
    def version(self) -> str:
        return version(self.voice)

    @property
    def is_claimed_by_another(self) -> bool:
        return self.claim is not None and not self.is_claimed_by_me


def listed(voices: QuerySet[Voice]) -> QuerySet[Voice]:
    """Take with each voice what its row shows."""
    return voices.select_related("reply_to", "member", "guest")


@dataclass
class Desk:
    """Who looks, and what is the same for every row."""

    user: User
    whys: Whys = field(default_factory=Whys)

    def __post_init__(self) -> None:
        self.canned = list(CannedReply.objects.prefetch_related("texts"))
        self.may_speak = may_speak(self.user)

    def rows(self, voices: Iterable[Voice], became: dict[int, Became] | None = None) -> list[Row]:
        """Return these voices as rows; `became` says by id what was just done with some of them."""
        listed = list(voices)
        stands = places.described((voice.place_type_id, voice.place_id) for voice in listed)
        past, reports, last, claims = pasts(listed), _reports(listed), _last(listed), _claims(listed)
        return [
            self._row(
                voice,
                past=past.get(keys.person_key(voice), Past()),
                place=stands.get((voice.place_type_id, voice.place_id)),
                reports=reports.get(voice.pk, []),
                last=self._last(voice, last.get(voice.pk)),
                claim=claims.get(voice.pk),
                became=(became or {}).get(voice.pk, Became()),
            )
            for voice in listed
        ]

    def _row(self, voice: Voice, *, claim: Claim | None, **known: Any) -> Row:
        words, is_cut = shortened(voice.html)
        kind = kinds.of(voice)
        key = keys.person_key(voice)
        return Row(
            voice=voice,
            kind=str(kind.label or kind.name),
            state=str(State(voice.state).label),
            who=_who(voice),
            words=words,
            is_cut=is_cut,
            hosts=linked_hosts(voice.html),
            person_url=keys.address(person=key) if key else "",
            place_url=keys.address(place=keys.place_key(voice)),
            answered=_answered(voice),
            claim=claim,
            is_claimed_by_me=claim is not None and claim.by_id == self.user.pk,
            deeds=deeds(voice),
            whys=self.whys.groups(voice.language),
            can_reply=self.may_speak and bool(kind.reply) and voice.state in {State.HELD, State.PUBLIC},
            canned=[(reply, reply.in_language(voice.language)) for reply in self.canned],
            **known,
        )

    def _last(self, voice: Voice, decision: Decision | None) -> Last | None:
        if decision is None:
            return None
        said = {"state": State(decision.to_state).label, "who": decision.by or self.whys.title(decision.rule)}
        words = [self.whys.title(decision.code) if decision.code and decision.by_id else "", decision.reason]
        can_undo = voice.state not in UNDECIDABLE and decision.from_state not in {
            "",
            decision.to_state,
            *UNDECIDABLE,
        }
        return Last(
            line=_("%(state)s: %(who)s") % said,
            at=decision.at,
            words=" – ".join(filter(None, [*words, decision.note and f"[{decision.note}]"])),
            undo=decision.pk if can_undo else None,
        )


def deeds(voice: Voice) -> list[Deed]:
    """What can be decided about it as it is now."""
    named = [
        Deed("approve", _("Approve"), "a"),
        Deed("hide", _("Hide"), "h"),
        Deed("spam", _("Spam"), "s"),
    ]
    return [deed for deed in named if voice.state not in UNDECIDABLE and DEEDS[deed.name] != voice.state]


def _who(voice: Voice) -> str:
    if voice.role:
        return str(Role(voice.role).label)
    if voice.member_id:
        return _("Member")
    return _("Guest") if voice.guest_id else _("Nobody we know")


def _answered(voice: Voice) -> Answered | None:
    above = voice.reply_to
    if above is None:
        return None
    return Answered(above.name, excerpt(above.html), reverse("voices:voice", args=[above.pk]))


def _reports(voices: Sequence[Voice]) -> dict[int, list[tuple[str, int]]]:
    """Return what is objected to and not settled, by voice, with how often."""
    open_ones = Report.objects.unsettled().filter(voice__in=[voice.pk for voice in voices])
    found: dict[int, list[tuple[str, int]]] = {}
    counted = open_ones.order_by().values_list("voice_id", "reason").annotate(number=Count("pk"))
    for pk, reason, number in counted:
        found.setdefault(pk, []).append((str(Report.Reason(reason).label), number))
    return found


def _last(voices: Sequence[Voice]) -> dict[int, Decision]:
    decisions = Decision.objects.filter(voice__in=[voice.pk for voice in voices]).select_related("by")
    return {decision.voice_id: decision for decision in decisions.order_by("pk")}


def _claims(voices: Sequence[Voice]) -> dict[int, Claim]:
    claims = Claim.objects.in_force().filter(voice__in=[voice.pk for voice in voices]).select_related("by")
    return {claim.voice_id: claim for claim in claims}
