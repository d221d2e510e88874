"""Source code that people put into a text as it is: it is there to be read."""

from __future__ import annotations

import re

from transfer.endings import Endings

_OPENING = re.compile(r"<(pre|code|xmp|listing|textarea)\b", re.IGNORECASE)
_TAG_END = re.compile(">")
_CLOSING = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("pre", "code", "xmp", "listing", "textarea")
}
# A parser would swallow these, with what follows or is in them, where the author wanted to show them.
_SWALLOWED = re.compile(
    r"<(?=/?(?:script|style|iframe|object|embed|html|head|body|meta|link|title|noscript|template|textarea|frameset"
    r"|svg|math|base|form|input|select|option|button)\b|[?!%])",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(r"<(?=[?%])")


def code_as_text(source: str) -> str:
    """Return `source` with the tags shown that stand in code, and program text such as `<?php` shown anywhere."""
    endings = Endings(source)
    parts: list[str] = []
    position = done = 0
    while opening := _OPENING.search(source, position):
        position = opening.end()
        tag_end = endings.after(position, _TAG_END)
        closing = endings.after(tag_end.end(), _CLOSING[opening[1].lower()]) if tag_end else None
        if tag_end and closing:
            parts += [
                source[done : tag_end.end()],
                _SWALLOWED.sub("&lt;", source[tag_end.end() : closing.start()]),
            ]
            done = closing.start()
            position = closing.end()
    return _INSTRUCTION.sub("&lt;", "".join([*parts, source[done:]]))
