"""Bringing a blog in from the admin: upload, look, decide; only for administrators, and nothing by a GET."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import EssayPage
from people.models import User
from people.roles import EDITORS
from tests.conftest import signed_in
from tests.jobs import waiting_jobs, work
from tests.uploading import NEW, SECRET, export, files_below, handed_in, page_of, start
from tests.wxr import comment, item, wxr
from transfer.admin import streaming
from transfer.models import Upload, UploadState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_jobs")]


def queries_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_what_is_uploaded_is_read_shown_and_only_then_brought_in(admin: Client) -> None:
    upload = handed_in(admin, export(item(1, "The stairs"), item(2, extra=comment(5))))
    assert upload.state == UploadState.READ
    assert not EssayPage.objects.exists()
    read = page_of(upload, admin)
    assert "my_blog.xml" in read
    assert "nothing is written yet" in read
    assert "wordpress-1.2" in read
    assert "Bring it in" in read
    assert read.count("csrfmiddlewaretoken") == 2
    upload = start(upload, admin)
    assert upload.state == UploadState.DONE
    assert EssayPage.objects.count() == 2
    done = page_of(upload, admin)
    assert "This is what was done" in done
    assert "Bring it in" not in done
    assert "my_blog.xml" in admin.get("/admin/imports/").content.decode()


def test_both_reports_are_those_of_the_command(admin: Client, tmp_path: Path) -> None:
    from tests.importing import bring

    path = tmp_path / "export.xml"
    path.write_text(wxr(item(1), item(2, status="trash")), encoding="utf-8")
    expected = bring(path, dry_run=True)
    del expected["exits"]
    upload = handed_in(admin, SimpleUploadedFile("export.xml", path.read_bytes()))
    assert upload.found == expected
    assert start(upload, admin).report == expected


def test_the_choices_reach_the_import(admin: Client) -> None:
    upload = handed_in(admin, language="fr", fetch_media="")
    start(upload, admin)
    assert EssayPage.objects.get().locale.language_code == "fr"


def test_a_zip_comes_in_and_so_does_its_name_without_any_path(admin: Client, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/export.xml", wxr(item(1)))
    upload = handed_in(admin, SimpleUploadedFile("../../..\\x/..zip", packed.getvalue()))
    assert upload.state == UploadState.READ
    assert upload.file.resolve().is_relative_to(tmp_path / "imports" / upload.token)


def test_the_files_are_private_and_no_address_leads_to_them(admin: Client, tmp_path: Path) -> None:
    upload = handed_in(admin)
    (kept,) = files_below(tmp_path / "imports")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert {
        folder.stat().st_mode & 0o777 for folder in (kept.parent, upload.folder, tmp_path / "imports")
    } == {0o700}
    for path in (
        f"imports/{upload.token}/export/{upload.name}",
        f"../imports/{upload.token}/export/{upload.name}",
    ):
        assert admin.get(f"/media/{path}").status_code == 404
    assert SECRET not in page_of(upload, admin)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"hello", "no format that we know"),
        (wxr(item(1)).replace("<channel>", "<chanel>").encode(), "no &lt;channel&gt;"),
    ],
)
def test_a_refused_file_shows_one_clear_message(admin: Client, content: bytes, message: str) -> None:
    upload = handed_in(admin, SimpleUploadedFile("notes.xml", content))
    assert upload.state == UploadState.REFUSED
    page = page_of(upload, admin)
    assert message in page
    assert "notes.xml" in upload.reason
    assert str(upload.folder) not in page
    assert "Traceback" not in page
    assert start(upload, admin).state == UploadState.REFUSED


def test_errors_stand_beside_their_field_and_nothing_is_lost(admin: Client) -> None:
    page = admin.post(NEW, {"language": "fr", "fetch_media": "on"}).content.decode()
    assert "Please choose the file" in page
    assert '<option value="fr" selected>' in page
    assert "checked" in page
    wrong = {"file": export(), "pictures": SimpleUploadedFile("m.zip", b"no zip"), "language": "fr"}
    page = admin.post(NEW, wrong).content.decode()
    assert "This is not a zip archive." in page
    assert "“my_blog.xml” has arrived" in page
    upload = Upload.objects.get()
    assert f'name="kept" value="{upload.pk}"' in page
    assert "my_blog.xml" not in admin.get("/admin/imports/").content.decode()
    assert admin.get(f"/admin/imports/{upload.pk}/").status_code == 404
    assert admin.post(NEW, {"kept": upload.pk, "language": "fr"}).status_code == 302
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.language) == (UploadState.READ, "fr")


def test_what_another_person_half_handed_in_is_not_taken(admin: Client) -> None:
    other = User.objects.create_superuser("b@example.org", "Bea", "a long pass phrase")
    signed_in(other).post(NEW, {"file": export(), "pictures": SimpleUploadedFile("m.zip", b"no zip")})
    page = admin.post(NEW, {"kept": Upload.objects.get().pk}).content.decode()
    assert "Please choose the file" in page


@pytest.mark.parametrize("field", ["file", "pictures"])
def test_a_file_that_is_too_large_is_told_and_the_rest_kept(
    admin: Client, field: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(streaming.LARGEST, field, 100_000)
    large = SimpleUploadedFile("large.zip", b"x" * 300_000)
    given = {"file": large} if field == "file" else {"file": export(), "pictures": large}
    page = admin.post(NEW, {"language": "fr", **given}).content.decode()
    assert "larger than 97.7" in page
    assert '<option value="fr" selected>' in page
    assert ("has arrived" in page) == (field == "pictures")
    assert sum(path.stat().st_size for path in files_below(tmp_path)) < 100_000


def test_an_upload_without_a_token_is_refused(administrator: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    assert client.post(NEW, {"file": export()}).status_code == 403
    assert not Upload.objects.exists()


@pytest.mark.parametrize("role", ["author", "editor", "moderator", "member"])
def test_nobody_else_sees_uploads_or_starts_anything(
    role: str, admin: Client, request: pytest.FixtureRequest
) -> None:
    upload = handed_in(admin)
    client = signed_in(request.getfixturevalue(role))
    for path in ("", "new/", f"{upload.pk}/", f"{upload.pk}/progress/", f"{upload.pk}/skipped/"):
        assert client.get(f"/admin/imports/{path}").status_code == 302
    for path in ("new/", f"{upload.pk}/start/", f"{upload.pk}/drop/"):
        assert client.post(f"/admin/imports/{path}", {"file": export()}).status_code == 302
    assert [one.state for one in Upload.objects.all()] == [UploadState.READ]


def test_the_right_can_be_given_to_a_group(editor: User) -> None:
    right = Permission.objects.get(content_type__app_label="transfer", codename="add_upload")
    Group.objects.get(name=EDITORS).permissions.add(right)
    client = signed_in(User.objects.get(pk=editor.pk))
    assert client.get(NEW).status_code == 200
    assert start(handed_in(client), client).state == UploadState.DONE
    assert "Bring a blog in" in client.get("/admin/").content.decode()


def test_a_get_writes_nothing(admin: Client) -> None:
    upload = handed_in(admin)
    before = Upload.objects.filter(pk=upload.pk).values().get()
    for path in ("start/", "drop/"):
        assert admin.get(f"/admin/imports/{upload.pk}/{path}").status_code == 405
    for path in ("", "progress/", "skipped/", "no-such-list/"):
        admin.get(f"/admin/imports/{upload.pk}/{path}")
    assert Upload.objects.filter(pk=upload.pk).values().get() == before
    assert waiting_jobs() == 0


def test_long_lists_are_shown_by_fifties(admin: Client) -> None:
    comments = "".join(comment(number) for number in range(119))
    upload = handed_in(admin, export(item(1, post_type="nav_menu_item", extra=comments)))
    whole = page_of(upload, admin)
    assert "Comments: 119 · " in whole
    assert page_of(upload, admin, "skipped/").count("<tr><td>") == 50
    assert page_of(upload, admin, "skipped/?p=3").count("<tr><td>") == 20
    assert admin.get(f"/admin/imports/{upload.pk}/nonsense/").status_code == 404


def test_what_a_hostile_export_is_called_stays_text(admin: Client) -> None:
    file = export(
        item(1, content="[<script>alert(1)</script>]\n\n[evil on=1]x"),
        name="<img src=x onerror=alert(1)>.xml",
    )
    upload = handed_in(admin, file)
    for page in (page_of(upload, admin), admin.get("/admin/imports/").content.decode()):
        assert "<img src=x" not in page
        assert "<script>alert" not in page


def test_lists_ask_no_more_often_when_they_are_longer(admin: Client, administrator: User) -> None:
    Upload.objects.create(by=administrator, name="first.xml", state=UploadState.DONE)
    few = queries_of(admin, "/admin/imports/")
    for number in range(20):
        Upload.objects.create(by=administrator, name=f"{number}.xml", state=UploadState.DONE)
    assert queries_of(admin, "/admin/imports/") == few
