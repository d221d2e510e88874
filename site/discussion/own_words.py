"""What people do with their own comments by the receipt: each through the one permission function."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.sanitise import plain_text
from discussion import verbs
from discussion.forms import LONGEST_COMMENT
from discussion.permissions import Act, may
from discussion.speaker import Speaker
from listening.kinds import OwnWords
from listening.markup import html_of
from listening.models import Voice
from moderation.deciding import OvertakenError
from moderation.rules import RefusedError
from moderation.telling_people import suspension_of, told


def may_edit(voice: Voice) -> bool:
    return may(Speaker.behind(voice), Act.EDIT, voice)


def edit(voice: Voice, text: str) -> None:
    """Store other words. Raises PermissionDenied when it is too late, ValidationError when they are not taken."""
    text = text.strip()
    if len(text) > LONGEST_COMMENT:
        raise ValidationError(_("Please keep it under %d characters.") % LONGEST_COMMENT)
    if not plain_text(html_of(text)):
        raise ValidationError(_("Nothing of this can be read. Please write something."))
    try:
        verbs.edit(voice, text, Speaker.behind(voice))
    except RefusedError as error:
        raise ValidationError(str(error)) from error
    except OvertakenError as error:
        raise ValidationError(_("It has just been moved by somebody. Please look again.")) from error


def may_withdraw(voice: Voice) -> bool:
    return may(Speaker.behind(voice), Act.WITHDRAW, voice)


def withdraw(voice: Voice) -> None:
    """Take the words away for good. Raises PermissionDenied, or ValidationError when it has just moved."""
    try:
        verbs.withdraw(voice, Speaker.behind(voice))
    except OvertakenError as error:
        raise ValidationError(_("It has just been moved by somebody. Please look again.")) from error


def silenced(voice: Voice) -> str:
    """Return until when and why the author may not speak, nothing for who may."""
    suspension = suspension_of(voice.member)
    return told(suspension) if suspension else ""


OWN_COMMENTS = OwnWords(may_edit, edit, withdraw, may_withdraw, silenced)
