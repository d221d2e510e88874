"""What happens next to a voice, and who has to do it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from listening.kinds import places
from listening.mails import address_of
from listening.models import Mark, Settled, State, Voice, VoiceMail
from people.models import User

# An essay rarely has more authors; a longer list would be no answer to «who?».
MOST_NAMED = 3


class Next(NamedTuple):
    """`heading` greets the author; the rest is the last step on the line, nothing where all is done."""

    heading: str
    title: str = ""
    text: str = ""
    mark: str = Mark.WAITING.value
    since: datetime | None = None


def what_next(voice: Voice) -> Next:
    """Return what is to come."""
    states = {
        State.AWAITING: _awaiting,
        State.HELD: _held,
        State.PUBLIC: _public,
        State.HIDDEN: _hidden,
        State.SPAM: _hidden,
        State.WITHDRAWN: _withdrawn,
    }
    return states[State(voice.state)](voice)


def _awaiting(voice: Voice) -> Next:
    text = _(
        "Open the link in the mail we sent you. Until then nobody else sees your words; after 14 days they are erased."
    )
    return Next(
        _("One step is yours, %(name)s.") % {"name": voice.name}, _("Your turn: confirm your address"), text
    )


def _held(voice: Voice) -> Next:
    text = _("A moderator decides whether it appears.")
    if address_of(voice, VoiceMail.Event.DECIDED):
        text = _("A moderator decides whether it appears. We write to you when that has happened.")
    return Next(_("We have it, %(name)s.") % {"name": voice.name}, _("A person reads it next"), text)


def _public(voice: Voice) -> Next:
    if voice.mark == Mark.HEARD:
        return Next(_("You were heard, %(name)s.") % {"name": voice.name})
    if voice.mark == Mark.READ:
        text = _("An answer may still come.")
        if address_of(voice, VoiceMail.Event.ANSWERED):
            text = _("An answer may still come. When a listener answers, you get a mail.")
        heading = _("You were read, %(name)s.") % {"name": voice.name}
        return Next(heading, _("Read, not yet answered"), text, Mark.READ.value)
    if voice.mark == Mark.WAITING:
        return _waiting(voice)
    if Settled.objects.filter(voice=voice).exists():
        return Next(_("You were read, %(name)s.") % {"name": voice.name})
    return Next(_("It stands in the conversation, %(name)s.") % {"name": voice.name})


def _waiting(voice: Voice) -> Next:
    heading = _("You are not forgotten, %(name)s.") % {"name": voice.name}
    return Next(heading, _("Waiting to be heard"), _who_answers(voice), since=voice.public_at)


def _who_answers(voice: Voice) -> str:
    """Return who is to answer, and whether we write when they have."""
    names = ", ".join(listeners_at(voice))
    if not address_of(voice, VoiceMail.Event.ANSWERED):
        return _("It is for %(names)s to answer.") % {"names": names} if names else ""
    if not names:
        return _("When a listener answers, you get a mail.")
    return _("It is for %(names)s to answer. When that has happened, you get a mail.") % {"names": names}


def _hidden(voice: Voice) -> Next:
    return Next(_("Your words are not shown, %(name)s.") % {"name": voice.name})


def _withdrawn(voice: Voice) -> Next:
    return Next(_("You took it back."))


def listeners_at(voice: Voice) -> list[str]:
    """Return the names of those who answer for the place where the voice stands."""
    place = voice.place
    ids = places.of(place).listeners(place) if place else []
    found = User.objects.filter(pk__in=ids[:MOST_NAMED]).values_list("pk", "name")
    names = dict(found)
    return [names[pk] for pk in ids[:MOST_NAMED] if names.get(pk)]
