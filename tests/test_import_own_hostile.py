"""A folder of our own format that was made to take the site over: its addresses stay, its roles are told."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from blog.models import EssayPage
from people.models import User
from tests.conftest import signed_in
from tests.exporting import export
from tests.factories import make_essay
from tests.importing import bring
from tests.uploading import handed_in, page_of, start
from transfer.models import Upload, UploadState

pytestmark = pytest.mark.django_db
EVIL = "https://evil.example/"
TAKEN = ["/admin", "/account/login", "/essays", "/", "/essays/stairs", "/health/ready"]


def hostile(folder: Path, *redirects: dict[str, Any]) -> Path:
    """An export in which somebody has written redirects and a moderator."""
    export(folder)
    (folder / "people").mkdir(exist_ok=True)
    eve = {
        "handle": "eve",
        "name": "Eve",
        "email": "eve@example.org",
        "roles": ["Moderators", "Editors", "Kings"],
    }
    (folder / "people" / "eve.json").write_text(json.dumps(eve), encoding="utf-8")
    lines = [json.dumps({"permanent": True, **redirect}) for redirect in redirects]
    (folder / "redirects.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def zipped(folder: Path) -> SimpleUploadedFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in folder.rglob("*"):
            archive.write(file, file.relative_to(folder))
    return SimpleUploadedFile("site.zip", packed.getvalue())


def told(report: Any) -> dict[str, Any]:
    """The only role that a report tells of."""
    (role,) = report["roles"]
    return dict(role)


def test_redirects_take_no_address_of_the_site_and_lead_nowhere_else(
    tmp_path: Path, stranger: Client
) -> None:
    make_essay("Stairs", slug="stairs").save_revision().publish()
    away = [{"from": path, "link": EVIL} for path in [*TAKEN, "/free", "/free2"]]
    away[-1]["link"] = "//evil.example/x"
    taken = [{"from": path, "link": "/search/"} for path in TAKEN]
    good = {"from": "/good", "link": "/search/", "permanent": False}
    folder = hostile(tmp_path / "one", *away, *taken, good, {"from": "/gone", "page": "essays/en/none"})
    dry = bring(folder, dry_run=True)
    assert not Redirect.objects.exists()
    assert bring(folder) == dry
    assert dry["redirects"]["created"] == 1
    assert set(dry["collisions"]) >= {f"{path.rstrip('/')}/" for path in TAKEN}
    reasons = {told["id"]: told["reason"] for told in dry["redirects"]["skipped"]}
    assert "leads away" in reasons["/free"]
    assert EVIL in reasons["/free"]
    assert "leads away" in reasons["/free2"]
    assert "has not come in" in reasons["/gone"]
    row = Redirect.objects.get()
    assert (row.old_path, row.redirect_link, row.is_permanent) == ("/good", "/search/", False)
    for path in TAKEN:
        assert "evil" not in stranger.get(path).get("Location", "")


def test_an_address_that_an_editor_leads_elsewhere_stays_theirs(tmp_path: Path) -> None:
    Redirect.add_redirect("/old", "/search/")
    folder = hostile(
        tmp_path / "one", {"from": "/old", "link": "/archive/"}, {"from": "/old", "link": "/search/"}
    )
    dry = bring(folder, dry_run=True)
    assert bring(folder) == dry
    assert dry["collisions"] == ["/old/"]
    assert Redirect.objects.get().redirect_link == "/search/"


def test_the_command_tells_every_role_and_gives_it(tmp_path: Path) -> None:
    folder = hostile(tmp_path / "one")
    dry = bring(folder, dry_run=True)
    assert dry["roles"] == [{"id": "eve", "name": "Eve", "roles": "Editors, Moderators", "given": True}]
    assert not User.objects.filter(handle="eve").exists()
    assert bring(folder) == dry
    assert {group.name for group in User.objects.get(handle="eve").groups.all()} == {"Editors", "Moderators"}
    assert bring(folder)["roles"] == []
    User.objects.get(handle="eve").delete()
    assert bring(folder, dry_run=True)["roles"] == bring(folder)["roles"] == []


@pytest.mark.usefixtures("real_jobs")
def test_whoever_may_only_bring_blogs_in_gives_nobody_a_role(
    tmp_path: Path, member: User, admin: Client
) -> None:
    right = Permission.objects.get(content_type__app_label="transfer", codename="add_upload")
    desk = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    member.user_permissions.add(right, desk)
    client = signed_in(User.objects.get(pk=member.pk))
    folder = hostile(tmp_path / "one")
    for uploads, starts in ((client, client), (client, admin), (admin, client)):
        upload = handed_in(uploads, zipped(folder))
        assert told(upload.found)["given"] == (uploads is admin)
        assert "Editors, Moderators" in page_of(upload, uploads)
        upload = start(upload, starts)
        assert upload.state == UploadState.DONE
        assert told(upload.report)["given"] is False
        assert not User.objects.get(handle="eve").groups.exists()
    upload = start(handed_in(admin, zipped(folder)), admin)
    assert told(upload.report)["given"] is True
    assert User.objects.get(handle="eve").groups.count() == 2
    assert Upload.objects.count() == 4
    assert not EssayPage.objects.exists()


def test_somebody_suspended_gets_no_role(tmp_path: Path, member: User) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False, email="eve@example.org")
    assert bring(hostile(tmp_path / "one"))["roles"] == []
    assert not User.objects.get(pk=member.pk).groups.exists()
