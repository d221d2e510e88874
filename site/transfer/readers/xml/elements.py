"""One piece of an export as XML, mended where its meaning is beyond doubt."""

from __future__ import annotations

import codecs
import html.entities
import re
from collections.abc import Iterator

from lxml import etree

from transfer.endings import Endings
from transfer.neutral import RefusedError
from transfer.readers.xml.names import STANDARD, name_of
from transfer.readers.xml.pieces import Piece

_DECLARATION = re.compile(r"\bxmlns:([A-Za-z_][\w.-]*)\s*=\s*[\"']([^\"'<&]*)[\"']")
# What is no markup, and how it ends.
_OUTSIDE = re.compile(r"<!\[CDATA\[|<!--")
_OUTSIDE_ENDS = {"<![CDATA[": re.compile(r"\]\]>"), "<!--": re.compile("-->")}
_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)(#\d{1,9};|#[xX][0-9a-fA-F]{1,9};|[A-Za-z][A-Za-z0-9]*;)?"
)
# What XML 1.0 cannot hold at all: https://www.w3.org/TR/xml/#charsets
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
DEEPEST = 100
_WINDOWS_LATIN = "transfer-windows-latin"
# How lxml names the namespaces again in each part of markup.
_NAMES_AGAIN = re.compile(r'(?<!\s)\s++xmlns(:\w+)?="[^"]*"')
# What the pieces are wrapped in; its name says nothing.
_ROOT = "file"
_END = b"</file>"


def parse(piece: Piece, root: bytes, name: str) -> tuple[etree._Element | None, str]:
    """Return the element that wraps what stands in `piece`, or None and the reason, with its line."""
    start = _root_tag(root)
    wrapped = start + piece.data + _END
    element, reason = _strict(wrapped)
    if element is None:
        mended = start + mend(piece.data).encode() + _END
        element, reason = _strict(mended)
        if element is None:
            element, reason = _but_for_names(mended, reason)
    if "depth" in reason.lower() or (element is not None and _is_deeper(element, DEEPEST)):
        raise RefusedError(name, f"elements more than {DEEPEST} deep", piece.line)
    return element, reason


def parse_loosely(piece: Piece, root: bytes) -> etree._Element | None:
    """Return what can be recovered of a piece that is not well-formed, or None."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    return etree.fromstring(_root_tag(root) + mend(piece.data).encode() + _END, parser)


def _strict(data: bytes) -> tuple[etree._Element | None, str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser), ""
    except etree.XMLSyntaxError as error:
        return None, _told(error)


def _told(error: etree.XMLSyntaxError) -> str:
    # The parser's own line is one of the piece, not of the file.
    return re.sub(r",? line \d+.*$| line \d+(?= and)", "", str(error.msg)).strip()


def _but_for_names(data: bytes, reason: str) -> tuple[etree._Element | None, str]:
    """A prefix that nobody declared, or is no name, changes nothing in the tree: such elements are not ours."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    element = etree.fromstring(data, parser)
    namespace = etree.ErrorDomains.NAMESPACE
    if element is not None and all(
        entry.domain == namespace or _is_name_error(entry) for entry in parser.error_log
    ):
        return element, ""
    return None, reason


def _is_name_error(entry: etree._LogEntry) -> bool:
    return entry.type in {etree.ErrorTypes.NS_ERR_QNAME, etree.ErrorTypes.NS_ERR_XML_NAMESPACE}


def _is_deeper(element: etree._Element, levels: int) -> bool:
    depth = 0
    for event, _node in etree.iterwalk(element, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > levels:
            return True
    return False


def _root_tag(root: bytes) -> bytes:
    """The root's start tag with its usable declarations, and the usual prefixes that it forgot."""
    declared = dict(_DECLARATION.findall(root.decode("utf-8", errors="replace")))
    names = {**STANDARD, **{prefix: uri for prefix, uri in declared.items() if uri.isascii() and uri}}
    names = {prefix: uri for prefix, uri in names.items() if prefix not in {"xml", "xmlns"}}
    return (
        f"<{_ROOT} " + " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.items()) + ">"
    ).encode()


def mend(data: bytes) -> str:
    """Return the text of `data` with bare ampersands, HTML's named characters, and impossible ones put right."""
    text = possible(decode(data))
    endings = Endings(text)
    parts: list[str] = []
    position = done = 0
    while opening := _OUTSIDE.search(text, position):
        position = opening.end()
        if end := endings.after(position, _OUTSIDE_ENDS[opening[0]]):
            parts += [_mend_markup(text[done : opening.start()]), text[opening.start() : end.end()]]
            done = position = end.end()
    return "".join([*parts, _mend_markup(text[done:])])


def possible(text: str) -> str:
    """Return `text` without the characters that neither XML nor a database holds."""
    return _ILLEGAL.sub("", text)


def decode(data: bytes) -> str:
    """Return UTF-8 as text; bytes that are none are read as Windows' Latin, the usual cause."""
    return data.decode("utf-8", _WINDOWS_LATIN)


def _as_windows_latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_WINDOWS_LATIN, _as_windows_latin)


def _mend_markup(text: str) -> str:
    return _AMPERSAND.sub(_mended_reference, text).replace("]]>", "]]&gt;")


def _mended_reference(match: re.Match[str]) -> str:
    reference = match[1]
    if not reference:
        return "&amp;"
    if reference.startswith("#"):
        number = int(reference[2:-1], 16) if reference[1] in "xX" else int(reference[1:-1])
        return match[0] if number <= 0x10FFFF and not _ILLEGAL.match(chr(number)) else ""
    return html.entities.html5.get(reference, "") or f"&amp;{reference}"


class Fields:
    """What stands right below an element, by family (`wp`, `content`, `excerpt`, `dc`, or none) and name."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self._by_name: dict[tuple[str, str], list[etree._Element]] = {}
        for child in element.iterchildren("*"):
            self._by_name.setdefault(name_of(str(child.tag)), []).append(child)

    def raw(self, family: str, name: str) -> str:
        """The text of the first one, as it stands; nothing if there is none."""
        found = self._by_name.get((family, name))
        return _text_of(found[0]) if found else ""

    def text(self, family: str, name: str) -> str:
        """As `raw`, without white space around it."""
        return self.raw(family, name).strip()

    def all(self, family: str, name: str) -> list[etree._Element]:
        return self._by_name.get((family, name), [])

    def each(self, family: str, name: str) -> Iterator[Fields]:
        return (Fields(element) for element in self.all(family, name))


def _text_of(element: etree._Element) -> str:
    if len(element):
        # Markup that was not put into CDATA.
        inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
        return _NAMES_AGAIN.sub("", (element.text or "") + inner)
    return element.text or ""
