"""What the link in a mail stands for, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from listening.follows.asking import Person, Stand, change_all_paces, go_on, mute, stop_all
from listening.models import Follow, MailWishes, Pace


@dataclass(frozen=True)
class Link:
    """One conversation, or everything that a person follows."""

    person: Person
    follow: Follow | None = None

    @classmethod
    def behind(cls, token: str) -> Link | None:
        """Return what the token proves a right to; None for a token that was never given, or whose matter is gone."""
        follow = Follow.objects.with_token(token)
        if follow:
            return cls(Person(*follow.person), follow)
        wishes = MailWishes.objects.with_token(token)
        return cls(Person(*wishes.person)) if wishes else None

    def end(self) -> None:
        """End what the link is about."""
        if self.follow is None:
            stop_all(self.person)
        else:
            Follow.objects.filter(pk=self.follow.pk).end()

    def end_everything(self) -> None:
        stop_all(self.person)

    def be_quiet(self) -> None:
        """End everything about this conversation, for whatever reason it comes."""
        if self.follow:
            mute(Stand(self.follow.place_type_id, self.follow.place_id), self.person, self.follow.language)

    @transaction.atomic
    def go_on(self) -> None:
        """Take a stop of one conversation back."""
        if self.follow:
            go_on(Follow.objects.filter(pk=self.follow.pk))

    def change_pace(self, pace: Pace) -> None:
        if self.follow:
            Follow.objects.filter(pk=self.follow.pk).update(pace=pace)
        else:
            change_all_paces(self.person, pace)
