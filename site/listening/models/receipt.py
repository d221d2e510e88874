from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

from listening.models.voice import Voice


def hashed(token: str) -> str:
    """Return what is stored of a secret: enough to recognise it, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_salt() -> str:
    return secrets.token_urlsafe(16)


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def give(self, voice: Voice, **wishes: Any) -> Receipt:
        """Store and return the receipt of a voice that has none."""
        receipt = Receipt(voice=voice, salt=new_salt(), **wishes)
        receipt.token_hash = hashed(receipt.token)
        receipt.save(force_insert=True)
        return receipt

    def of(self, voice: Voice) -> Receipt:
        """Return the voice's receipt; imported voices get theirs when somebody asks."""
        return self.filter(voice=voice).first() or self.give(voice)

    def hear(self) -> None:
        """Let answers be news again."""
        self.update(muted_at=None, hushed_at=None)

    def with_mute_token(self, token: str) -> Receipt | None:
        """Return the receipt whose answers this token, from the head of a mail, can mute."""
        number, _dash, _proof = token.partition("-")
        row = self.select_related("voice").filter(pk=number).first() if number.isdecimal() else None
        return row if row and constant_time_compare(row.mute_token, token) else None

    def with_token(self, token: str) -> Receipt | None:
        """Return the receipt that this link opens, with its voice."""
        return self.select_related("voice").filter(token_hash=hashed(token)).first()


class Receipt(models.Model):
    """The private page of one voice. Its link is made anew each time it is shown; a new salt makes the old one useless."""

    voice = models.OneToOneField(Voice, on_delete=models.CASCADE, primary_key=True, related_name="receipt")
    salt = models.CharField(max_length=22)
    token_hash = models.CharField(max_length=64, unique=True)
    # Answers to this voice are no news to its author any more; or no mail about it at all.
    muted_at = models.DateTimeField(null=True)
    mails_stopped_at = models.DateTimeField(null=True)
    # Ended with the conversation or with all mail: nobody writes that a listener has answered. Follows end by themselves.
    hushed_at = models.DateTimeField(null=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        default_permissions = []

    def __str__(self) -> str:
        return f"Receipt of {self.voice_id}"

    @property
    def is_muted(self) -> bool:
        """Whether its author is not written to when a listener answers."""
        return bool(self.muted_at or self.hushed_at)

    @property
    def token(self) -> str:
        """The secret part of the link."""
        return salted_hmac(
            "listening.receipt", f"{self.voice_id}|{self.salt}", algorithm="sha256"
        ).hexdigest()

    @property
    def mute_token(self) -> str:
        """Proves no more than that this person was told of an answer: what a mail program posts opens no receipt."""
        proof = salted_hmac("listening.answers", f"{self.voice_id}|{self.salt}", algorithm="sha256")
        return f"{self.voice_id}-{proof.hexdigest()}"

    def renew(self) -> None:
        """Make every link given out so far useless."""
        self.salt = new_salt()
        self.token_hash = hashed(self.token)
        self.save(update_fields=["salt", "token_hash"])
