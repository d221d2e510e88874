"""The rules as administrators read of them, in the order in which they come with the site."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from moderation import codes


class ShippedRule(NamedTuple):
    """What a rule is called and does; the number it knows, and what that counts, empty where it has none."""

    title: object
    help: object
    number: int = 0
    unit: object = ""


SHIPPED_RULES = {
    codes.BLOCKED: ShippedRule(
        _("Blocked addresses"),
        _(
            "Refuses members’ words from an address or a domain that a moderator has blocked. A guest reads what "
            "everybody reads and gets no mail: whoever types an address may not be its owner."
        ),
    ),
    codes.SUSPENDED_ADDRESS: ShippedRule(
        _("Addresses of suspended members"),
        _(
            "Holds what is said from the address of somebody whose account is suspended, also without logging in. "
            "The panel beside it says to moderators who that is."
        ),
    ),
    codes.TRUST: ShippedRule(
        _("Trust"),
        _(
            "Whoever has this many approved voices, and none hidden or taken for spam in the last half year, is "
            "held by none of the rules that follow. Rules before this one hold everybody."
        ),
        3,
        _("approved voices"),
    ),
    codes.WORDS: ShippedRule(
        _("Words"),
        _("Holds or refuses what has words of your list in it, however they are spelt to hide them."),
    ),
    codes.CLOSED_HOURS: ShippedRule(
        _("Closed hours"),
        _(
            "Holds what is said while nobody reads. The hours stand in a list of their own; authors are told until when."
        ),
    ),
    codes.LINKS: ShippedRule(
        _("Links"),
        _(
            "Holds what has more links than this, split and spelt-out ones included. Links to this site do not count."
        ),
        2,
        _("links at most"),
    ),
    codes.SPAM_SIGNS: ShippedRule(
        _("Signs of spam"),
        _(
            "Adds up what comments that advertise have in common: words of gambling, medicines, loans and the like "
            "in many languages, praise that could stand anywhere, telephone numbers, mixed alphabets, links. "
            "A moderator reads which signs they were. The lower the number, the more is held."
        ),
        10,
        _("points"),
    ),
    codes.REPEATED: ShippedRule(
        _("Repeated text"),
        _("Holds what was said here already in nearly the same words, by anybody, within this many days."),
        7,
        _("days"),
    ),
    codes.TOO_FAST: ShippedRule(
        _("Too fast"),
        _(
            "Holds what one person says beyond this many voices a minute, or one network beyond four times as many."
        ),
        6,
        _("voices a minute"),
    ),
    codes.DISPOSABLE: ShippedRule(
        _("Throw-away addresses"),
        _("Holds what comes from an address of a service whose addresses last for minutes."),
    ),
    codes.FIRST_VOICE: ShippedRule(
        _("First voice"), _("Holds whatever a person says until something of theirs has been approved.")
    ),
    codes.AKISMET: ShippedRule(
        _("Akismet"),
        _(
            "Holds a guest’s words until Akismet has answered, which takes some seconds: what it takes for spam goes "
            "to spam, the rest goes on its way. If it does not answer, a moderator decides. Only where AKISMET_KEY is "
            "set. Akismet gets the words, the name, the website and the network, never the address."
        ),
    ),
}
