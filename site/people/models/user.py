from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.slugs import free_slug, slug_for
from core.validators import validate_web_addresses

HANDLE_LENGTH = 60


def normal_email(email: str | None) -> str | None:
    """Return the address as it is stored: trimmed and in lower case, and None instead of nothing."""
    return (email or "").strip().lower() or None


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None, name: str, password: str | None = None, **fields: Any) -> User:
        """Return a stored user; without a password nobody can log in as them."""
        user = self.model(email=email, name=name, **fields)
        user.set_password(password)
        user.save()
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
        super().save(*args, **kwargs)

    def _free_handle(self) -> str:
        wanted = slug_for(self.name, ascii_only=True) or "person"
        taken = User.objects.exclude(pk=self.pk).filter(handle__startswith=wanted[: HANDLE_LENGTH - 8])
        return free_slug(wanted, set(taken.values_list("handle", flat=True)), HANDLE_LENGTH)
