"""What somebody reads who is suspended: why, and until when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.composing import letter
from core.mail import queue_mail
from core.sections import Section
from listening.models import Voice
from moderation.models import Suspension


def suspension_of(user: Any) -> Suspension | None:
    """Return what keeps a member from speaking now."""
    if user is None or not user.is_authenticated:
        return None
    return Suspension.objects.in_force().filter(member_id=user.pk).first()


def told(suspension: Suspension) -> str:
    """Return the sentences for the member, in the present language."""
    if suspension.until is None:
        sentence = _("Your account may read here, but not speak any more.")
    else:
        sentence = _("Your account may read here, but not speak until %(until)s.") % {
            "until": _in_site_zone(suspension.until)
        }
    reason = _("The reason: %(reason)s") % {"reason": suspension.reason}
    return f"{sentence} {reason}"


def in_account(subject: Any, user: Any) -> Section | None:
    """What stands in the account of somebody who is suspended."""
    suspension = suspension_of(user)
    return Section("moderation/suspended.html", {"told": told(suspension)}) if suspension else None


def tell_of_suspension(suspension: Suspension) -> None:
    """Write to the member, in the language in which they spoke last."""
    member = suspension.member
    if not member.email or not member.is_active:
        return
    spoken = Voice.objects.filter(member=member).order_by("-said_at").values_list("language", flat=True)
    with translation.override(spoken.first() or settings.LANGUAGE_CODE):
        said = {"told": told(suspension), "hides_past": suspension.hides_past, "until": suspension.until}
        written = letter("moderation/mail/suspended", _("Your account may not speak for now"), said)
        queue_mail(member.email, written.subject, written.body, html=written.html)


def _in_site_zone(moment: datetime) -> str:
    """Return a time in the site's own zone, with its name: a mail is read elsewhere than where it was caused."""
    there = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{date_format(there, 'DATETIME_FORMAT')} ({there.tzname()})"
