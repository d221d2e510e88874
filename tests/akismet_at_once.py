"""An author who edits while an answer about the same voice comes in, each with a connection of their own."""

from __future__ import annotations

import threading
import time

from django.db import connection, transaction
from django.test import override_settings

from discussion.speaker import Speaker
from discussion.verbs import edit
from listening.models import Voice
from moderation.akismet.answering import answer_for
from moderation.deciding import confirm
from moderation.models import AkismetCheck
from tests.akismet_server import Service
from tests.crowd import Crowd, at_once
from tests.jobs import jobs_in_the_database
from tests.speaking import say

# Longer than the service on this machine takes to answer.
WHILE = 1.5


def edit_while_answered() -> str:
    """Hold a voice as an edit does, let the answer come meanwhile, then edit; return the answer that counts."""
    service = Service()
    threading.Thread(target=service.serve_forever, daemon=True).start()
    service.says(b"true")
    with jobs_in_the_database(), override_settings(AKISMET_KEY="a-key", AKISMET_URL=service.address):
        return _edit_while_answered(Crowd(1))


def _edit_while_answered(crowd: Crowd) -> str:
    voice = confirm(say(crowd.essay, "dev@example.org").token)
    assert voice
    asked = AkismetCheck.objects.get(voice=voice)
    holding = threading.Event()

    def change() -> None:
        with transaction.atomic():
            mine = Voice.objects.select_for_update(of=("self",), no_key=True).get(pk=voice.pk)
            holding.set()
            time.sleep(WHILE)
            edit(mine, "Other words.", Speaker.behind(mine))

    def answer() -> None:
        holding.wait()
        answer_for(voice.pk, asked.asked_at.isoformat(), None)

    def live(number: int) -> None:
        (change if number else answer)()
        connection.close()

    at_once(2, live)
    return f"{Voice.objects.get(pk=voice.pk).state} {AkismetCheck.objects.get(voice=voice).answer or 'none'}"
