"""Templates have closed inputs, ask no database, and hold neither scripts nor styles of their own."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[1] / "templates"
MOST_LINES = 100

PAGES = sorted(TEMPLATES.rglob("*.html"))
PARTS = [path for path in PAGES if path.parent.name in {"components", "blocks"}]
# A mail loads nothing, so that its style comes with it.
FRAME_OF_MAILS = TEMPLATES / "mail" / "base.html"

INCLUDE = re.compile(r"{%-?\s*include\s[^%]*%}")
TAG = re.compile(r"{[%{#].*?[%}#]}", re.DOTALL)
INLINE = {
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "handler attribute": re.compile(r"<[^>]*\son\w+\s*=", re.IGNORECASE),
    "script with a body": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "address that runs": re.compile(r"(?:href|src)\s*=\s*[\"']?javascript:", re.IGNORECASE),
}
QUERYING = re.compile(r"\.(?:all|exists|filter|order_by|select_related|get_\w+|specific|\w+_set)\b")
# What stands between tags and has a letter that a reader would read.
WORDS = re.compile(r">([^<>]*[A-Za-z]{2}[^<>]*)<")


def name(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_template_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", PARTS, ids=name)
def test_part_names_its_inputs(path: Path) -> None:
    assert path.read_text().startswith("{# inputs: ")


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_includes_see_only_what_they_are_given(path: Path) -> None:
    open_ones = [tag for tag in INCLUDE.findall(path.read_text()) if not re.search(r"\sonly\s*%}$", tag)]
    assert open_ones == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_nothing_inline(path: Path) -> None:
    bare = TAG.sub("", path.read_text())
    if path == FRAME_OF_MAILS:
        bare = bare.replace("<style>", "")
    assert [what for what, pattern in INLINE.items() if pattern.search(bare)] == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_nothing_is_marked_safe(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\|\s*safe\b|{%\s*autoescape\s+off", text)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_template_asks_the_database(path: Path) -> None:
    tags = "".join(TAG.findall(path.read_text()))
    assert QUERYING.findall(tags) == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_words_can_be_translated(path: Path) -> None:
    text = re.sub(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", "", path.read_text(), flags=re.DOTALL)
    bare = TAG.sub("", text)
    left = [words.strip() for words in WORDS.findall(bare)]
    # The name of the site on the page that cannot ask for it.
    assert [words for words in left if words and words != "· Listening Post"] == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_picture_has_its_size_and_words(path: Path) -> None:
    for tag in re.findall(r"<img\b.*?>(?=\s|<|$)", path.read_text()):
        assert re.search(r"\swidth=.*\sheight=", tag)
        assert " alt=" in tag
