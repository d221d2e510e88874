"""Source code that people put into a text as it is: it is there to be read."""

import re

_CODE = re.compile(r"(<(pre|code|xmp|listing|textarea)\b[^>]*>)(.*?)(</\2\s*>)", re.IGNORECASE | re.DOTALL)
# A parser would swallow these, with what follows or is in them, where the author wanted to show them.
_SWALLOWED = re.compile(
    r"<(?=/?(?:script|style|iframe|object|embed|html|head|body|meta|link|title|noscript|template|textarea|frameset"
    r"|svg|math|base|form|input|select|option|button)\b|[?!%])",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(r"<(?=[?%])")


def code_as_text(source: str) -> str:
    """Return `source` with the tags shown that stand in code, and program text such as `<?php` shown anywhere."""
    shown = _CODE.sub(lambda match: match[1] + _SWALLOWED.sub("&lt;", match[3]) + match[4], source)
    return _INSTRUCTION.sub("&lt;", shown)
