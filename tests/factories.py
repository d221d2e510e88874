"""Things for tests, each with nothing to fill in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from wagtail.models import Locale

from blog.models import EssayAuthor, EssayIndexPage, EssayPage
from core.models import Category, SimplePage, Tag
from people.models import User

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def make_category(path: str) -> Category:
    """Return the category at `path`, made with all above it where missing."""
    parent: Category | None = None
    for slug in path.split("/"):
        place = f"{parent.path}/{slug}" if parent else slug
        found = Category.objects.filter(path=place).first()
        parent = found or Category.objects.create(
            name=slug.replace("-", " ").capitalize(), slug=slug, parent=parent
        )
    assert parent is not None
    return parent


def make_essay(title: str = "She asked about the stairs", **fields: Any) -> EssayPage:
    """Return a stored essay; `authors`, `categories` (paths), `tags` (names), `language`, `live`, `body` and fields."""
    authors: list[User] = fields.pop("authors", [])
    categories: list[str] = fields.pop("categories", [])
    tags: list[str] = fields.pop("tags", [])
    index = EssayIndexPage.objects.get(locale=Locale.objects.get(language_code=fields.pop("language", "en")))
    body = fields.pop("body", [("paragraph", "<p>The woman came in with a tape measure.</p>")])
    fields.setdefault("published_at", NOON)
    essay = EssayPage(title=title, body=body, **fields)
    index.add_child(instance=essay)
    essay.authorships.set([EssayAuthor(user=user, sort_order=place) for place, user in enumerate(authors)])
    essay.categories.set([make_category(path) for path in categories])
    essay.tags.set([Tag.objects.get_or_create(name=name)[0] for name in tags])
    essay.save()
    return essay


def make_page(title: str = "About", **fields: Any) -> SimplePage:
    """Return a stored simple page under the home of its language."""
    index = EssayIndexPage.objects.get(locale=Locale.objects.get(language_code=fields.pop("language", "en")))
    page = SimplePage(title=title, **{"body": [("paragraph", "<p>Who we are.</p>")], **fields})
    index.get_parent().add_child(instance=page)
    return page
