"""The reasons that come with the site: why voices are held, refused or hidden, in words for their authors."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from moderation import codes


class Shipped(NamedTuple):
    """A reason that comes with the site: its name for moderators, and the sentence for the author."""

    title: object
    sentence: object


OF_RULES = {
    codes.FIRST_VOICE: Shipped(
        _("First voice of a person"), _("A person reads everybody’s first words before they appear.")
    ),
    codes.BLOCKED: Shipped(
        _("Blocked address"),
        _("Nothing can be said here from this address. If that is a mistake, please write to us."),
    ),
    codes.SUSPENDED_ADDRESS: Shipped(
        _("Address of a suspended member"), _("A person looks at it before it appears.")
    ),
    codes.WORDS: Shipped(
        _("Words that are looked at"), _("It has words in it that a person looks at here before they appear.")
    ),
    codes.WORDS_REFUSED: Shipped(
        _("Words that are refused"),
        _("It has words in it that are not taken here. Please say it in other words."),
    ),
    codes.LINKS: Shipped(
        _("Too many links"), _("It has many links in it. A person looks at them before it appears.")
    ),
    codes.SPAM_SIGNS: Shipped(
        _("Reads like advertising"), _("Some of it reads like advertising, so a person looks at it first.")
    ),
    codes.REPEATED: Shipped(
        _("Said already"), _("Nearly the same words stand here already, so a person looks at it first.")
    ),
    codes.TOO_FAST: Shipped(
        _("Much in a short time"), _("A lot was said in a short time, so a person looks at it first.")
    ),
    codes.DISPOSABLE: Shipped(
        _("Throw-away address"),
        _("The address is one that is thrown away, so a person reads the words before they appear."),
    ),
    codes.CLOSED_HOURS: Shipped(
        _("Outside our hours"), _("Nobody is here to read just now, so new words wait until somebody is.")
    ),
    codes.AKISMET: Shipped(
        _("Waits for the spam check"),
        _("It waits for a spam check, or for a person to look at it where the check does not answer."),
    ),
    codes.AKISMET_SPAM: Shipped(
        _("Taken for spam by Akismet"),
        _("A spam check took it for advertising. If it is none, please write to us: a person will read it."),
    ),
    codes.REPORTED: Shipped(
        _("Reported by several people"),
        _("Several people objected to it, so a moderator looks at it again. Until then it is not shown."),
    ),
    codes.SUSPENDED: Shipped(
        _("Its author is suspended"), _("It was hidden when its author’s account was suspended.")
    ),
    codes.HOOK: Shipped(_("Asked for by the site"), _("A person looks at it before it appears.")),
}

OF_MODERATORS = {
    "off-topic": Shipped(
        _("Off topic"), _("It is not about what stands here. It may fit elsewhere: please say it there.")
    ),
    "attack": Shipped(
        _("Attacks somebody"),
        _("It attacks a person. Please say what happened without that, and it can stand."),
    ),
    "private": Shipped(
        _("Gives away something private"), _("It tells something about a person that is theirs to tell.")
    ),
    "advertising": Shipped(
        _("Advertising"), _("It recommends something for sale rather than answering what stands here.")
    ),
    "unlawful": Shipped(_("Against the law"), _("We may not show it where we publish.")),
    "doubled": Shipped(_("Stands here twice"), _("The same words stand here already.")),
    "unreadable": Shipped(
        _("Cannot be followed"),
        _("We could not follow what it says. Please say it once more, in other words."),
    ),
}

SHIPPED = {**OF_RULES, **OF_MODERATORS}
