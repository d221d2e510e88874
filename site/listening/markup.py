"""What readers type becomes HTML: a little Markdown, then the one sanitiser.

Emphasis, links, quotations, lists and code. Headings, pictures and HTML stay the characters that were typed.
"""

from markdown_it import MarkdownIt

from core.sanitise import Profile, clean_html

VOICE = Profile(
    frozenset({"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}),
    link_rel="ugc nofollow",
)
_RULES = [
    "autolink", "backticks", "balance_pairs", "blockquote", "code", "emphasis", "entity", "escape", "fence",
    "fragments_join", "link", "list", "newline",
]  # fmt: skip
# What one types on two lines is meant to stand on two lines.
_markdown = MarkdownIt("zero", {"breaks": True, "html": False, "maxNesting": 20}).enable(_RULES)


def html_of(text: str) -> str:
    """Return what the words look like on a page. Safe to be shown."""
    return clean_html(_markdown.render(text.replace("\x00", "")), VOICE).strip()


def quoted(text: str) -> str:
    """Return the words as a quotation to be typed on."""
    return "".join(f"> {line}\n" for line in text.strip().splitlines()) + "\n"
