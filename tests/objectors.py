"""People who object to the same voices at the same moment, each with a connection of their own."""

from __future__ import annotations

import threading

from django.db import connection

from listening.models import Report, State, Voice
from moderation.codes import REPORTED
from moderation.models import Decision, ReportSetting
from moderation.reporting import report
from tests.crowd import Crowd, at_once
from tests.recomputed import assert_in_step
from tests.speaking import said, say


def object_at_once(people: int = 10) -> str:
    """Let all object to a reader's voice and to a listener's answer below it; return how many objections that made."""
    crowd = Crowd(people)
    ReportSetting.objects.update_or_create(defaults={"enough": 3, "approved": 0})
    voice = said(crowd.essay, "dev@example.org", crowd.moderator)
    spoken = [voice, say(crowd.essay, crowd.author, to=voice).voice]
    start = threading.Barrier(people)

    def live(number: int) -> None:
        start.wait()
        # Half of them from the bottom up: whoever locked in the order of asking would wait for the others for ever.
        for one in spoken if number % 2 else reversed(spoken):
            report(Voice.objects.get(pk=one.pk), Report.Reason.SPAM, member=crowd.members[number])
        connection.close()

    at_once(people, live)
    for one in spoken:
        assert Voice.objects.get(pk=one.pk).state == State.HELD
        assert Decision.objects.filter(voice=one, to_state=State.HELD, rule=REPORTED).count() == 1
    assert_in_step(crowd.essay)
    return str(Report.objects.filter(voice__in=spoken).count())
