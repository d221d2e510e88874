"""Who brings in what moderators of another site have set and decided, and what it never changes here."""

from __future__ import annotations

import json
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from blog.models import EssayPage
from core.models import Category
from discussion.models import Discussion
from listening.models import Follow, MailWishes
from moderation.models import Block, ClosedHours, Reason, ReasonWords, RuleSetting, Suspension, WordEntry
from people.models import User
from tests.conftest import signed_in
from tests.exporting import empty, export
from tests.factories import make_essay
from tests.importing import bring
from tests.test_import_own_hostile import zipped
from tests.uploading import handed_in, start
from transfer.models import OldHost, OldPath

pytestmark = pytest.mark.django_db
WHEN = "2025-01-02T03:04:05+00:00"
BLOCK = {"kind": "domain", "value": "Example.ORG.", "reason": "All of it.", "by": None, "at": WHEN}
SUSPENSION = {"member": "eve", "by": "eve", "reason": "Shouts.", "began": WHEN}


def folder_with(
    folder: Path, files: dict[str, list[dict[str, Any]]], lines: dict[str, list[dict[str, Any]]]
) -> Path:
    """An export with an author, and with what somebody has written into its other files."""
    export(folder)
    (folder / "people").mkdir(exist_ok=True)
    eve = {"handle": "eve", "name": "Eve", "email": "eve@example.org"}
    (folder / "people" / "eve.json").write_text(json.dumps(eve), encoding="utf-8")
    for name, rows in files.items():
        (folder / "moderation" / f"{name}.json").write_text(json.dumps({"rows": rows}), encoding="utf-8")
    for name, rows in lines.items():
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


POWER = {
    "blocks": [BLOCK],
    "suspensions": [SUSPENSION],
    "words": [{"words": "hello", "verdict": "refuse", "language": ""}],
    "rules": [{"name": "first-voice", "position": 1, "is_on": False, "number": 0}],
    "closed-hours": [{"days": "0123456", "begins": "00:00:00", "ends": "23:59:00", "time_zone": "UTC"}],
}
WISHES = {
    "mail-wishes": [{"by": "eve", "essays": "never"}, {"email": "guest@example.org", "confirmed": WHEN}]
}
HOSTS = {"old-hosts": [{"host": "old.example.org", "blog": "old.example.org"}]}


def ruled() -> dict[str, int]:
    """How many rows have power here."""
    models = (Block, Suspension, WordEntry, ClosedHours, MailWishes, OldHost, Follow)
    counted = {model.__name__: model._default_manager.count() for model in models}
    return {**counted, "rules off": RuleSetting.objects.filter(is_on=False).count()}


@pytest.mark.usefixtures("real_jobs")
def test_whoever_may_only_bring_blogs_in_gets_power_over_nobody(
    tmp_path: Path, member: User, admin: Client
) -> None:
    for app, name in (("transfer", "add_upload"), ("wagtailadmin", "access_admin")):
        right = Permission.objects.get(content_type__app_label=app, codename=name)
        member.user_permissions.add(right)
    client = signed_in(User.objects.get(pk=member.pk))
    folder = folder_with(tmp_path / "one", POWER, {**WISHES, **HOSTS})
    before = ruled()
    upload = start(handed_in(client, zipped(folder)), client)
    assert ruled() == before
    assert upload.report
    reasons = [skipped["reason"] for skipped in upload.report["other"]["skipped"]]
    assert sum("only an administrator" in reason for reason in reasons) >= len(POWER) + 3
    start(handed_in(admin, zipped(folder)), admin)
    assert ruled() == {**dict.fromkeys(before, 1), "MailWishes": 2, "OldHost": 2, "Follow": 0}
    assert Block.objects.get().value == "example.org"
    assert Suspension.objects.get().member.handle == "eve"


def test_nothing_is_written_over_what_this_site_has_set(tmp_path: Path, member: User) -> None:
    person = User.objects.create_user("eve@example.org", "Eve Here", "a long pass phrase")
    Block.objects.create(kind="domain", value="example.org", reason="x", ended_at=timezone.now())
    WordEntry.objects.create(words="hello", verdict="hold")
    ClosedHours.objects.create(days="56", begins=time(1), ends=time(2), time_zone="UTC")
    RuleSetting.objects.filter(name="first-voice").update(number=4)
    words = ReasonWords.objects.create(
        reason=Reason.objects.get(code="off-topic"), language="en", sentence="Ours."
    )
    MailWishes.objects.create(member=person, essays="hourly")
    theirs = {"code": "off-topic", "title": "Theirs", "position": 1, "texts": {"en": "Theirs."}}
    folder = folder_with(tmp_path / "one", {**POWER, "reasons": [theirs]}, WISHES)
    before = ruled()
    report = bring(folder)
    assert ruled() == {**before, "MailWishes": 2}, "only what a guest wants is new"
    assert WordEntry.objects.get().verdict == "hold"
    assert ReasonWords.objects.get() == words
    assert Reason.objects.get(code="off-topic").title == ""
    assert MailWishes.objects.get(member=person).essays == "hourly"
    assert len(report["other"]["skipped"]) == 7


