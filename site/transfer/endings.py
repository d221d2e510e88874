"""Where things end that a text opens. Texts of nothing but openings are made to cost the square of their length."""

from __future__ import annotations

import re


class Endings:
    """Of one text, asked from its beginning to its end.

    What was found stays known until it is passed, and what never comes is not looked for again: so all the openings of
    a text together cost one look through it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[re.Pattern[str], re.Match[str] | None] = {}

    def after(self, position: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first match from `position` on, which is no earlier than any that was asked of this pattern before."""
        if pattern in self._known:
            known = self._known[pattern]
            if known is None or known.start() >= position:
                return known
        found = self._known[pattern] = pattern.search(self.text, position)
        return found
