"""Old addresses, closed conversations, wishes for mail and moderation leave with everything else, and come back."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from blog.models import EssayPage
from discussion.models import Discussion
from listening.models import Follow, MailWishes, Receipt, State, Voice
from moderation.deciding import decide
from moderation.models import (
    Block,
    CannedReply,
    CannedText,
    ClosedHours,
    Hiding,
    Reason,
    ReasonWords,
    ReportSetting,
    RuleSetting,
    Suspension,
    WordEntry,
)
from moderation.sanctions import block, lift, suspend
from people.models import Guest, User
from tests.exporting import empty, export, files_of
from tests.importing import bring, created, steps_to
from tests.speaking import said
from tests.wxr import author, comment, filed, item, written
from transfer.models import OldHost, OldPath, Source

pytestmark = pytest.mark.django_db

MOVED = author("ann", "Ann Lee", "ann@example.org", number=3)
SHOP = filed("category", "shops", "Shops") + filed("post_tag", "t1", "Queues")


def set_for_moderation(moderator: User) -> None:
    """What administrators and moderators have set, of each kind something."""
    WordEntry.objects.create(words="cheap <b>watches</b>", verdict="refuse")
    WordEntry.objects.create(words="montres", language="fr")
    ClosedHours.objects.create(days="56", begins=time(18), ends=time(8, 30), time_zone="Europe/Paris")
    ReportSetting.objects.create(enough=5, approved=0)
    RuleSetting.objects.filter(name="links").update(number=9, position=5)
    RuleSetting.objects.filter(name="first-voice").update(is_on=False)
    own = Reason.objects.create(code="too-long", title="Too long", state="hidden", position=7)
    ReasonWords.objects.create(reason=own, language="en", sentence="Please say it shorter.")
    shipped = Reason.objects.get(code="off-topic")
    ReasonWords.objects.create(reason=shipped, language="fr", sentence="Hors sujet, chez nous.")
    Reason.objects.filter(code="doubled").update(retired_at=timezone.now())
    reply = CannedReply.objects.create(title="Thanks", position=3)
    CannedText.objects.create(reply=reply, language="fr", text="Merci.")
    CannedText.objects.create(reply=reply, language="en", text="Thank you.")
    block("domain", "spam.example", moderator, "Advertises.")
    ended = block("address", "Loud+1@example.org", moderator, "Shouts.")
    Block.objects.filter(pk=ended.pk).update(ended_at=timezone.now(), ended_by=moderator)


def suspended(essay: EssayPage, who: User, moderator: User) -> None:
    """One suspension that is over, and one in force that has hidden what was said."""
    lift(suspend(who, moderator, None, "Shouted."), moderator)
    said(essay, who, moderator, "I shout.")
    decide(said(essay, who, moderator, "I said this before."), State.HIDDEN, moderator, reason="Too loud.")
    suspend(who, moderator, timezone.now() + timedelta(days=30), "Shouted again.", hide_past=True)
    assert Hiding.objects.count() == 1


@pytest.fixture
def whole(tmp_path: Path, essay: EssayPage, author: User, coauthor: User, moderator: User) -> EssayPage:
    """A blog that came from elsewhere, an essay that was closed by hand, and everything that is set."""
    old = item(12, "The counter", extra=SHOP + comment(7, "Quite so.") + comment(8, "Not so."))
    bring(written(tmp_path, MOVED, old))
    OldPath.objects.filter(path="/?tag=t1").update(language="fr")
    gone_on = said(essay, "reader@example.org", moderator, "Enough.")
    Receipt.objects.of(gone_on)
    Receipt.objects.filter(voice=gone_on).update(muted_at=timezone.now(), mails_stopped_at=timezone.now())
    place = ContentType.objects.get_for_model(EssayPage)
    Discussion.objects.of(essay).close(
        Discussion.Closed.BY_HAND, timezone.now(), moderator, "We have heard each other."
    )
    Discussion.objects.of(EssayPage.objects.get(title="The counter")).open()
    stand = {"place_type": place, "place_id": essay.pk, "language": "en"}
    reader = Guest.objects.get(email="reader@example.org")
    gone = Guest.objects.create(email="gone@example.org", confirmed_at=timezone.now())
    Follow.objects.create(guest=reader, pace="daily", **stand)
    Follow.objects.create(guest=gone, ended_at=timezone.now(), **stand)
    Follow.objects.create(member=moderator, **stand)
    MailWishes.objects.create(guest=reader, wanted="thread", pace="hourly")
    MailWishes.objects.create(member=author, essays="never")
    set_for_moderation(moderator)
    suspended(EssayPage.objects.get(title="The counter"), coauthor, moderator)
    return essay


def everything_site_wide() -> dict[str, list[Any]]:
    """Every row that matters, with people and places by what both sites call them."""
    voices = dict(Voice.objects.values_list("pk", "html"))
    pages = dict(EssayPage.objects.values_list("pk", "slug"))
    numbers = Source.objects.filter(kind="comments").exclude(blog__startswith="listening post")
    hosts = OldHost.objects.exclude(blog__startswith="listening post")
    discussions = Discussion.objects.values_list(
        "place_id", "closed_at", "closed_how", "closed_by__handle", "reason", "kept_open"
    )
    follows = Follow.objects.filter(voice=None).values_list(
        "place_id", "member__handle", "guest__email", "guest__confirmed_at", "pace", "because", "began_at", "ended_at"
    )  # fmt: skip
    found: dict[str, Any] = {
        "paths": [(row.path, row.language, str(row.thing)) for row in OldPath.objects.all()],
        "hosts": hosts.values_list("host", "blog"),
        "numbers": [(row.blog, row.item, row.checksum, voices[row.object_id]) for row in numbers],
        "discussions": [(pages[number], *rest) for number, *rest in discussions],
        "receipts": Receipt.objects.exclude(muted_at=None).values_list(
            "voice__html", "muted_at", "mails_stopped_at"
        ),
        "follows": [(pages[number], *rest) for number, *rest in follows],
        "wishes": MailWishes.objects.values_list("member__handle", "guest__email", "wanted", "pace", "essays"),
        "words": WordEntry.objects.values_list("words", "verdict", "language"),
        "hours": ClosedHours.objects.values_list("days", "begins", "ends", "time_zone"),
        "objections": ReportSetting.objects.values_list("enough", "approved"),
        "rules": RuleSetting.objects.values_list("name", "position", "is_on", "number"),
        "reasons": Reason.objects.values_list("code", "title", "state", "position", "retired_at"),
        "sentences": ReasonWords.objects.values_list("reason__code", "language", "sentence"),
        "replies": CannedText.objects.values_list("reply__title", "reply__position", "language", "text"),
        "blocks": Block.objects.values_list(
            "kind", "value", "reason", "by__handle", "at", "ended_at", "ended_by__handle"
        ),
        "suspensions": Suspension.objects.values_list(
            "member__handle", "by__handle", "reason", "began_at", "until", "hides_past", "ended_at", "shows_again"
        ),
        "hidings": Hiding.objects.values_list(
            "suspension__began_at", "decision__at", "decision__voice__html"
        ),
    }  # fmt: skip
    return {name: sorted(rows, key=str) for name, rows in found.items()}


def make_new() -> None:
    """Take back all that a new site has not got."""
    rules = {row.name: row for row in RuleSetting.objects.all()}
    empty()
    for model in (
        Block,
        Suspension,
        WordEntry,
        ClosedHours,
        ReportSetting,
        CannedReply,
        ReasonWords,
        MailWishes,
        Guest,
    ):
        model.objects.all().delete()
    Reason.objects.filter(code="too-long").delete()
    Reason.objects.update(retired_at=None)
    rules["links"].number, rules["links"].position, rules["first-voice"].is_on = 2, 50, True
    RuleSetting.objects.bulk_update(rules.values(), ["number", "position", "is_on"])


def test_everything_comes_back_once(tmp_path: Path, whole: EssayPage, stranger: Client) -> None:
    before = everything_site_wide()
    assert min(map(len, before.values())) > 0
    assert {"/author/ann", "/?author=3", "/?tag=t1", "/tag/t1"} & {path for path, *_ in before["paths"]}
    folder = export(tmp_path / "one")
    make_new()
    assert everything_site_wide() != before
    dry = bring(folder, dry_run=True)
    report = bring(folder)
    assert everything_site_wide() == before
    assert (dry["other"], dry["redirects"]) == (report["other"], report["redirects"])
    assert report["other"]["skipped"] == []
    assert steps_to("/author/ann/", stranger) == [301, 200]
    assert steps_to("/?author=3", stranger) == [301, 200]
    essay = EssayPage.objects.get(title="The counter")
    answer = stranger.get(f"/comments/old/essaypage/{essay.pk}/8/")
    assert answer.status_code == 302, "an old link to a comment still finds it"
    again = bring(folder)
    assert created(again) == 0
    assert again["other"]["skipped"] == []
    assert everything_site_wide() == before
    assert _comparable(files_of(export(tmp_path / "two"))) == _comparable(files_of(folder))


def _comparable(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        name: content
        for name, content in files.items()
        if not name.startswith(("comments/", "wordpress", "essays/", "pages/"))
    }
