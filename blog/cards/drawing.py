"""Draws a card: title and authors on the ground of the essay's plate.

The letters are TeX Gyre Pagella's, as in the wordmark; its licence lies beside it. It has every Latin letter and no
Chinese, Greek beyond mathematics, Cyrillic or Arabic: such an essay keeps the card of its plate, without words.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).with_name("texgyrepagella-regular.otf")
# What every service that shows cards asks for (https://ogp.me has no size of its own).
SIZE = (1200, 630)
MARGIN = 72
TEXT_WIDTH = 700
TITLE_HEIGHT = 360
TITLE_SIZES = (104, 92, 80, 70, 60, 52, 44, 38)
SMALL = 30
LEADING = 1.1
# As static/css/tokens.css has them: the plate's ground, its chalk, the lamp; sRGB.
GROUND, CHALK, LAMP = (30, 46, 70), (220, 215, 201), (249, 172, 70)
# From where on the drawing begins to show, and how much of it shows at the far side (of 255).
DRAWING_FROM, DRAWING_SHOWN = 640, 245
# A drawing has few colours; so many keep its edges smooth.
COLOURS = 64
# No font has a picture for this one: what comes out is what it draws for letters that it does not have.
NO_LETTER = "\uffff"

Font = ImageFont.FreeTypeFont


def can_draw(text: str) -> bool:
    """Return whether the font has every letter of `text`."""
    font = _font(SMALL)
    missing = bytes(font.getmask(NO_LETTER))
    return all(letter.isspace() or bytes(font.getmask(letter)) != missing for letter in set(text))


def draw(title: str, names: list[str], plate: Path) -> bytes:
    """Return a card as a PNG; `plate` is the drawing's own card."""
    card = _ground(plate)
    pen = ImageDraw.Draw(card)
    _site_name(pen)
    font, lines = _fitted(title)
    height = round(font.size * LEADING)
    top = (SIZE[1] - height * len(lines)) // 2
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + number * height), line, CHALK, font)
    names_line = _shortened(" · ".join(names), _font(SMALL))
    pen.text((MARGIN, SIZE[1] - MARGIN), names_line, CHALK, _font(SMALL), anchor="ls")
    return _written(card)


def _ground(plate: Path) -> Image.Image:
    """The plate's ground, out of which the drawing comes towards the far side."""
    with Image.open(plate) as drawing:
        picture = drawing.convert("RGB").resize(SIZE)
    shown = Image.linear_gradient("L").rotate(90).resize((SIZE[0] - DRAWING_FROM, SIZE[1]))
    mask = Image.new("L", SIZE, 0)
    mask.paste(shown.point(lambda value: value * DRAWING_SHOWN // 255), (DRAWING_FROM, 0))
    return Image.composite(picture, Image.new("RGB", SIZE, GROUND), mask)


def _site_name(pen: ImageDraw.ImageDraw) -> None:
    name = settings.WAGTAIL_SITE_NAME
    ring = (MARGIN, MARGIN - 22, MARGIN + 20, MARGIN - 2)
    pen.ellipse(ring, outline=LAMP, width=4)
    if can_draw(name):
        pen.text((MARGIN + 34, MARGIN), name, CHALK, _font(SMALL), anchor="ls")


def _fitted(title: str) -> tuple[Font, list[str]]:
    """Return the largest size at which the title fits, and its lines."""
    for size in TITLE_SIZES:
        font = _font(size)
        lines = list(_lines(title, font))
        wide = max(font.getlength(line) for line in lines)
        if wide <= TEXT_WIDTH and len(lines) * size * LEADING <= TITLE_HEIGHT:
            break
    most = int(TITLE_HEIGHT / (font.size * LEADING))
    return font, [_shortened(line, font) for line in lines[:most]]


def _lines(text: str, font: Font) -> Iterator[str]:
    line = ""
    # At plain spaces alone: French keeps its marks with their words by others.
    for word in filter(None, text.split(" ")):
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > TEXT_WIDTH:
            yield line
            line = word
        else:
            line = longer
    yield line


def _shortened(text: str, font: Font) -> str:
    """Return the text, or as much of it as fits and an ellipsis."""
    if font.getlength(text) <= TEXT_WIDTH:
        return text
    while text and font.getlength(f"{text}…") > TEXT_WIDTH:
        text = text[:-1]
    return f"{text.rstrip(' ·')}…"


def _written(card: Image.Image) -> bytes:
    out = io.BytesIO()
    card.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache
def _font(size: int) -> Font:
    return ImageFont.truetype(FONT, size)
