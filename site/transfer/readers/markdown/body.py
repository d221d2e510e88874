"""CommonMark with tables, strike-through and three directives, as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from transfer.blocks import Builder, walk_through
from transfer.blocks.passages import language_named
from transfer.neutral import Body, RefusedError

_DIRECTIVE = re.compile(r"^::: +(\w+) *(.*)$")
_CLOSE = ":::"
_CAPTION = re.compile(r"(Table|Code): (.+)", re.DOTALL)
_SAID_BY = re.compile(r"<p>— (.*?)</p>\s*(?=</blockquote>)", re.DOTALL)

# Raw HTML is shown as text.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def body_of(source: str, name: str, first_line: int) -> Body:
    """Return the blocks of a text; raises RefusedError with file and line for a directive that nobody knows."""
    builder = Builder()
    for kind, words, content in _parts(source, name, first_line):
        if kind == "callout":
            builder.add("callout", {"lead": words, "text": _flowing(content)})
        elif kind == "note":
            builder.add("note", _flowing(content))
        elif kind:
            builder.add(
                f"{kind}_quote" if kind == "pull" else kind, {"text": _plain(content), "attribution": words}
            )
        else:
            _add_markdown(content, builder)
    builder.flush()
    return Body(builder.blocks, builder.unconverted)


def _parts(source: str, name: str, first_line: int) -> Iterator[tuple[str, str, str]]:
    """Yield each directive as (kind, words behind it, content), and what stands between as ("", "", text)."""
    lines: list[str] = []
    kind, words, opened, fenced = "", "", 0, ""
    for number, line in enumerate(source.split("\n"), first_line):
        fence = line[:3] if line.startswith(("```", "~~~")) else ""
        fenced = "" if fence and fence == fenced else fenced or fence
        match = None if fenced or kind else _DIRECTIVE.match(line)
        if match:
            yield "", "", "\n".join(lines)
            kind, words, opened, lines = match[1], match[2].strip(), number, []
            if kind not in {"pull", "epigraph", "callout", "note"}:
                raise RefusedError(name, f"“::: {kind}” is nothing that we know", number)
        elif kind and line.rstrip() == _CLOSE:
            yield kind, words, "\n".join(lines)
            kind, lines = "", []
        else:
            lines.append(line)
    if kind:
        raise RefusedError(name, f"“::: {kind}” has no end", opened)
    yield "", "", "\n".join(lines)


def _plain(content: str) -> str:
    return "\n".join(" ".join(part.split("\n")) for part in re.split(r"\n\s*\n", content.strip()))


def _flowing(content: str) -> str:
    inner = Builder()
    walk_through(_MARKDOWN.render(content), inner)
    inner.flush()
    return "".join(block["value"] for block in inner.blocks if block["type"] == "paragraph")


def _add_markdown(content: str, builder: Builder) -> None:
    groups = list(_groups(_MARKDOWN.parse(content)))
    for index, group in enumerate(groups):
        kind = group[0].type
        before = groups[index - 1][0].type if index else ""
        after = groups[index + 1] if index + 1 < len(groups) else []
        if _caption(group, before):
            continue
        if kind == "fence":
            language = language_named(group[0].info.strip().split(" ")[0])
            code = {
                "language": language,
                "code": group[0].content.rstrip("\n"),
                "caption": _caption(after, kind),
            }
            builder.add("code", code)
            continue
        html = _MARKDOWN.renderer.render(group, _MARKDOWN.options, {})
        if kind == "table_open":
            html = f"<figure>{html}<figcaption>{_caption_html(after, kind)}</figcaption></figure>"
        elif kind == "blockquote_open":
            html = _SAID_BY.sub(r"<cite>\1</cite>", html)
        walk_through(html, builder)


def _groups(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each block at the top level."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def _caption(group: list[Token], before: str) -> str:
    """The words of a paragraph that is the caption of the table or code before it, or nothing."""
    kind = {"table_open": "Table", "fence": "Code"}.get(before)
    if not kind or len(group) != 3 or group[0].type != "paragraph_open":
        return ""
    match = _CAPTION.fullmatch(group[1].content)
    return " ".join(match[2].split("\n")).replace("`", "") if match and match[1] == kind else ""


def _caption_html(group: list[Token], before: str) -> str:
    return _MARKDOWN.renderInline(_caption(group, before)) if group else ""
