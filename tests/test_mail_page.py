"""What was mailed can be read on one's own machine, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, settings: Any) -> Path:
    """A folder with two mails, the second one newer."""
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.EMAIL_BACKEND = "core.kept_mail.EmailBackend"
    settings.MAIL_IS_KEPT = settings.IS_LOOPBACK = True
    EmailMessage("The first", "One <b>bold</b> word.", to=["reader@example.org"]).send()
    EmailMessage("Ünïcode: 倾听", "http://localhost/receipt/ é", to=["second@example.org"]).send()
    return tmp_path / "mail"


def test_the_newest_mail_comes_first_and_each_can_be_read(client: Client) -> None:
    page = client.get("/mail/")
    words = page.content.decode()
    assert words.index("Ünïcode: 倾听") < words.index("The first")
    assert page.headers["Cache-Control"] == "private, no-store"
    links = re.findall(r'href="(/mail/[^"]+)"', words)
    one = client.get(links[-1]).content.decode()
    assert "reader@example.org" in one
    assert "One &lt;b&gt;bold&lt;/b&gt; word." in one
    assert "é" in client.get(links[0]).content.decode()


def test_only_the_owner_can_read_the_files(kept: Path) -> None:
    assert {file.stat().st_mode & 0o777 for file in kept.iterdir()} == {0o600}
    assert kept.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("missing", ["MAIL_IS_KEPT", "IS_LOOPBACK"])
def test_nothing_is_shown_on_a_server_that_others_reach(client: Client, settings: Any, missing: str) -> None:
    name = sorted(Path(settings.MAIL_FOLDER).iterdir())[0].name
    setattr(settings, missing, False)
    assert client.get("/mail/").status_code == 404
    assert client.get(f"/mail/{name}/").status_code == 404


@pytest.mark.parametrize("name", ["..", "..%2Fsecret_key", "nothing.eml", "a.part", "%2Fetc%2Fpasswd"])
def test_no_other_file_is_reached(client: Client, kept: Path, name: str) -> None:
    (kept / "a.part").write_text("unfinished")
    assert client.get(f"/mail/{name}/").status_code == 404


def test_an_empty_folder_is_no_error(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.MAIL_FOLDER = tmp_path / "none"
    assert client.get("/mail/").status_code == 200
