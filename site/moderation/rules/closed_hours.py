from __future__ import annotations

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from moderation import codes
from moderation.models import ClosedHours
from moderation.models.closed_hours import open_again
from moderation.rules.case import Case
from moderation.rules.rule import Rule
from moderation.rules.verdict import Verdict


class Closed(Rule):
    """Holds what is said while nobody reads, and says until when that is."""

    name = codes.CLOSED_HOURS

    def ask(self, case: Case, number: int) -> Verdict | None:
        until = open_again(ClosedHours.objects.all(), timezone.now())
        if until is None:
            return None
        with translation.override(case.voice.language), timezone.override(until.tzinfo):
            moment = {
                "day": date_format(until, "l"),
                "time": date_format(until, "H:i"),
                "zone": until.tzname(),
            }
            return self.held(reason=_("Somebody reads again on %(day)s at %(time)s (%(zone)s).") % moment)
