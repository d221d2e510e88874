"""What the link in a mail stands for, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from listening.follows.asking import change_all_paces
from listening.follows.hearing import Hearing, go_on, mute, stop_all
from listening.follows.person import Person, speaker_of, stand_of
from listening.models import Follow, MailWishes, Pace, Receipt, Voice


@dataclass(frozen=True)
class Link:
    """One conversation, the answers to one voice, or everything that a person follows."""

    person: Person
    follow: Follow | None = None
    receipt: Receipt | None = None

    @classmethod
    def behind(cls, token: str) -> Link | None:
        """Return what the token proves a right to; None for a token that was never given, or whose matter is gone."""
        follow = Follow.objects.with_token(token)
        if follow:
            return cls(Person(*follow.person), follow)
        receipt = Receipt.objects.with_mute_token(token)
        if receipt:
            person = speaker_of(receipt.voice)
            # Whose words nobody's are any more is not written to either.
            return cls(person, receipt=receipt) if any(person) else None
        wishes = MailWishes.objects.with_token(token)
        return cls(Person(*wishes.person)) if wishes else None

    @property
    def is_ended(self) -> bool:
        if self.follow:
            return self.follow.ended_at is not None
        return self.receipt is not None and self.receipt.is_muted

    @property
    def is_everything(self) -> bool:
        return self.follow is None and self.receipt is None

    @property
    def about(self) -> Follow | Voice | None:
        """What names the place of the conversation; None for everything."""
        return self.follow or (self.receipt.voice if self.receipt else None)

    def end(self) -> None:
        """End what the link is about."""
        if self.follow:
            Follow.objects.filter(pk=self.follow.pk).end()
        elif self.receipt:
            Receipt.objects.filter(pk=self.receipt.pk).update(muted_at=timezone.now())
        else:
            stop_all(self.person)

    def end_everything(self) -> None:
        stop_all(self.person)

    def be_quiet(self) -> None:
        """End everything about this conversation, for whatever reason it comes."""
        if self.about:
            mute(stand_of(self.about), self.person, self.about.language)

    @transaction.atomic
    def go_on(self) -> None:
        """Take a stop of one conversation back."""
        if self.follow:
            go_on(self.follow)
        elif self.receipt:
            if self.receipt.hushed_at:
                here = Hearing.of(self.person).at(stand_of(self.receipt.voice))
                here.take_back(self.receipt.hushed_at)
            Receipt.objects.filter(pk=self.receipt.pk).hear()

    def change_pace(self, pace: Pace) -> None:
        if self.follow:
            Follow.objects.filter(pk=self.follow.pk).update(pace=pace)
        elif self.is_everything:
            change_all_paces(self.person, pace)
