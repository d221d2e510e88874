from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from core.reserved import EVERY_LEVEL
from core.slugs import slug_for


class Tag(TagBase):
    """A word that authors hang on essays, in any script."""

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


class TagName(models.Model):
    """A tag's name in another language than the site's first."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "language"], name="one_tag_name_a_language")]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"
