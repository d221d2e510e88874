"""What stands in a log opens nothing to whoever reads it."""

from __future__ import annotations

import io
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db

TOKEN = "b8f3e1c0" * 8


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Where the site's own handler writes, set up as the settings say."""
    written = io.StringIO()
    configured: dict[str, Any] = dict(settings.LOGGING)
    handler = {**configured["handlers"]["console"], "stream": written}
    built = logging.config.DictConfigurator({**configured, "handlers": {"console": handler}})
    built.configure()
    yield written
    logging.config.dictConfig(settings.LOGGING)


@pytest.mark.parametrize(
    "path",
    [f"/receipt/{TOKEN}/withdraw/", f"/receipt/confirm/{TOKEN}/", f"/account/password/reset/key/{TOKEN}/"],
)
def test_a_refused_form_does_not_write_its_secret_address_down(log: io.StringIO, path: str) -> None:
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403
    assert "Forbidden (CSRF" in log.getvalue()
    assert TOKEN not in log.getvalue()


def test_other_addresses_are_told_whole(log: io.StringIO) -> None:
    Client(enforce_csrf_checks=True).post("/comments/preview/")
    assert "/comments/preview/" in log.getvalue()
