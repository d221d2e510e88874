"""What became of all that a person has said here, in a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listening.models import State, Voice
from moderation.desk.keys import person_key


@dataclass(frozen=True)
class Past:
    """Numbers of voices, the one that is looked at included."""

    approved: int = 0
    held: int = 0
    hidden: int = 0
    spam: int = 0
    withdrawn: int = 0

    @property
    def is_first(self) -> bool:
        return self.approved + self.held + self.hidden + self.spam + self.withdrawn <= 1

    @property
    def line(self) -> str:
        """The numbers in words; what there is none of is left out."""
        if self.is_first:
            return _("First voice here")
        words = [
            (self.approved, ngettext("%d public", "%d public", self.approved)),
            (self.held, ngettext("%d held", "%d held", self.held)),
            (self.hidden, ngettext("%d hidden", "%d hidden", self.hidden)),
            (self.spam, ngettext("%d spam", "%d spam", self.spam)),
            (self.withdrawn, ngettext("%d withdrawn", "%d withdrawn", self.withdrawn)),
        ]
        return " · ".join(sentence % number for number, sentence in words if number)


STATES = {
    State.PUBLIC: "approved",
    State.HELD: "held",
    State.HIDDEN: "hidden",
    State.SPAM: "spam",
    State.WITHDRAWN: "withdrawn",
}


def pasts(voices: Iterable[Voice]) -> dict[str, Past]:
    """Return the past of everybody who said one of these, by `person_key`, in one query."""
    listed = list(voices)
    members = {voice.member_id for voice in listed if voice.member_id}
    guests = {voice.guest_id for voice in listed if voice.guest_id}
    said = Voice.objects.filter(Q(member_id__in=members) | Q(guest_id__in=guests)).exclude(
        state=State.AWAITING
    )
    found: dict[str, dict[str, int]] = {}
    counted = said.order_by().values_list("member_id", "guest_id", "state").annotate(number=Count("pk"))
    for member, guest, state, number in counted:
        key = person_key(Voice(member_id=member, guest_id=guest))
        found.setdefault(key, {})[STATES[State(state)]] = number
    return {key: Past(**numbers) for key, numbers in found.items()}
