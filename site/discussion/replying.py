"""How a moderator answers a comment from the desk."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from core.sanitise import plain_text
from discussion.closing import ClosedError
from discussion.forms import LONGEST_COMMENT
from discussion.posting import Words, post
from listening.markup import html_of
from listening.models import Voice
from moderation.rules import RefusedError
from people.models import User


def reply(voice: Voice, by: User, text: str) -> Voice:
    """Say it below the comment, in its language. Raises ValidationError, or PermissionDenied for who may not speak."""
    text = text.strip()
    if len(text) > LONGEST_COMMENT:
        raise ValidationError(_("Please keep it under %d characters.") % LONGEST_COMMENT)
    if not plain_text(html_of(text)):
        raise ValidationError(_("Nothing of this can be read. Please write something."))
    # A form that is sent twice says it once.
    key = salted_hmac("discussion.replying", f"{voice.pk}|{by.pk}|{text}", algorithm="sha256").hexdigest()[
        :43
    ]
    words = Words(text, voice.language, reply_to=voice.pk, post_key=key)
    try:
        return post(cast("models.Model", voice.place), words, member=by).voice
    except (ClosedError, RefusedError) as error:
        raise ValidationError(str(error)) from error
