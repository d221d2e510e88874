"""A tag that gets another address is found at every one it had, in one step."""

from __future__ import annotations

import pytest
from django.test import Client

from core.models import Tag, TagAlias
from tests.factories import make_essay

pytestmark = pytest.mark.django_db


def renamed(tag: Tag, *slugs: str) -> Tag:
    for slug in slugs:
        tag.slug = slug
        tag.save()
    return tag


def test_every_old_address_of_a_tag_leads_to_the_present_one(stranger: Client) -> None:
    make_essay("One", tags=["Queues"])
    renamed(Tag.objects.get(slug="queues"), "lines", "waiting-lines", "waiting")
    for slug in ("queues", "lines", "waiting-lines"):
        for end in ("", "feed/", "feed/atom/", "feed.json"):
            answer = stranger.get(f"/tag/{slug}/{end}")
            assert (answer.status_code, answer["Location"]) == (301, f"/tag/waiting/{end}")
    assert stranger.get("/tag/waiting/").status_code == 200
    assert stranger.get("/tag/never/").status_code == stranger.get("/tag/never/feed/").status_code == 404


def test_a_tag_that_takes_an_old_address_over_opens_there(stranger: Client) -> None:
    tag = renamed(Tag.objects.create(name="Queues"), "lines", "queues")
    assert stranger.get("/tag/queues/").status_code == 200
    assert stranger.get("/tag/lines/")["Location"] == "/tag/queues/"
    Tag.objects.create(name="Lines")
    assert stranger.get("/tag/lines/").status_code == 200
    tag.delete()
    assert not TagAlias.objects.exists()
