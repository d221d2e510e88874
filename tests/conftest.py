"""The fixed cast, who stands where is the same in every test; where files and jobs of a test lie; and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as the_settings
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page

from blog.models import EssayPage
from people.models import User
from people.roles import AUTHORS, EDITORS, MODERATORS
from tests.browsing import chromium, window
from tests.factories import make_essay
from tests.jobs import IN_THE_DATABASE
from tests.media_files import old_uploads
from tests.serving import Site


@pytest.fixture(autouse=True)
def settings_as_they_were() -> Iterator[None]:
    """Overrides that end in another order than they began stay for every later test: the test that does it fails."""
    before = the_settings.TASKS, the_settings.VAR_DIR, the_settings.MEDIA_ROOT
    yield
    assert before == (the_settings.TASKS, the_settings.VAR_DIR, the_settings.MEDIA_ROOT)


@pytest.fixture(autouse=True)
def in_the_sites_own_language() -> None:
    """A request leaves its language active in its thread: whoever came next got addresses in that one."""
    translation.deactivate()
    timezone.deactivate()


def in_role(name: str, role: str | None) -> User:
    """Return a stored user called `name`, in the group of that role."""
    user = User.objects.create_user(f"{name.split()[0].lower()}@example.org", name, "a long pass phrase")
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def author(db: None) -> User:
    return in_role("Ana Author", AUTHORS)


@pytest.fixture
def coauthor(db: None) -> User:
    return in_role("Cora Coauthor", AUTHORS)


@pytest.fixture
def other_author(db: None) -> User:
    return in_role("Otto Other", AUTHORS)


@pytest.fixture
def editor(db: None) -> User:
    return in_role("Edda Editor", EDITORS)


@pytest.fixture
def moderator(db: None) -> User:
    return in_role("Mona Moderator", MODERATORS)


@pytest.fixture
def member(db: None) -> User:
    return in_role("Mel Member", None)


@pytest.fixture
def administrator(db: None) -> User:
    return User.objects.create_superuser("admin@example.org", "Ada Administrator", "a long pass phrase")


@pytest.fixture
def stranger() -> Client:
    """Somebody without account or cookies."""
    return Client()


@pytest.fixture
def essay(author: User, coauthor: User) -> EssayPage:
    """A public essay by two authors."""
    return make_essay(
        owner=author,
        authors=[author, coauthor],
        categories=["selling/lost-sales"],
        tags=["stairs", "tape measure"],
    )


def signed_in(user: User) -> Client:
    """Return a client with this user's session."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def stored(tmp_path: Path, settings: Any) -> Path:
    """The folder of the site's own files."""
    settings.MEDIA_ROOT = tmp_path / "stored"
    return tmp_path / "stored"


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    return old_uploads(tmp_path)


@pytest.fixture
def kept_jobs(settings: Any) -> None:
    """Jobs wait in the database until `tests.jobs.work` does them, as on a site that serves."""
    settings.TASKS = IN_THE_DATABASE


@pytest.fixture
def real_jobs(settings: Any, tmp_path: Path, kept_jobs: None) -> None:
    """Jobs wait in the database, and files lie in a folder of this test."""
    settings.VAR_DIR = tmp_path


@pytest.fixture
def admin(administrator: User) -> Client:
    return signed_in(administrator)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """A window on the `site` of a module, whose complaints are counted."""
    yield from window(browser, site)
