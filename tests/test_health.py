"""Whatever watches the site learns whether it runs and whether it can work."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


def test_live_asks_nobody(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"live\n")


@pytest.mark.django_db
def test_ready_when_everything_is_there(client: Client) -> None:
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (200, b"ready\n")
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_not_ready_before_every_migration(client: Client) -> None:
    recorder = MigrationRecorder(connection)
    last = recorder.migration_qs.filter(app="core").latest("id")
    last.delete()
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "manage.py migrate" in answer.content.decode()


@pytest.mark.django_db
def test_not_ready_without_a_cache(client: Client, settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "cache" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_nothing_can_be_posted(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
