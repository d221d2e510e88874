"""The drawings of the house: small files of one size, each with a card for links that are passed on."""

import re
from pathlib import Path

import pytest
from PIL import Image

from blog.pictures import PLATE_SIZE
from blog.plates import PLATES, card_for, plate_for

STATIC = Path(__file__).parents[1] / "static"
MOST_BYTES = 4096
# What those who show links crop nothing from (https://ogp.me and their own notes agree on 1.91 : 1).
CARD_SIZE = (1200, 630)


@pytest.mark.parametrize("number", range(len(PLATES)), ids=PLATES)
def test_plate_is_small_and_has_its_size(number: int) -> None:
    drawing = STATIC / plate_for(number)
    width, height = PLATE_SIZE
    assert drawing.stat().st_size <= MOST_BYTES
    assert f'width="{width}" height="{height}"' in drawing.read_text()
    assert not re.search(r"<script|<style|href=|<text", drawing.read_text())


@pytest.mark.parametrize("number", range(len(PLATES)), ids=PLATES)
def test_plate_has_a_card(number: int) -> None:
    with Image.open(STATIC / card_for(number)) as card:
        assert card.size == CARD_SIZE


def test_every_drawing_is_used() -> None:
    assert {path.stem for path in (STATIC / "plates").glob("*.svg")} == set(PLATES)
