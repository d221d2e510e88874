"""Pictures: proven by decoding, written anew without metadata, named by their content."""

import hashlib
import io
from pathlib import PurePath
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = {"GIF": ".gif", "JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif"}
# What a decoder may be asked to hold: 60 million points are about 180 MB.
MOST_POINTS = 60_000_000
# Of all frames of a moving picture together, which are held at once while it is written.
MOST_MOVING_POINTS = 150_000_000


def reencode(file: IO[bytes]) -> ContentFile[bytes]:
    """Return the picture in its own format, upright and without metadata. Raises ValidationError if it is none."""
    file.seek(0)
    try:
        picture = Image.open(file)
        # What many telephones call a JPEG with a second, smaller one inside.
        kind = "JPEG" if picture.format == "MPO" else picture.format or ""
        if kind not in FORMATS or picture.width * picture.height > MOST_POINTS:
            raise ValidationError(
                _("Use a JPEG, PNG, WebP, AVIF or GIF picture of at most 60 million points.")
            )
        frames = 1 if kind == "JPEG" else getattr(picture, "n_frames", 1)
        if frames * picture.width * picture.height > MOST_MOVING_POINTS:
            raise ValidationError(_("This moving picture is too long: its frames have too many points."))
        data = _written(picture, kind)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This file is no picture that can be read.")) from error
    name = PurePath(getattr(file, "name", "") or "picture").stem[:60] + FORMATS[kind]
    return ContentFile(data, name=name)


def _written(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind != "JPEG" and getattr(picture, "is_animated", False):
        picture.info.pop("comment", None)
        picture.save(out, kind, save_all=True, comment=b"")
        return out.getvalue()
    upright = ImageOps.exif_transpose(picture)
    upright.info = {
        key: value for key, value in upright.info.items() if key in {"transparency", "icc_profile"}
    }
    options: dict[str, Any] = {"quality": 90} if kind in {"JPEG", "WEBP", "AVIF"} else {}
    upright.save(out, kind, **options)
    return out.getvalue()


def content_name(file: IO[bytes], folder: str, filename: str) -> str:
    """Return `folder/stem.hash.ext`: the same name always means the same bytes."""
    file.seek(0)
    digest = hashlib.sha256(file.read()).hexdigest()[:16]
    file.seek(0)
    path = PurePath(filename)
    stem = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in path.stem)[
        :50
    ].strip("-")
    return f"{folder}/{stem or 'picture'}.{digest}{path.suffix.lower()}"
