"""When and why nobody else may speak at a place."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from discussion.models import Discussion
from listening.kinds import places


class ClosedError(Exception):
    """Nobody may speak here any more; the message says why."""


def why_closed(place: models.Model) -> str:
    """Return why nobody may speak here, and nothing where people may."""
    discussion = Discussion.objects.of(place)
    if discussion.is_closed:
        return discussion.reason or _sentence(discussion)
    return "" if places.of(place).is_open(place) else gettext("Comments are closed here.")


def close_old_discussions(now: datetime | None = None) -> int:
    """Write that places are closed which have been open for long enough, and return how many."""
    days = settings.COMMENTS_CLOSE_AFTER
    if not days:
        return 0
    moment = now or timezone.now()
    closed = 0
    for model, place in places.by_model.items():
        kind = ContentType.objects.get_for_model(model)
        settled = Discussion.objects.filter(place_type=kind).exclude(closed_at=None, kept_open=False)
        done = set(settled.values_list("place_id", flat=True))
        for number in set(place.older_than(moment - timedelta(days=days))) - done:
            Discussion(place_type=kind, place_id=number).close(Discussion.Closed.BY_AGE, moment)
            closed += 1
    return closed


def _sentence(discussion: Discussion) -> str:
    days = settings.COMMENTS_CLOSE_AFTER
    if discussion.closed_how == Discussion.Closed.BY_AGE and days:
        return ngettext("Comments close after %(days)s day.", "Comments close after %(days)s days.", days) % {
            "days": days
        }
    return gettext("Comments are closed here.")
