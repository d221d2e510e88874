"""WordPress' shortcodes (https://codex.wordpress.org/Shortcode): those of WordPress itself, as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from core.embeds import provider_of
from transfer.blocks.media import name_of
from transfer.neutral import Picture

# Names of code shortcodes: those of the common highlighters, which also take the language as the name.
_CODE_NAMES = (
    "bash|c|code|codeblock|cpp|csharp|css|diff|go|highlight|html|java|javascript|js|json|perl|php|plain|powershell|ps"
    "|py|python|r|ruby|shell|source|sourcecode|sql|swift|text|vb|xml|yaml"
)
_APART = re.compile(
    rf"(<pre\b.*?</pre\s*>|<code\b.*?</code\s*>|<!--.*?-->)|\[({_CODE_NAMES})\b([^\]\n]*)\](.*?)\[/\2\]",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|[“”″]([^“”″]*)[“”″]|([^\s\"'\]]+))")
_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL)
_CAPTIONED = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE)
_EMBED = re.compile(r"\[embed\b[^\]]*\]\s*(\S+?)\s*\[/embed\]")
_PROVIDER = re.compile(r"\[(?:youtube|vimeo|soundcloud|spotify)[ =]+([^\]]+)\]", re.IGNORECASE)
_SOUND = re.compile(r"\[(audio|video)\b([^\]]*)\](?:\s*\[/\1\])?", re.IGNORECASE)
_GALLERY = re.compile(r"(?<!\[)\[gallery\b([^\]]*)\]", re.IGNORECASE)
_ESCAPED = re.compile(r"\[(\[[a-zA-Z][\w-]*[^\[\]]*\])\]")
_ANY = re.compile(r"(?<!\[)\[/?([a-zA-Z][\w-]*)((?:\s+[\w-]+\s*=[^\[\]]*|\s*/)?)\](?!\()")
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|heic|tiff?)$", re.IGNORECASE)


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
        unknown: list[str] = []
        parts, end = [], 0
        for match in _APART.finditer(source):
            parts += [self._words(source[end : match.start()], text_id, unknown), match[1] or _code(match)]
            end = match.end()
        parts.append(self._words(source[end:], text_id, unknown))
        return "".join(parts), unknown

    def _words(self, source: str, text_id: str, unknown: list[str]) -> str:
        if "[" not in source:
            return source
        source = _CAPTION.sub(_captioned, source)
        source = _EMBED.sub(lambda match: _address(match[1]), source)
        source = _PROVIDER.sub(_provided, source)
        source = _SOUND.sub(_sound, source)
        source = _GALLERY.sub(lambda match: self._gallery(match, text_id), source)
        found = dict.fromkeys(f"[{match[1]}]" for match in _ANY.finditer(source))
        unknown += [name for name in found if name not in unknown]
        return _ESCAPED.sub(r"\1", source)

    def _gallery(self, match: re.Match[str], text_id: str) -> str:
        attributes = attributes_of(match[1])
        ids = attributes.get("ids") or attributes.get("include")
        if ids:
            found = [self.pictures[one.strip()] for one in ids.split(",") if one.strip() in self.pictures]
        else:
            left_out = {one.strip() for one in attributes.get("exclude", "").split(",")}
            found = [
                one for one in self.by_text.get(attributes.get("id", text_id), []) if one.id not in left_out
            ]
        return f'<div class="gallery">{"".join(map(_figure, found))}</div>' if found else match[0]


def attributes_of(text: str) -> dict[str, str]:
    """Return the attributes of a shortcode, by their names in small letters."""
    return {
        match[1].lower(): next(filter(None, match.groups()[1:]), "") for match in _ATTRIBUTE.finditer(text)
    }


def _code(match: re.Match[str]) -> str:
    attributes = attributes_of(match[3])
    name = match[2].lower()
    language = (
        attributes.get("language")
        or attributes.get("lang")
        or (match[3].strip(" =\"'") if match[3].startswith("=") else name)
    )
    # Some editors keep code escaped, others as it was typed.
    code = html.escape(html.unescape(match[4]) if "&lt;" in match[4] else match[4], quote=False)
    return f'<pre class="language-{html.escape(language)}">{code}</pre>'


def _captioned(match: re.Match[str]) -> str:
    picture = _CAPTIONED.fullmatch(match[2])
    words = attributes_of(match[1]).get("caption") or (picture[2].strip() if picture else "")
    if picture is None:
        return match[2]
    return f"<figure>{picture[1]}<figcaption>{words}</figcaption></figure>"


def _address(address: str) -> str:
    return f'<figure class="embed">{html.escape(html.unescape(address))}</figure>'


def _provided(match: re.Match[str]) -> str:
    address = html.unescape(match[1].split()[0])
    return _address(address) if provider_of(address) else match[0]


def _sound(match: re.Match[str]) -> str:
    attributes = attributes_of(match[2])
    names = ("src", "mp3", "mp4", "m4a", "m4v", "ogg", "ogv", "wav", "webm", "wmv", "flv")
    address = next((attributes[name] for name in names if attributes.get(name)), "")
    if not address:
        bare = match[2].strip().split("|")[0]
        address = bare if bare.startswith(("http://", "https://")) else ""
    tag = match[1].lower()
    return (
        f'<{tag} src="{html.escape(address)}" title="{html.escape(name_of(address))}"></{tag}>'
        if address
        else match[0]
    )


def _figure(picture: Picture) -> str:
    return (
        f'<figure><img src="{html.escape(picture.address)}" alt="{html.escape(picture.alt)}">'
        f"<figcaption>{html.escape(picture.caption, quote=False)}</figcaption></figure>"
    )
