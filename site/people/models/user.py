from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.slugs import free_slug, slug_for
from core.validators import validate_web_addresses
from people.skeletons import SKELETON_LENGTH, skeleton

HANDLE_LENGTH = 60
# What a handle without a name is made of.
UNREMARKABLE = "abcdefghijkmnpqrstuvwxyz23456789"
# Who signed up has as long to prove the address; what is never proved is erased.
PROOF_WITHIN = timedelta(days=14)


def normal_email(email: str | None) -> str | None:
    """Return the address as it is stored: trimmed and in lower case, and None instead of nothing."""
    return (email or "").strip().lower() or None


class UserQuerySet(models.QuerySet["User"]):
    def never_proved(self, now: datetime) -> UserQuerySet:
        """Those who signed up with an address, and nobody has said since that it is theirs."""
        return self.filter(claimable=True, is_active=False, name="", date_joined__lt=now - PROOF_WITHIN)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str | None, name: str, password: str | None = None, **fields: Any) -> User:
        """Return a stored user, for whose address the caller vouches; without a password only mail lets them in."""
        user = self.model(email=email, name=name, **fields)
        user.set_password(password)
        with transaction.atomic():
            user.save()
            if user.is_active:
                user.take_address_as_proved()
        return user

    def sign_up(self, email: str) -> User:
        """Return whoever this address will be once it is proved: nobody yet, an earlier try, or an imported author."""
        placeholder = {"claimable": True, "is_active": False, "password": make_password(None)}
        # Without a name there is nothing to make a handle from; `name_oneself` gives a readable one.
        placeholder["handle"] = f"member-{get_random_string(12, UNREMARKABLE)}"
        user, _made = self.get_or_create(email=normal_email(email), defaults=placeholder)
        return user

    def create_superuser(self, email: str, name: str, password: str | None = None, **fields: Any) -> User:
        """Return a stored administrator."""
        return self.create_user(email, name, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=normal_email(username))


class User(index.Indexed, AbstractBaseUser, PermissionsMixin):
    """Somebody with a name here: a member, an author, a moderator; or an imported author who has no e-mail."""

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    handle = models.CharField(
        _("handle"),
        max_length=HANDLE_LENGTH,
        unique=True,
        blank=True,
        validators=[
            RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Small letters, digits and single hyphens."))
        ],
        help_text=_("The last part of this person's public address. Made from the name when left empty."),
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("As readers see it."))
    # Kept beside the name, so that one look-up finds whom a name looks like.
    name_skeleton = models.CharField(max_length=SKELETON_LENGTH, blank=True, editable=False, db_index=True)
    headline = models.CharField(
        _("headline"),
        max_length=160,
        blank=True,
        help_text=_("One line under the name: what you do, and where."),
    )
    bio = models.TextField(_("about"), blank=True, help_text=_("A few sentences for your public page."))
    portrait = models.ForeignKey(
        "core.Image",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    links = models.TextField(
        _("links"), blank=True, validators=[validate_web_addresses], help_text=_("One web address a line.")
    )
    is_active = models.BooleanField(_("may log in"), default=True)
    # Brought in with a blog or signed up, and nobody has proved yet to be this person. Whoever has been let in once
    # never becomes claimable again, so that proving an address undoes no suspension.
    claimable = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("is_active"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name or self.handle

    @property
    def link_list(self) -> list[tuple[str, str]]:
        """The links as (label, address), the label being the host without `www.`."""
        return [
            ((urlsplit(line).hostname or line).removeprefix("www."), line)
            for line in (line.strip() for line in self.links.splitlines())
            if line
        ]

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    def get_absolute_url(self) -> str:
        return reverse("blog:person", args=[self.handle])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = normal_email(self.email)
        if not self.handle:
            self.handle = self._free_handle()
        # An empty one would count as a password.
        self.password = self.password or make_password(None)
        self.name_skeleton = skeleton(self.name)
        self.claimable = self.claimable and not self.is_active
        super().save(*args, **_with_what_follows(kwargs))

    def take_address_as_proved(self) -> None:
        """Let this person log in by their address without a code first: they, or who vouches for them, proved it."""
        if self.email:
            self.emailaddress_set.exclude(email=self.email).delete()
            self.emailaddress_set.update_or_create(
                email=self.email, defaults={"verified": True, "primary": True}
            )

    def claim(self, password: str) -> None:
        """Become the person that the proved address belongs to; `password` is encoded, or empty for none."""
        self.is_active = True
        self.password = password or make_password(None)
        if not self.name:
            self.date_joined = timezone.now()
        self.save()

    def name_oneself(self) -> None:
        """Store the name that a member chose first, with a handle made from it."""
        if self.has_made_up_handle:
            self.handle = self._free_handle()
        self.save()

    @property
    def has_made_up_handle(self) -> bool:
        return self.handle.startswith("member-") and len(self.handle) == len("member-") + 12

    def _free_handle(self) -> str:
        wanted = slug_for(self.name, ascii_only=True) or "person"
        taken = User.objects.exclude(pk=self.pk).filter(handle__startswith=wanted[: HANDLE_LENGTH - 8])
        return free_slug(wanted, set(taken.values_list("handle", flat=True)), HANDLE_LENGTH)


def _with_what_follows(kwargs: dict[str, Any]) -> dict[str, Any]:
    """Return `save`'s arguments, with the fields that are computed from those that are to be stored."""
    fields = kwargs.get("update_fields")
    if fields is None:
        return kwargs
    followers = {"name": "name_skeleton", "is_active": "claimable"}
    return {**kwargs, "update_fields": {*fields, *(followers[name] for name in fields if name in followers)}}
