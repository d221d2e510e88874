"""What somebody may call themselves."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.lookalikes import imitated
from people.models import User
from people.skeletons import skeleton

# Persian and the languages of India need them inside words; every other sign that is not seen goes.
JOINERS = "\u200c\u200d"
# Marks piled up cover the lines around a name. Vietnamese needs two on one letter, Hebrew and Thai three.
PILE = re.compile(r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0e31-\u0e4e\u20d0-\u20ff]{4}")


def plain_name(name: str) -> str:
    """Return a name on one line, without signs that nobody sees; raises ValidationError for what is none."""
    seen = "".join(letter if _is_seen(letter) else " " * letter.isspace() for letter in name)
    one_line = unicodedata.normalize("NFC", " ".join(seen.split()))
    if not skeleton(one_line) or PILE.search(unicodedata.normalize("NFD", one_line)):
        raise ValidationError(_("Please write a name in letters, as you would say it aloud."))
    return one_line


def own_name(name: str, user: User) -> str:
    """Return what `user` may be called from now on; raises ValidationError when it looks like somebody else's name."""
    wanted = plain_name(name)
    if wanted == user.name:
        return wanted
    other = imitated(wanted, except_user=user)
    if other is not None:
        raise ValidationError(
            _(
                "Readers would take you for %(other)s, who is here already. Add what tells you apart: a second name, "
                "a place, a trade. For example “%(way_out)s”."
            ),
            params={"other": other.name, "way_out": way_out(other.name, user)},
        )
    return wanted


def way_out(taken: str, user: User) -> str:
    """Return a name like the taken one that is free, made of what the member says about themselves, or a number."""
    said = user.headline.split(",")[-1].strip()
    ideas = [f"{taken} ({said})"] if said and len(said) <= 40 else []
    numbered = (f"{taken} {number}" for number in range(2, 100))
    return next((idea for idea in [*ideas, *numbered] if imitated(idea, except_user=user) is None), taken)


def _is_seen(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
