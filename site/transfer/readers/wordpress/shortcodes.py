"""WordPress' shortcodes (https://codex.wordpress.org/Shortcode): those of WordPress itself, as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from core.embeds import provider_of
from transfer.blocks.media import name_of
from transfer.endings import Endings
from transfer.neutral import Picture

# Names of code shortcodes: those of the common highlighters, which also take the language as the name.
_CODE_NAMES = (
    "bash|c|code|codeblock|cpp|csharp|css|diff|go|highlight|html|java|javascript|js|json|perl|php|plain|powershell|ps"
    "|py|python|r|ruby|shell|source|sourcecode|sql|swift|text|vb|xml|yaml"
)
# What is left as it is, and code, in which nothing else is looked for.
_APART = re.compile(rf"<(pre|code)\b|<(!--)|\[({_CODE_NAMES})\b", re.IGNORECASE)
_APART_ENDS = {
    "pre": re.compile(r"</pre\s*>", re.IGNORECASE),
    "code": re.compile(r"</code\s*>", re.IGNORECASE),
    "!--": re.compile("-->"),
}
_CODE_ENDS = {name: re.compile(rf"\[/{name}\]", re.IGNORECASE) for name in _CODE_NAMES.split("|")}
_HEAD_END = re.compile(r"\]")
_HEAD_OR_LINE_END = re.compile(r"[\]\n]")
_ATTRIBUTE = re.compile(
    r"(?<![\w-])([\w-]++)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|[“”″]([^“”″]*)[“”″]|([^\s\"'\]]+))"
)
_CAPTION = re.compile(r"\[(?:wp_)?caption\b")
_CAPTION_END = re.compile(r"\[/(?:wp_)?caption\]")
_CAPTIONED = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE)
_EMBED = re.compile(r"\[embed\b")
_EMBED_END = re.compile(r"\[/embed\]")
_PROVIDER = re.compile(r"\[(?:youtube|vimeo|soundcloud|spotify)(?=[ =])", re.IGNORECASE)
_SOUND = re.compile(r"\[(?:audio|video)\b", re.IGNORECASE)
_SOUND_END = re.compile(r"\s*+\[/(?:audio|video)\]", re.IGNORECASE)
_GALLERY = re.compile(r"(?<!\[)\[gallery\b", re.IGNORECASE)
_ESCAPED = re.compile(r"\[(\[[a-zA-Z][^\[\]]*\])\]")
_ANY = re.compile(r"(?<!\[)\[/?([a-zA-Z][\w-]*)((?:\s+[\w-]+\s*=[^\[\]]*|\s*/)?)\](?!\()")
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|heic|tiff?)$", re.IGNORECASE)
# Characters of an address.
LONGEST_ADDRESS = 2000


class _Tag(NamedTuple):
    """A shortcode: where its attributes stand in a text, and what it is around."""

    text: str
    opened: re.Match[str]
    head_end: int
    start: int
    stop: int

    @property
    def head(self) -> str:
        return self.text[self.opened.end() : self.head_end]

    @property
    def inside(self) -> str:
        return self.text[self.start : self.stop]


class Shortcodes:
    """Knows the pictures of the blog, for its galleries."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        self.pictures = pictures
        self.by_text: dict[str, list[Picture]] = {}
        for picture in pictures.values():
            if picture.parent and _IMAGE_FILE.search(picture.address):
                self.by_text.setdefault(picture.parent, []).append(picture)

    def as_html(self, source: str, text_id: str) -> tuple[str, list[str]]:
        """Return `source` with known shortcodes as HTML, and the names of the others, which stay as they are."""
        unknown: dict[str, None] = {}
        endings = Endings(source)
        parts: list[str] = []
        position = done = 0
        while opening := _APART.search(source, position):
            position = opening.end()
            if apart := _apart(opening, endings):
                parts += [self._words(source[done : opening.start()], text_id, unknown), apart[0]]
                done = position = apart[1]
        parts.append(self._words(source[done:], text_id, unknown))
        return "".join(parts), list(unknown)

    def _words(self, source: str, text_id: str, unknown: dict[str, None]) -> str:
        if "[" not in source:
            return source
        source = _replaced(source, _CAPTION, _captioned, _CAPTION_END)
        source = _replaced(source, _EMBED, _embedded, _EMBED_END)
        source = _replaced(source, _PROVIDER, _provided)
        source = _replaced(source, _SOUND, _sound)
        source = _replaced(source, _GALLERY, lambda tag: self._gallery(tag, text_id))
        unknown.update((f"[{match[1]}]", None) for match in _ANY.finditer(source))
        return _ESCAPED.sub(r"\1", source)

    def _gallery(self, tag: _Tag, text_id: str) -> str | None:
        attributes = attributes_of(tag.head)
        ids = attributes.get("ids") or attributes.get("include")
        if ids:
            found = [self.pictures[one.strip()] for one in ids.split(",") if one.strip() in self.pictures]
        else:
            left_out = {one.strip() for one in attributes.get("exclude", "").split(",")}
            found = [
                one for one in self.by_text.get(attributes.get("id", text_id), []) if one.id not in left_out
            ]
        return f'<div class="gallery">{"".join(map(_figure, found))}</div>' if found else None


