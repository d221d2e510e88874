"""The picture at the head of an essay: its own, or a drawing of the house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.templatetags.static import static
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from blog.plates import plate_for

if TYPE_CHECKING:
    from blog.entries import Entry
    from core.models import Image
    from people.models import User

WIDTHS = (480, 800, 1200, 1800)
# A picture of this size stands beside a shared link; it keeps the format it was uploaded in.
SHARED_SIZE = "width-1200"
# Drawings are made at this size.
PLATE_SIZE = (900, 470)


@dataclass(frozen=True)
class Picture:
    """Everything an `<img>` needs; a drawing is decoration and has no words."""

    src: str
    width: int
    height: int
    alt: str = ""
    credit: str = ""
    srcset: str = ""
    sizes: str = "100vw"
    is_plate: bool = False


def picture_of(image: Image | None, alt: str, essay_id: int) -> Picture:
    """Return the essay's picture in several widths, or its drawing."""
    try:
        return _in_several_widths(image, alt) if image else _plate(essay_id)
    except SourceImageIOError:
        # A file that got lost takes no page down with it.
        return _plate(essay_id)


def _plate(essay_id: int) -> Picture:
    width, height = PLATE_SIZE
    return Picture(static(plate_for(essay_id)), width, height, is_plate=True)


def _in_several_widths(image: Image, alt: str) -> Picture:
    specs = [f"width-{width}|format-webp" for width in WIDTHS if width <= image.width] or [
        "original|format-webp"
    ]
    made = sorted(image.get_renditions(*specs).values(), key=lambda rendition: rendition.width)
    middle = made[len(made) // 2]
    srcset = ", ".join(f"{rendition.url} {rendition.width}w" for rendition in made)
    return Picture(middle.url, middle.width, middle.height, alt, image.credit, srcset)


def lead_picture(entry: Entry) -> Picture:
    """Return the picture of the essay that leads the front page."""
    page = Page.objects.select_related("essaypage__hero_image").get(pk=entry.id)
    essay = page.essaypage
    return picture_of(essay.hero_image, essay.hero_alt, entry.id)


def portrait_of(person: User) -> Picture | None:
    """Return a square portrait, or None for who has none."""
    if person.portrait is None:
        return None
    try:
        made = person.portrait.get_rendition("fill-320x320|format-webp")
    except SourceImageIOError:
        return None
    return Picture(made.url, made.width, made.height, alt=str(person))


def shared_picture_url(image: Image) -> str:
    """Return the address of the picture that stands beside a shared link, or nothing when its file is lost."""
    try:
        return str(image.get_rendition(SHARED_SIZE).url)
    except SourceImageIOError:
        return ""
