"""Portraits: cropped square, made small, written anew without what the camera noted."""

from __future__ import annotations

import io
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image as Drawn
from PIL import ImageOps
from wagtail.models import Collection

from core.models import Image
from core.pictures import reencode
from people.models import User

# A person's page shows 320 points; screens with three points to one want no more.
SIDE = 960
# 10 MB: a telephone's picture fits.
LARGEST = 10 * 1024 * 1024
# Where members' own portraits lie, apart from the pictures that authors choose from.
COLLECTION = "Portraits"


def square(file: IO[bytes]) -> ContentFile[bytes]:
    """Return the middle of a picture as a square WebP; raises ValidationError when it is none."""
    proven = reencode(file)
    with Drawn.open(proven) as picture:
        side = min(SIDE, *picture.size)
        cut = ImageOps.fit(picture.convert("RGBA"), (side, side), Drawn.Resampling.LANCZOS)
    out = io.BytesIO()
    cut.save(out, "WEBP", quality=85)
    return ContentFile(out.getvalue(), name="portrait.webp")


def check_size(file: IO[bytes]) -> None:
    """Raise ValidationError for a file that is larger than any portrait needs to be."""
    if file.seek(0, io.SEEK_END) > LARGEST:
        raise ValidationError(
            _("This picture is larger than 10 MB. A smaller copy of it looks the same here.")
        )
    file.seek(0)


def hang(user: User, cut: ContentFile[bytes] | None) -> None:
    """Give somebody this portrait, or none; one that they had uploaded before is deleted with its file."""
    with transaction.atomic():
        before = user.portrait
        user.portrait = _stored(user, cut) if cut else None
        user.save(update_fields=["portrait"])
        if (
            before is not None
            and before.collection.name == COLLECTION
            and before.uploaded_by_user_id == user.pk
        ):
            before.delete()


def _stored(user: User, cut: ContentFile[bytes]) -> Image:
    with Drawn.open(cut) as picture:
        width, height = picture.size
    image = Image(title=user.name, file=cut, width=width, height=height, uploaded_by_user=user)
    image.collection = portraits()
    image.save()
    return image


def portraits() -> Collection:
    """Return the collection of members' portraits, made where it is missing."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=COLLECTION).first() or root.add_child(name=COLLECTION)