def _apart(opening: re.Match[str], endings: Endings) -> tuple[str, int] | None:
    """Return what is shown for something that stands apart, and where it ends; nothing if it never does."""
    start = opening.end()
    name = opening[opening.lastindex or 0].lower()
    if opening.lastindex != 3:
        end = endings.after(start, _APART_ENDS[name])
        return (endings.text[opening.start() : end.end()], end.end()) if end else None
    head_end = endings.after(start, _HEAD_OR_LINE_END)
    end = endings.after(head_end.end(), _CODE_ENDS[name]) if head_end and head_end[0] == "]" else None
    if head_end is None or end is None:
        return None
    return _code(
        name, endings.text[start : head_end.start()], endings.text[head_end.end() : end.start()]
    ), end.end()


def _replaced(
    source: str,
    opening: re.Pattern[str],
    new: Callable[[_Tag], str | None],
    closing: re.Pattern[str] | None = None,
) -> str:
    """Return `source` with each shortcode as `new` says, or as it was where it says nothing."""
    endings = Endings(source)
    parts: list[str] = []
    position = done = 0
    while opened := opening.search(source, position):
        head_end = endings.after(opened.end(), _HEAD_END)
        end = endings.after(head_end.end(), closing) if head_end and closing else head_end
        if head_end is None or end is None:
            break
        shown = new(_Tag(source, opened, head_end.start(), head_end.end(), end.start()))
        stop = end.end()
        if new is _sound and (closed := _SOUND_END.match(source, stop)):
            stop = closed.end()
        position = opened.end() if shown is None and closing else stop
        if shown is not None:
            parts += [source[done : opened.start()], shown]
            done = stop
    return "".join([*parts, source[done:]])


def attributes_of(text: str) -> dict[str, str]:
    """Return the attributes of a shortcode, by their names in small letters."""
    return {
        match[1].lower(): next(filter(None, match.groups()[1:]), "") for match in _ATTRIBUTE.finditer(text)
    }


def _code(name: str, head: str, code: str) -> str:
    attributes = attributes_of(head)
    language = (
        attributes.get("language")
        or attributes.get("lang")
        or (head.strip(" =\"'") if head.startswith("=") else name)
    )
    # Some editors keep code escaped, others as it was typed.
    code = html.escape(html.unescape(code) if "&lt;" in code else code, quote=False)
    return f'<pre class="language-{html.escape(language)}">{code}</pre>'


def _captioned(tag: _Tag) -> str:
    told = attributes_of(tag.head).get("caption", "")
    picture = _CAPTIONED.fullmatch(tag.inside)
    if picture is None:
        return f"<figure>{tag.inside}<figcaption>{told}</figcaption></figure>" if told else tag.inside
    words = picture[2].strip()
    beside = words if told else ""
    return f"<figure>{picture[1]}<figcaption>{told or words}</figcaption></figure>{beside}"


def _embedded(tag: _Tag) -> str | None:
    words = tag.inside.split() if tag.stop - tag.start <= LONGEST_ADDRESS else []
    return _address(words[0]) if len(words) == 1 else None


def _address(address: str) -> str:
    return f'<figure class="embed">{html.escape(html.unescape(address))}</figure>'


def _provided(tag: _Tag) -> str | None:
    words = tag.head.lstrip(" =").split()
    address = html.unescape(words[0]) if words else ""
    return _address(address) if provider_of(address) else None


def _sound(tag: _Tag) -> str | None:
    attributes = attributes_of(tag.head)
    names = ("src", "mp3", "mp4", "m4a", "m4v", "ogg", "ogv", "wav", "webm", "wmv", "flv")
    address = next((attributes[name] for name in names if attributes.get(name)), "")
    if not address:
        bare = tag.head.strip().split("|")[0]
        address = bare if bare.startswith(("http://", "https://")) else ""
    element = tag.opened[0][1:].lower()
    title = html.escape(name_of(address)) if address else ""
    return f'<{element} src="{html.escape(address)}" title="{title}"></{element}>' if address else None


def _figure(picture: Picture) -> str:
    return (
        f'<figure><img src="{html.escape(picture.address)}" alt="{html.escape(picture.alt)}">'
        f"<figcaption>{html.escape(picture.caption, quote=False)}</figcaption></figure>"
    )
