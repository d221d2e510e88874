from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from core.pictures import content_name, reencode


def uploader(related_name: str) -> models.ForeignKey[Any, Any]:
    """Who brought a file; named, because Wagtail's own picture and document tables take the default names."""
    field: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("uploaded by"), null=True, blank=True, editable=False,
        on_delete=models.SET_NULL, related_name=related_name,
    )  # fmt: skip
    # As Wagtail marks its own: who uploaded a file does not use it.
    field.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    return field


class Image(AbstractImage):
    """A picture, proven by decoding and stored without what the camera wrote about place and owner."""

    uploaded_by_user = uploader("uploaded_images")
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="tagged_images")
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
            self.file: Any = clean
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
    uploaded_by_user = uploader("uploaded_documents")
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="tagged_documents")

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
