"""Every pair of colours that stands on a page, measured again: text 4.5, graphics 3 (WCAG 2.2, 1.4.3 and 1.4.11)."""

import math
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[1] / "static" / "css" / "tokens.css"
COLOUR = re.compile(r"--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\);")

Colour = tuple[float, float, float]

TEXT, GRAPHICS = 4.5, 3.0
GROUNDS = ["paper", "tint"]
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "soft", "act", "lamp-ink", "err") for ground in GROUNDS],
    *[(mark, ground, GRAPHICS) for mark in ("edge", "lamp") for ground in GROUNDS],
    ("paper", "ink", TEXT),
    ("paper", "act", TEXT),
]
LIGHT, DARK = 0, 1


def linear_rgb(lightness: float, chroma: float, hue: float) -> Colour:
    """Return linear sRGB of an OKLCH colour (https://bottosson.github.io/posts/oklab/)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def luminance(colour: Colour) -> float:
    red, green, blue = (min(1.0, max(0.0, part)) for part in linear_rgb(*colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colour(words: str) -> Colour:
    lightness, chroma, hue = (float(word) for word in words.split())
    return lightness, chroma, hue


@pytest.fixture(scope="module")
def colours() -> dict[str, tuple[Colour, Colour]]:
    return {name: (colour(light), colour(dark)) for name, light, dark in COLOUR.findall(TOKENS.read_text())}


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_pair_can_be_told_apart(
    colours: dict[str, tuple[Colour, Colour]], ink: str, ground: str, least: float, scheme: int
) -> None:
    assert contrast(colours[ink][scheme], colours[ground][scheme]) >= least


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_on_a_plate_can_be_read(colours: dict[str, tuple[Colour, Colour]], scheme: int) -> None:
    found = re.search(r"--chalk: oklch\(([\d. ]+)\);", TOKENS.read_text())
    assert found
    assert contrast(colour(found[1]), colours["plate"][scheme]) >= TEXT


def test_every_colour_is_inside_srgb(colours: dict[str, tuple[Colour, Colour]]) -> None:
    outside = [
        (name, part)
        for name, pair in colours.items()
        for one in pair
        for part in linear_rgb(*one)
        if not -0.002 <= part <= 1.002
    ]
    assert outside == []


def test_measures_black_on_white() -> None:
    assert contrast((0, 0, 0), (1, 0, 0)) == pytest.approx(21, abs=0.01)
