from __future__ import annotations

from contextlib import suppress

import idna
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.mailboxes import BLIND_TO_DOTS, domain_of, domains_above, mailbox_of
from people.models import User
from people.models.user import normal_email


class BlockQuerySet(models.QuerySet["Block"]):
    def in_force(self) -> BlockQuerySet:
        return self.filter(ended_at=None)

    def covering(self, email: str) -> Block | None:
        """Return what is in force against this address or a domain that it is in, in one query."""
        mailbox = mailbox_of(email)
        of_domains = Q(kind=Block.Kind.DOMAIN, value__in=domains_above(domain_of(email)))
        of_address = Q(kind=Block.Kind.ADDRESS, value=mailbox)
        return self.in_force().filter(of_address | of_domains).order_by("kind", "pk").first()

    def keeping_mail_from(self, email: str) -> Block | None:
        """Return what keeps mail from this address: nothing where it is the own one of an account that may log in.

        Whoever has an account is told openly when they speak, and needs codes by mail to log in, read and leave.
        """
        block = self.covering(email)
        is_members = block and User.objects.filter(email=normal_email(email), is_active=True).exists()
        return None if is_members else block


class Block(models.Model):
    """Nobody speaks from this address, or from any of a domain and those below it, until its end is written."""

    class Kind(models.TextChoices):
        ADDRESS = "address", _("address")
        DOMAIN = "domain", _("domain")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    # As `core.mailboxes` writes it, so that one look-up finds every way of writing.
    value = models.CharField(_("address or domain"), max_length=254)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("from"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        default_permissions = ("view", "add", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "value"],
                condition=Q(ended_at=None),
                name="an_address_or_domain_is_blocked_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.shown

    @classmethod
    def of(cls, kind: str, typed: str) -> Block:
        """Return the block, not stored, of this address, or of the domain that it or a domain alone names."""
        return cls(kind=kind, value=mailbox_of(typed) if kind == cls.Kind.ADDRESS else domain_of(typed))

    def covers(self, email: str) -> bool:
        """Whether this one is against this address, in force or not."""
        if self.kind == self.Kind.ADDRESS:
            return mailbox_of(email) == self.value
        return self.value in domains_above(domain_of(email))

    def members(self) -> int:
        """Return how many who may log in write from there."""
        local, _at, domain = self.value.rpartition("@")
        ends = Q()
        for end in _spellings(domain):
            ends |= Q(email__iendswith=f"@{end}")
            if self.kind == self.Kind.DOMAIN:
                ends |= Q(email__iendswith=f".{end}")
        # Of one mailbox the first letter is the same however it is written.
        found = User.objects.filter(ends, is_active=True, email__istartswith=local[:1])
        if self.kind == self.Kind.DOMAIN:
            return found.count()
        return sum(self.covers(email) for email in found.values_list("email", flat=True) if email)

    @property
    def kind_label(self) -> str:
        return str(self.Kind(self.kind).label)

    @property
    def shown(self) -> str:
        """A domain, or an address with its name cut to one letter: whole addresses are shown to nobody."""
        local, at, domain = self.value.rpartition("@")
        return f"{local[:1]}…{at}{domain}" if at else self.value


def _spellings(domain: str) -> set[str]:
    """Return the ways in which addresses of accounts may spell this domain."""
    spelt = {domain, *(BLIND_TO_DOTS if domain in BLIND_TO_DOTS else ())}
    with suppress(idna.IDNAError):
        spelt.add(idna.decode(domain))
    return spelt
