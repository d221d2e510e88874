from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import override


class OldPath(models.Model):
    """Where the public found a category, a tag or a person on an old blog. Of pages, Wagtail's redirects know it.

    It points to the row and not to an address, so that it leads there in one step whatever its name is by now.
    """

    path = models.CharField(max_length=255, unique=True, help_text="As Wagtail's redirects spell theirs.")
    language = models.CharField(max_length=12, help_text="Of the list that the reader is led to.")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    thing = GenericForeignKey("content_type", "object_id")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.path} → {self.address}"

    @property
    def address(self) -> str:
        """Where it stands now; nothing once it is gone."""
        with override(self.language):
            return str(self.thing.get_absolute_url()) if self.thing else ""


class OldHost(models.Model):
    """A host at which a blog stood that was brought in: links to it mean what came from there."""

    host = models.CharField(max_length=255)
    blog = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["host", "blog"], name="a_blog_stood_once_at_a_host")
        ]

    def __str__(self) -> str:
        return f"{self.host}: {self.blog}"
