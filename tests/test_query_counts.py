"""No list asks the database more often because it is longer."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.generate import generate
from blog.models import EssayPage
from core.models import Category
from people.models import User
from tests.factories import make_essay
from tests.pictures import make_image, picture_block

MOST = 20


def addresses() -> dict[str, str]:
    """A page of each kind, each with essays on it."""
    essay = EssayPage.objects.live().order_by("-published_at").first()
    assert essay is not None
    deep = max(essay.categories.all(), key=lambda category: category.depth)
    return {
        "home": "/",
        "list": "/essays/",
        "category": deep.get_absolute_url(),
        "root category": Category.objects.get(path=deep.path.split("/")[0]).get_absolute_url(),
        "tag": essay.tags.first().get_absolute_url(),
        "person": essay.authors[0].get_absolute_url(),
        "archive": "/archive/",
        "month": f"/archive/{essay.published_at:%Y/%m}/",
        "essay": essay.url,
        "feed": "/feed/",
        "search": "/search/?q=stairs",
    }


def counts() -> dict[str, int]:
    """Queries of each page, asked a second time so that caches are as warm as they will be."""
    return {name: queries_of(address) for name, address in addresses().items()}


def queries_of(address: str) -> int:
    """Queries of a page that has been asked for once before."""
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address
    return len(queries)


def write_essays(number: int, people: list[User]) -> None:
    for turn in range(number):
        make_essay(
            f"Essay {turn} on stairs",
            authors=people[:2],
            categories=["selling/lost-sales/stairs"],
            tags=["stairs"],
        )


@pytest.mark.django_db
def test_as_many_queries_for_twenty_rows_as_for_one(author: User, coauthor: User) -> None:
    cache.clear()
    write_essays(2, [author, coauthor])
    few = counts()
    write_essays(18, [author, coauthor])
    assert counts() == few
    assert max(few.values()) <= MOST, few


@pytest.mark.django_db
def test_as_many_queries_for_twenty_pictures_as_for_two(author: User) -> None:
    pictures = [picture_block(make_image(f"Stairs {number}", width=500 + number)) for number in range(20)]
    few = make_essay(
        "Two pictures", authors=[author], body=json.dumps(pictures[:2]), hero_image=make_image("Hero")
    )
    many = make_essay(
        "Twenty", authors=[author], body=json.dumps(pictures), hero_image=make_image("Hero too")
    )
    assert queries_of(many.url) == queries_of(few.url) <= MOST


@pytest.mark.django_db
@pytest.mark.slow
def test_as_many_queries_for_ten_thousand_essays_as_for_ten() -> None:
    cache.clear()
    generate(10)
    few = counts()
    generate(9_990)
    assert counts() == few
    assert max(few.values()) <= MOST, few
