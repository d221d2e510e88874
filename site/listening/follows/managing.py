"""What the link in a mail stands for, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from listening.follows.asking import Person, Stand, change_all_paces, go_on, mute, stop_all
from listening.follows.claiming import who_is
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
            return cls(Person(receipt.voice.member_id, receipt.voice.guest_id), receipt=receipt)
        wishes = MailWishes.objects.with_token(token)
        if wishes is None:
            return None
        # Who was a guest when the mail left may be a member by now.
        member = who_is(wishes.guest) if wishes.guest else None
        return cls(Person(member.pk) if member else Person(*wishes.person))

    @property
    def is_ended(self) -> bool:
        if self.follow:
            return self.follow.ended_at is not None
        return self.receipt is not None and self.receipt.muted_at is not None

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
            mute(Stand(self.about.place_type_id, self.about.place_id), self.person, self.about.language)
        if self.receipt:
            self.end()

    @transaction.atomic
    def go_on(self) -> None:
        """Take a stop of one conversation back."""
        if self.follow:
            go_on(Follow.objects.filter(pk=self.follow.pk))
        elif self.receipt:
            Receipt.objects.filter(pk=self.receipt.pk).update(muted_at=None)

    def change_pace(self, pace: Pace) -> None:
        if self.follow:
            Follow.objects.filter(pk=self.follow.pk).update(pace=pace)
        elif self.is_everything:
            change_all_paces(self.person, pace)
