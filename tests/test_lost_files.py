"""A picture whose file got lost takes no page down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from people.models import User
from tests.factories import make_essay
from tests.pictures import make_image, picture_block


@pytest.mark.django_db
def test_pages_open_without_the_files_of_their_pictures(author: User, stranger: Client) -> None:
    hero, inside, portrait = make_image("Hero"), make_image("Inside"), make_image("Portrait")
    author.portrait = portrait
    author.save()
    essay = make_essay(
        "Lost",
        authors=[author],
        hero_image=hero,
        hero_alt="Stairs",
        body=json.dumps([picture_block(inside, alt="A landing")]),
        featured=True,
    )
    for image in (hero, inside, portrait):
        Path(image.file.path).unlink()
    for address in ("/", essay.url, author.get_absolute_url(), "/feed/", "/sitemap-essays-en.xml"):
        assert stranger.get(address).status_code == 200, address
    assert "A landing" in stranger.get(essay.url).content.decode()
