"""The card beside an essay's address: title and authors on its plate, drawn by a job and never by a reader."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import PageViewRestriction

from blog.cards.drawing import SIZE, can_draw, draw
from blog.cards.keeping import draw_missing
from blog.models import EssayCard, EssayPage
from people.models import User
from tests.factories import make_essay
from tests.pictures import make_image
from tests.test_meta import Head

PLATE = Path(settings.ROOT) / "static" / "plates" / "stairs.png"
LONG = "Incomprehensibilities of nineteen years of other people’s washing machines " * 3


def published(title: str, author: User, **fields: Any) -> EssayPage:
    """Return an essay that its author has published from the desk."""
    essay = make_essay(title, authors=[author], live=False, **fields)
    essay.save_revision().publish()
    return essay


def picture_of(essay: EssayPage) -> str:
    """Where the picture is that goes with the essay's address."""
    [address] = Head(Client(), essay.url).meta("og:image")
    return address.removeprefix(settings.BASE_URL)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Four pounds fifty a letter", ["Gethin Prosser"]),
        ("«\u202fOn vous rappelle\u202f»\u202f: anatomie d’une phrase", []),
        (LONG, [LONG, LONG]),
        ("Donaudampfschifffahrtsgesellschaftskapitän" * 6, ["Nobody"]),
        ("", []),
    ],
)
def test_any_title_fits_on_a_card(title: str, names: list[str]) -> None:
    data = draw(title, names, PLATE)
    with Image.open(io.BytesIO(data)) as card:
        assert (card.format, card.size) == ("PNG", SIZE)
        shown = card.convert("L")
    # Nothing runs into the margin on the near side.
    assert shown.crop((0, 0, 60, SIZE[1])).getextrema()[1] < 60
    assert data == draw(title, names, PLATE)


@pytest.mark.parametrize(
    ("text", "drawable"),
    [("Solène Abgrall – “œuvre”, 4,50 €", True), ("Łódź, Đà Nẵng", True), ("还行", False)],
)
def test_knows_which_letters_it_has(text: str, drawable: bool) -> None:
    assert can_draw(text) is drawable


@pytest.mark.django_db
def test_publishing_draws_a_card(author: User, stranger: Client) -> None:
    address = picture_of(published("Stairs", author))
    assert address.startswith("/media/cards/")
    answer = stranger.get(address)
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "image/png",
        "public, max-age=31536000, immutable",
    )
    with Image.open(io.BytesIO(answer.getvalue())) as card:
        assert card.size == SIZE


@pytest.mark.django_db
def test_no_reader_draws_a_card(author: User) -> None:
    assert picture_of(make_essay("Stairs", authors=[author])).startswith("/static/plates/")
    assert not EssayCard.objects.exists()


@pytest.mark.django_db
def test_essays_that_came_past_the_desk_get_theirs_by_the_clock(author: User) -> None:
    essay = make_essay("Stairs", authors=[author])
    draft = make_essay("Draft", authors=[author], live=False)
    private = make_essay("Private", authors=[author])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    draw_missing()
    assert picture_of(essay).startswith("/media/cards/")
    assert not EssayCard.objects.filter(essay__in=[draft, private]).exists()
    drawn_at = EssayCard.objects.get().drawn_at
    draw_missing()
    assert EssayCard.objects.get().drawn_at == drawn_at


@pytest.mark.django_db
def test_new_title_gets_a_new_card(
    author: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    essay = published("Stairs", author)
    before = EssayCard.objects.get().path
    essay.title = "Steps"
    with django_capture_on_commit_callbacks(execute=True):
        essay.save_revision().publish()
    after = EssayCard.objects.get().path
    assert (default_storage.exists(before), default_storage.exists(after)) == (False, True)
    with django_capture_on_commit_callbacks(execute=True):
        essay.delete()
    assert not default_storage.exists(after)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields", [{"title": "还行"}, {"title": "Stairs", "authors": "梁知远"}], ids=["title", "author"]
)
def test_letters_that_cannot_be_drawn_keep_the_plate(fields: dict[str, str], author: User) -> None:
    User.objects.filter(pk=author.pk).update(name=fields.get("authors", author.name))
    essay = published(fields["title"], author, slug="it")
    assert picture_of(essay).startswith("/static/plates/")
    draw_missing()
    assert EssayCard.objects.get().path == ""


@pytest.mark.django_db
def test_own_picture_needs_no_card(author: User) -> None:
    essay = published("Stairs", author, hero_image=make_image("Hero", 1300), hero_alt="Stairs")
    assert picture_of(essay).startswith("/media/images/")
    assert not EssayCard.objects.exists()


@pytest.mark.django_db
def test_card_costs_no_query(author: User, stranger: Client) -> None:
    essay = make_essay("Stairs", authors=[author])

    def queries() -> int:
        stranger.get(essay.url)
        with CaptureQueriesContext(connection) as asked:
            stranger.get(essay.url)
        return len(asked)

    without = queries()
    draw_missing()
    assert queries() == without
