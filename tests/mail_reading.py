"""What a mail says as text and as HTML, compared by who reads both."""

from __future__ import annotations

import re
from html import unescape

from django.core.mail import EmailMessage, EmailMultiAlternatives
from selectolax.lexbor import LexborHTMLParser

# What runs, loads or sends, in whatever program shows the mail.
ACTIVE = "script, iframe, object, embed, form, input, img, svg, math, video, audio, link, base, meta[http-equiv], [style]"
REMOTE = re.compile(r"url\(|@import|src\s*=", re.IGNORECASE)

# What stands above an address in the text is the link itself in the HTML.
NAMES_OF_LINKS = {"Your receipt:", "In the conversation:"}


def html_of(sent: EmailMessage) -> str:
    """Return the HTML of a mail."""
    assert isinstance(sent, EmailMultiAlternatives)
    return str(sent.alternatives[0][0])


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", unescape(text))


def assert_says_as_much(html: str, text: str) -> None:
    """Fail unless every line of the text can be read in the HTML, and every address in it be opened there."""
    page = LexborHTMLParser(html)
    body = page.css_first(".letter")
    assert body is not None
    words = squeezed(body.text())
    links = {one.attributes.get("href") for one in page.css("a")}
    for line in text.splitlines():
        if line.startswith("http"):
            assert line in links, line
        elif line not in NAMES_OF_LINKS:
            assert squeezed(line) in words, line


def assert_quiet(html: str) -> None:
    """Fail if anything in it acts, is fetched, or leads elsewhere than to a page or an address."""
    page = LexborHTMLParser(html)
    assert [one.html for one in page.css(ACTIVE)] == []
    for style in page.css("style"):
        assert REMOTE.search(style.text()) is None
    for node in page.css("*"):
        assert not [name for name in node.attributes if name.startswith("on")], node.html
    for link in page.css("a"):
        assert re.match(r"(https?://|mailto:|tel:)", link.attributes.get("href") or "http://"), link.html
