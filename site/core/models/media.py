from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from core.pictures import content_name, reencode


class Image(AbstractImage):
    """A picture, proven by decoding and stored without what the camera wrote about place and owner."""

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, and its licence.")
    )

    admin_form_fields = (
        "title", "file", "description", "credit", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Re-encode a new file first; raises ValidationError when it is no picture."""
        if self.file and not self.file._committed:
            clean = reencode(self.file.file)
            self.file = clean
            self.file_size = clean.size
            self.file_hash = ""
        super().save(*args, **kwargs)

    def get_upload_to(self, filename: str) -> str:
        """A name made from the content, so that its address never shows anything else."""
        return content_name(self.file.file, "original_images", filename)


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Document(AbstractDocument):
    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
