"""One request for a new link is one mail, however many voices wait."""

from __future__ import annotations

import pytest
from django.test import Client

from blog.models import EssayPage
from core import limits
from core.models import OutgoingMail
from listening.models import Confirmation, VoiceMail
from moderation.deciding import confirm
from tests.speaking import say

RESEND = "/receipt/confirm/"


def asked_about() -> list[int]:
    return list(VoiceMail.objects.order_by("pk").values_list("voice", flat=True))


def test_each_request_brings_one_mail_about_what_was_said_last(essay: EssayPage) -> None:
    posted = [say(essay, "dev@example.org", f"Number {number}.") for number in range(4)]
    Client().post(RESEND, {"email": "dev@example.org"})
    assert asked_about() == [posted[-1].voice.pk]
    assert OutgoingMail.objects.count() == 1
    confirm(Confirmation.objects.ask(posted[-1].voice))
    Client().post(RESEND, {"email": "dev@example.org"})
    assert asked_about() == [posted[-1].voice.pk, posted[-2].voice.pk]


def test_no_more_mails_leave_than_were_counted_and_the_limit_tells_nothing(
    essay: EssayPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CONFIRMATIONS_TO_ONE_ADDRESS", limits.Limit("to-one", 3, 60 * 60))
    for number in range(6):
        say(essay, "dev@example.org", f"Number {number}.")
    seen = {
        email: [Client().post(RESEND, {"email": email}).status_code for _turn in range(4)]
        for email in ("dev@example.org", "nobody@example.org")
    }
    assert seen["dev@example.org"] == seen["nobody@example.org"] == [302, 302, 302, 429]
    assert OutgoingMail.objects.count() == 3
