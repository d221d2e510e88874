from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from core.reserved import EVERY_LEVEL
from core.slugs import slug_for


class TagQuerySet(models.QuerySet["Tag"]):
    def at_address(self, slug: str) -> Tag | None:
        """The tag that lives at `slug` or has lived there, or None."""
        found = self.filter(slug=slug).first()
        return found or self.filter(aliases__slug=slug).first()


class Tag(TagBase):
    """A word that authors hang on essays, in any script."""

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["slug"]

    def slugify(self, tag: str, i: int | None = None) -> str:
        """The slug of a name, numbered when taggit finds it taken or the site needs it (taggit's own hook)."""
        slug = slug_for(tag, length=90) or "tag"
        if slug in EVERY_LEVEL:
            slug = f"{slug}-tag"
        return slug if i is None else f"{slug}-{i}"

    def get_absolute_url(self) -> str:
        return reverse("blog:tag", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store; where its slug has changed, its old address leads here from now on."""
        with transaction.atomic():
            old = Tag.objects.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
            super().save(*args, **kwargs)
            TagAlias.objects.filter(slug=self.slug).delete()
            if old and old != self.slug:
                TagAlias.objects.update_or_create(slug=old, defaults={"tag": self})


class TagName(models.Model):
    """A tag's name in another language than the site's first."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "language"], name="one_tag_name_a_language")]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


class TagAlias(models.Model):
    """An address where a tag once was. A tag that takes it over removes this row."""

    slug = models.CharField(max_length=100, unique=True)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")

    def __str__(self) -> str:
        return f"{self.slug} → {self.tag_id}"
