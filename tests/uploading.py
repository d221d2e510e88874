"""Blogs handed over in the admin, in tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.jobs import work
from tests.wxr import item, wxr
from transfer.models import Upload

NEW = "/admin/imports/new/"
SECRET = "The sentence of a draft that nobody may read"


def export(*items: str, name: str = "my blog.xml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, wxr(*(items or (item(1, "The stairs", content=SECRET),))).encode())


def handed_in(client: Client, file: SimpleUploadedFile | None = None, **told: Any) -> Upload:
    """Upload, and have a job read it."""
    response = client.post(NEW, {"file": file or export(), **told})
    assert response.status_code == 302, response.content.decode()
    work()
    return Upload.objects.latest("pk")


def page_of(upload: Upload, client: Client, more: str = "") -> str:
    response = client.get(f"/admin/imports/{upload.pk}/{more}")
    assert response.status_code == 200
    return response.content.decode()


def start(upload: Upload, client: Client) -> Upload:
    assert client.post(f"/admin/imports/{upload.pk}/start/").status_code == 302
    work()
    upload.refresh_from_db()
    return upload


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
