"""Uploaded files: proven pictures are shown for ever, everything else is a download, nothing else is reached."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """A media folder with one file of each kind, beside a secret."""
    root = tmp_path / "media"
    for name in (
        "original_images/a.jpg", "images/a.width-400.webp", "cards/1.abc.png", "images/a.svg", "images/page.html", "letter.pdf",
        "documents/private.pdf", ".hidden/key", "original_images/.part.jpg",
    ):  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"content")
    (tmp_path / "secret_key").write_text("secret")
    (root / "images" / "link.jpg").symlink_to(tmp_path / "secret_key")
    settings.MEDIA_ROOT = root
    return root


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("original_images/a.jpg", "image/jpeg"),
        ("images/a.width-400.webp", "image/webp"),
        ("cards/1.abc.png", "image/png"),
    ],
)
def test_a_picture_is_shown_and_kept_for_ever(client: Client, path: str, kind: str) -> None:
    answer = client.get(f"/media/{path}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == IMMUTABLE
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Disposition" not in answer.headers or answer.headers["Content-Disposition"].startswith(
        "inline"
    )
    assert not answer.cookies
    assert b"".join(answer.streaming_content) == b"content"


@pytest.mark.parametrize("path", ["letter.pdf", "images/a.svg", "images/page.html"])
def test_everything_else_is_a_download(client: Client, path: str) -> None:
    answer = client.get(f"/media/{path}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "path",
    [
        "../secret_key", "images/../../secret_key", "..%2fsecret_key", "images/link.jpg", ".hidden/key", "images/",
        "original_images/.part.jpg", "nothing.jpg", "a%00b.jpg", "/etc/passwd", "documents/private.pdf",
        "images/../documents/private.pdf",
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_nothing_else_is_reached(client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404
