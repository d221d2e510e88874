from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

# How often hours that follow each other are joined: a week of them has no more parts.
MOST_JOINED = 14


def site_time_zone() -> str:
    return settings.TIME_ZONE


def is_time_zone(name: str) -> None:
    """Raise ValidationError unless this is a time zone's name."""
    if name not in available_timezones():
        raise ValidationError(_("This is no time zone: something like Europe/Paris."))


class ClosedHours(models.Model):
    """A part of the day, or of some days, in which nobody reads what is said."""

    class Days(models.TextChoices):
        EVERY = "0123456", _("every day")
        WORKING = "01234", _("Monday to Friday")
        WEEKEND = "56", _("Saturday and Sunday")
        MONDAY = "0", _("Monday")
        TUESDAY = "1", _("Tuesday")
        WEDNESDAY = "2", _("Wednesday")
        THURSDAY = "3", _("Thursday")
        FRIDAY = "4", _("Friday")
        SATURDAY = "5", _("Saturday")
        SUNDAY = "6", _("Sunday")

    days = models.CharField(_("days"), max_length=7, choices=Days.choices, default=Days.EVERY)
    begins = models.TimeField(_("from"))
    ends = models.TimeField(
        _("until"), help_text=_("Not later than it begins, it is on the next day: from 18:00 until 8:00.")
    )
    time_zone = models.CharField(
        _("time zone"), max_length=50, default=site_time_zone, validators=[is_time_zone],
        help_text=_("Such as Europe/Paris. Summer time is taken into account."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("closed hours")
        verbose_name_plural = _("closed hours")
        ordering = ["days", "begins"]

    def __str__(self) -> str:
        return f"{self.get_days_display()}, {self.begins:%H:%M}–{self.ends:%H:%M} ({self.time_zone})"

    def end_around(self, moment: datetime) -> datetime | None:
        """Return when the hours that hold this moment end, or None when none of them does."""
        zone = ZoneInfo(self.time_zone)
        today = moment.astimezone(zone).date()
        spans = (self._on(day, zone) for day in (today - timedelta(days=1), today))
        return next((end for begin, end in spans if begin and begin <= moment < end), None)

    def _on(self, day: date, zone: ZoneInfo) -> tuple[datetime | None, datetime]:
        begin = datetime.combine(day, self.begins, zone)
        over_night = self.ends <= self.begins
        end = datetime.combine(day + timedelta(days=over_night), self.ends, zone)
        return (begin if str(day.weekday()) in self.days else None), end


def open_again(hours: Iterable[ClosedHours], moment: datetime) -> datetime | None:
    """Return when somebody reads again, in the time zone of those hours; None when somebody does now."""
    rows = list(hours)
    ends = list(_ends(rows, moment))
    return ends[-1] if ends else None


def _ends(rows: list[ClosedHours], moment: datetime) -> Iterator[datetime]:
    """Each end of hours that follow on one another from this moment."""
    for _part in range(MOST_JOINED):
        ends = [end for row in rows if (end := row.end_around(moment))]
        if not ends:
            return
        moment = max(ends)
        yield moment
