"""The samples: what components are given, built from the words of a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from blog.entries import Byline, Entry
from blog.front import Listener
from blog.pictures import Picture, picture_of
from blog.plates import plate_for
from blog.styleguide.words import Words
from blog.topics import Topic
from core.blocks import BodyBlock
from core.searching import Hit

# Where sample links lead: nowhere else.
HERE = "#main"
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
# The cards of the plates stand in for photographs; they are made at this size.
CARD_SIZE = (1200, 630)


@dataclass(frozen=True)
class DrawnImage:
    """Stands in for a picture of the media library, with as much of one as templates ask for."""

    src: str
    alt: str
    credit: str = ""

    @property
    def width(self) -> int:
        return CARD_SIZE[0]

    @property
    def url(self) -> str:
        return self.src

    def get_rendition(self, spec: Any) -> DrawnImage:
        return self

    def get_renditions(self, *specs: Any) -> dict[str, DrawnImage]:
        return {specs[0].spec: self}

    def img_tag(self, extra: dict[str, Any]) -> SafeString:
        return format_html(
            '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">', self.src, *CARD_SIZE, self.alt
        )


@dataclass(frozen=True)
class DrawnBlock:
    """Stands in for a block whose value the database would have to give."""

    template: str
    value: dict[str, Any]

    def render_as_block(self, context: Any = None) -> SafeString:
        return render_to_string(self.template, {"value": self.value})


class Letter(forms.Form):
    """A form with the three kinds of field that the site has."""

    name = forms.CharField(required=False)
    email = forms.EmailField()
    message = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1"}))

    def __init__(self, words: Words, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, label in zip(("name", "email", "message", "website"), (*words.labels, "-"), strict=True):
            self.fields[field].label = label
        self.fields["email"].help_text = words.hint
        self.fields["email"].error_messages["invalid"] = words.error
        self.fields["message"].error_messages["required"] = words.nothing


class Things:
    """Makes samples in one script."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def author(self, name: str = "", headline: str | None = None) -> Byline:
        words = self.words
        return Byline(name or words.name, HERE, words.headline if headline is None else headline)

    def entry(self, number: int = 0, **given: Any) -> Entry:
        """An essay; `number` moves its date and chooses its plate."""
        words = self.words
        usual: dict[str, Any] = {
            "title": words.title,
            "gist": words.gist,
            "minutes": 7,
            "categories": [(words.topics[number % len(words.topics)], HERE)],
            "authors": [self.author()],
        }
        day = NOON - timedelta(days=41 * number)
        return Entry(
            number, HERE, published_at=day, language=words.language, plate=plate_for(number), **usual | given
        )

    def long_entry(self, number: int = 0) -> Entry:
        """An essay with the longest title, by the two longest names."""
        authors = [self.author(name) for name in self.words.long_names]
        return self.entry(number, title=self.words.long_title, authors=authors, minutes=24)

    def bare_entry(self, number: int = 0) -> Entry:
        """An essay with nothing but a title and a date."""
        return self.entry(number, gist="", authors=[], categories=[], minutes=1)

    def topics(self, depth: int = 3) -> list[Topic]:
        """A tree; its deepest branch opens by a click."""
        return [
            Topic(name, HERE, 17 * place, name, place, self.topics(depth - 1) if depth and place < 2 else [])
            for place, name in enumerate(self.words.topics)
        ]

    def listeners(self) -> list[Listener]:
        names = [self.words.name, *self.words.long_names]
        return [Listener(name, HERE, self.words.headline, 1 + 11 * place) for place, name in enumerate(names)]

    def photograph(self, plate: str = "stairs") -> Picture:
        source = static(f"plates/{plate}.png")
        return Picture(source, *CARD_SIZE, alt=self.words.caption, credit=self.words.credit)

    def plate(self) -> Picture:
        return picture_of(None, "", 0)

    def hits(self) -> list[Hit]:
        words = self.words
        return [
            Hit(HERE, words.long_title, words.gist, words.roles[0], NOON),
            Hit(HERE, words.title, kind=words.part),
        ]

    def letter(self, prefix: str, data: dict[str, str] | None = None) -> Letter:
        """A form; with `data` it has been sent."""
        sent = None if data is None else {f"{prefix}-{name}": value for name, value in data.items()}
        return Letter(self.words, sent, prefix=prefix)

    def body(self) -> Iterator[Any]:
        """A text with one block of each kind, two where a kind has two shapes."""
        yield from BodyBlock().to_python(self._written())
        words = self.words
        image = DrawnImage(static("plates/shelves.png"), words.caption, words.credit)
        for wide in (False, True):
            yield DrawnBlock("blocks/image.html", {"image": image, "caption": words.caption, "wide": wide})
        items = [{"image": image, "caption": words.caption}, {"image": image, "caption": ""}]
        yield DrawnBlock("blocks/gallery.html", {"images": items * 2})

    def short_body(self) -> list[Any]:
        return list(BodyBlock().to_python([_block("paragraph", f"<p>{self.words.sentence}</p>")]))

    def _written(self) -> list[dict[str, Any]]:
        words = self.words
        sentence = f"<p>{words.sentence}</p>"
        rich = (
            f"<p>{words.sentence} <b>{words.said}</b> <i>{words.said}</i> <code>kettle.boil()</code> "
            f'<a href="{HERE}">{words.caption}</a></p>'
        )
        points = "".join(f"<li>{cell}</li>" for cell in words.cells)
        return [
            _block("epigraph", {"text": words.said, "attribution": words.name}),
            _block("paragraph", f"<p>{words.opening}</p>{rich}"),
            _block("heading", {"text": words.part, "level": "2", "anchor": "part"}),
            _block("pull_quote", {"text": words.question, "attribution": words.name}),
            _block("note", f"<p>{words.caption}</p>{sentence}"),
            _block("paragraph", f"{sentence}<ul>{points}</ul><ol>{points}</ol>{sentence}"),
            _block("heading", {"text": words.caption, "level": "3", "anchor": "section"}),
            _block("quote", {"text": sentence, "attribution": words.long_names[0]}),
            _block("callout", {"lead": words.title, "text": sentence}),
            _block("callout", {"lead": words.said, "text": sentence}),
            _block("rule", None),
            _block("heading", {"text": words.title, "level": "4", "anchor": "passage"}),
            _block("code", {"language": "python", "code": CODE, "caption": words.caption}),
            _block("table", _table(words)),
            _block("embed", {"url": "https://vimeo.com/123456", "title": words.long_title}),
            _block("embed", {"url": "https://example.org/film", "title": ""}),
            _block("remote_image", {"address": words.unbroken, "alt": words.caption, "caption": words.said}),
            _block("remote_image", {"address": "https://example.org/a.jpg", "alt": "", "caption": ""}),
        ]  # fmt: skip


CODE = """\
def boil(kettle: Kettle) -> Bell:
    # One line that is longer than any column, so that the code has to scroll inside itself and take the keyboard's focus.
    while kettle.temperature < 100:
        kettle.wait(seconds=1)
    return kettle.ring()
"""


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def _table(words: Words) -> dict[str, Any]:
    headings = ["", *words.cells, words.long_title]
    rows = [[name, "118", "96", "22", words.sentence] for name in words.topics[:3]]
    return {
        "columns": [{"type": "rich_text", "heading": heading} for heading in headings],
        "rows": [{"values": [f"<p>{value}</p>" for value in row]} for row in rows],
        "caption": words.caption,
    }
