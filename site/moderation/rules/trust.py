from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from listening.models import State, Voice
from moderation import codes
from moderation.rules.case import Case
from moderation.rules.rule import Rule
from moderation.rules.verdict import Verdict

# Who fell out with the moderators is read again for so long; then a new start.
DISTRUSTED_FOR = timedelta(days=182)


class Trust(Rule):
    """Passes whoever has had enough approved; no rule that follows holds them. What was brought along is no proof."""

    name = codes.TRUST

    def ask(self, case: Case, number: int) -> Verdict | None:
        lately = timezone.now() - DISTRUSTED_FOR
        taken_away = Q(state__in=[State.HIDDEN, State.SPAM], said_at__gt=lately)
        known = Voice.objects.by_person(case.voice).filter(imported=False).exclude(pk=case.voice.pk)
        counts = known.aggregate(
            approved=Count("pk", filter=Q(state=State.PUBLIC)), hidden=Count("pk", filter=taken_away)
        )
        is_trusted = number and counts["approved"] >= number and not counts["hidden"]
        return Verdict(self.name, State.PUBLIC) if is_trusted else None