def test_what_was_deleted_or_opened_here_since_stays_so(tmp_path: Path, essay: EssayPage) -> None:
    WordEntry.objects.create(words="cheap")
    Discussion.objects.of(essay).close(Discussion.Closed.BY_HAND, timezone.now(), None, "Enough.")
    folder = export(tmp_path / "one")
    WordEntry.objects.all().delete()
    empty()
    bring(folder)
    copy = EssayPage.objects.get()
    assert Discussion.objects.of(copy).reason == "Enough."
    Discussion.objects.of(copy).open()
    WordEntry.objects.all().delete()
    report = bring(folder)
    assert not WordEntry.objects.exists()
    assert not Discussion.objects.of(copy).is_closed
    assert len(report["other"]["skipped"]) == 2


def test_old_addresses_of_people_and_topics_take_none_that_stands_here(
    tmp_path: Path, stranger: Client
) -> None:
    make_essay("Stairs", slug="stairs", categories=["selling"]).save_revision().publish()
    taken = ["/admin", "/account/login", "/essays/stairs", "/category/selling", "/search", "/"]
    lines = [{"from": path, "language": "en", "person": "eve"} for path in [*taken, "/author/eve"]]
    gone = {"from": "/author/adam", "person": "adam"}
    folder = folder_with(tmp_path / "one", {}, {"old-paths": [*lines, gone]})
    dry = bring(folder, dry_run=True)
    assert bring(folder) == dry
    assert [row.path for row in OldPath.objects.all()] == ["/author/eve"]
    assert set(dry["collisions"]) >= {f"{path.rstrip('/')}/" for path in taken}
    assert stranger.get("/category/selling/").status_code == 200
    assert Category.objects.count() == 1


def test_nonsense_is_left_out_and_told(tmp_path: Path) -> None:
    nonsense = {
        "blocks": [{**BLOCK, "value": value} for value in ("", "@", "com", "a b", "x" * 300 + ".org")],
        "suspensions": [{**SUSPENSION, "member": "nobody"}, {**SUSPENSION, "began": "soon"}, SUSPENSION, SUSPENSION],
        "words": [{"words": "!!!"}, {"words": ["a"]}, {"words": "x" * 300}, {"words": "a", "verdict": "kill"}],
        "rules": [{"name": "no-rule", "number": 1}, {"name": "links", "number": "many"}, {"name": "links", "number": -1}],
        "closed-hours": [{"days": "9", "begins": "25:00", "ends": 7, "time_zone": "Mars"}, {}],
        "reasons": [{"code": "<b>", "title": "x"}, {"code": "fine", "title": "Fine", "texts": {"en": "x" * 700, "fr": "Bon"}}],
        "canned-replies": [{"title": "x" * 200}, {"title": "Ok", "texts": {"klingon": "Qapla", "en": "Yes"}}],
        "objections": [{"enough": 10**30}],
    }  # fmt: skip
    lines = {
        "old-paths": [{"from": "nowhere", "person": "eve"}, {"from": 7}],
        "mail-wishes": [{"by": "nobody"}, {"email": "no address"}, {"email": "ok@example.org", "pace": "never"}],
        "old-hosts": [{"host": ""}, {"host": "x" * 400, "blog": "listening post other"}],
    }  # fmt: skip
    folder = folder_with(tmp_path / "one", nonsense, lines)
    (folder / "moderation" / "blocks.html").unlink(missing_ok=True)
    (folder / "old-hosts.jsonl").open("a").write('\n[1, 2]\n{"host": \n')
    report = bring(folder)
    assert report["exits"] == 0
    assert not Block.objects.exclude(value="com").exists()
    assert Suspension.objects.count() == 1
    assert not WordEntry.objects.exists()
    assert not ClosedHours.objects.exists()
    assert not OldHost.objects.exists()
    assert RuleSetting.objects.get(name="links").number == 2
    assert [words.sentence for words in ReasonWords.objects.all()] == ["Bon"]
    assert [(row.wanted, row.pace) for row in MailWishes.objects.all()] == [("", "at_once")]
