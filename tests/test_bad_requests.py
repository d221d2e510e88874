"""What cannot be read at all is answered with words that say what to do."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db
SORRY = "This could not be read."


def test_ten_megabytes_are_too_many_and_the_page_says_so(stranger: Client) -> None:
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < 10_000_000
    answer = stranger.post("/comments/preview/", {"comment": "x" * 10_000_000})
    assert answer.status_code == 400
    assert SORRY in answer.content.decode()
    assert "Make it shorter and send it again." in answer.content.decode()


def test_a_host_that_is_not_ours_gets_the_same_page(stranger: Client) -> None:
    answer = stranger.get("/", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, SORRY in answer.content.decode()) == (400, True)
