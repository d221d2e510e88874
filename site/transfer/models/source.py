from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Source(models.Model):
    """Where something of ours came from, so that a second import finds it again instead of adding it twice."""

    blog = models.CharField(
        max_length=300, help_text="The old blog's address: two blogs may both have a post 1."
    )
    kind = models.CharField(max_length=20)
    item = models.CharField(max_length=300, help_text="Its id there.")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    thing = GenericForeignKey("content_type", "object_id")
    checksum = models.CharField(max_length=64, help_text="Of what was read, in the neutral form.")
    revision = models.BigIntegerField(
        null=True, help_text="The page's revision that the import wrote; a later one is an edit made here."
    )
    traces = models.JSONField(
        default=dict, help_text="Digests of what the import wrote that has no revisions, by its name."
    )
    indexed = models.BooleanField(
        default=False,
        help_text="Whether search knows it; an import that was cut short leaves this to the next.",
    )
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["blog", "kind", "item"], name="one_source_an_item")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.blog} {self.kind} {self.item}"
