"""Pictures made on the spot."""

import io

from django.core.files.base import ContentFile
from PIL import Image as Drawn

from core.models import Image


def make_image(title: str = "Stairs", width: int = 900, height: int = 600) -> Image:
    """Return a stored JPEG of one colour."""
    out = io.BytesIO()
    Drawn.new("RGB", (width, height), (30, 45, 70 + len(title) % 100)).save(out, "JPEG")
    return Image.objects.create(title=title, file=ContentFile(out.getvalue(), name=f"{title.lower()}.jpg"))


def picture_block(image: Image, alt: str = "A flight of stairs") -> dict[str, object]:
    """Return the raw value of a picture block."""
    return {
        "type": "image",
        "value": {
            "image": {"image": image.pk, "alt_text": alt, "decorative": False},
            "caption": "Fourteen steps",
            "wide": False,
        },
    }
