"""Who hears of something, and of which conversation. One proved address is one person, a member or a guest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet

from listening.models import Follow, Voice
from people.models import Guest


class Person(NamedTuple):
    """A member or a guest, by id; nobody without both."""

    member_id: int | None
    guest_id: int | None = None

    @property
    def fields(self) -> dict[str, Any]:
        return self._asdict()

    @property
    def today(self) -> Person:
        """This person as they are known now: a guest whose address a member has proved is that member."""
        if self.guest_id is None:
            return self
        addresses = Guest.objects.filter(pk=self.guest_id).values("email")
        member_id = _proved().filter(email__in=addresses).values_list("user_id", flat=True).first()
        return Person(member_id) if member_id else self

    @property
    def selves(self) -> Selves:
        now = self.today
        if now.member_id is None:
            return Selves(None, [now.guest_id] if now.guest_id else [])
        # As ids: with a query in its place a database would read whole tables.
        return Selves(now.member_id, list(guests_behind(now.member_id).values_list("pk", flat=True)))


class Selves(NamedTuple):
    """Everybody who one person is: a member, and each guest whose address they have proved."""

    member_id: int | None
    guest_ids: list[int]

    def own(self, path: str = "") -> Q:
        """Return the condition for all that is theirs."""
        theirs = Q(pk__in=())
        if self.member_id:
            theirs |= Q((f"{path}member", self.member_id))
        if self.guest_ids:
            theirs |= Q((f"{path}guest__in", self.guest_ids))
        return theirs


class Stand(NamedTuple):
    """Where a conversation stands."""

    place_type_id: int
    place_id: int

    @property
    def fields(self) -> dict[str, Any]:
        return self._asdict()


def stand_of(row: Voice | Follow) -> Stand:
    return Stand(row.place_type_id, row.place_id)


def stand_at(place: models.Model) -> Stand:
    return Stand(ContentType.objects.get_for_model(place).pk, place.pk)


def speaker_of(voice: Voice) -> Person:
    return Person(voice.member_id, voice.guest_id)


def guests_behind(member_id: int) -> QuerySet[Guest]:
    """Return the guests whose address this member has proved."""
    return Guest.objects.filter(email__in=_proved().filter(user=member_id).values("email"))


def members_with(addresses: Iterable[str]) -> dict[str, int]:
    """Return which of these addresses a member has proved, with the member's id."""
    return dict(_proved().filter(email__in=set(addresses)).values_list("email", "user_id"))


def _proved() -> QuerySet[EmailAddress]:
    # Guests' addresses and these are stored in lower case.
    return EmailAddress.objects.filter(verified=True, user__is_active=True)
