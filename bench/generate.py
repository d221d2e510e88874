"""Many essays in a deep tree, written by the thousand: for measuring, never for reading."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page

from blog.models import EssayAuthor, EssayIndexPage, EssayPage, EssayTag
from blog.shelves import reshelve
from blog.tree import path_step
from core.models import Category, Tag
from core.rows import insert_parts
from people.models import User

ROOTS, BRANCHES, LEAVES = 12, 4, 5  # 12 × (1 + 4 + 4 × 5) = 300 categories, three deep
PEOPLE, TAGS = 40, 120
NEWEST = datetime(2026, 11, 1, 12, tzinfo=UTC)
WORDS = [
    "she",
    "asked",
    "about",
    "the",
    "stairs",
    "and",
    "we",
    "told",
    "her",
    "what",
    "it",
    "costs",
    "before",
    "we",
    "had",
    "heard",
    "the",
    "end",
    "of",
    "it",
]
CHUNK = 1_000


def generate(essays: int, seed: int = 1) -> None:
    """Add to a site `essays` public essays in 300 categories, by 40 people, with 120 tags."""
    chance = random.Random(seed)
    categories = list(Category.objects.all()) or _categories()
    people = list(User.objects.all()) or [
        User.objects.create_user(None, f"Writer {turn}") for turn in range(PEOPLE)
    ]
    tags = list(Tag.objects.all()) or [Tag.objects.create(name=f"Tag {turn}") for turn in range(TAGS)]
    index = EssayIndexPage.objects.get(locale__language_code="en")
    first = index.numchild
    for start in range(first, first + essays, CHUNK):
        numbers = range(start, min(start + CHUNK, first + essays))
        with transaction.atomic():
            _write(index, numbers, chance, categories, people, tags)
    Page.objects.filter(pk=index.pk).update(numchild=first + essays)


def _categories() -> list[Category]:
    made: list[Category] = []
    for root in range(ROOTS):
        top = Category.objects.create(name=f"Topic {root}")
        made.append(top)
        for branch in range(BRANCHES):
            middle = Category.objects.create(name=f"Topic {root}.{branch}", parent=top)
            made.append(middle)
            made += [
                Category.objects.create(name=f"Topic {root}.{branch}.{leaf}", parent=middle)
                for leaf in range(LEAVES)
            ]
    return made


def _write(
    index: EssayIndexPage,
    numbers: range,
    chance: random.Random,
    categories: list[Category],
    people: list[User],
    tags: list[Tag],
) -> None:
    kind = ContentType.objects.get_for_model(EssayPage)
    pages = Page.objects.bulk_create([_page(index, number, kind) for number in numbers])
    insert_parts(
        EssayPage,
        [
            EssayPage(page_ptr_id=page.pk, **_text(number, chance))
            for page, number in zip(pages, numbers, strict=True)
        ],
    )
    EssayAuthor.objects.bulk_create(
        EssayAuthor(page_id=page.pk, user=person, sort_order=place)
        for page in pages
        for place, person in enumerate(chance.sample(people, chance.choice([1, 1, 1, 2])))
    )
    link = EssayPage.categories.through
    link.objects.bulk_create(
        link(essaypage_id=page.pk, category_id=category.pk)
        for page in pages
        for category in chance.sample(categories, chance.choice([1, 1, 2]))
    )
    EssayTag.objects.bulk_create(
        EssayTag(content_object_id=page.pk, tag=tag)
        for page in pages
        for tag in chance.sample(tags, chance.randint(0, 3))
    )
    reshelve([page.pk for page in pages])


def _page(index: EssayIndexPage, number: int, kind: ContentType) -> Page:
    slug, title = f"essay-{number}", f"Essay number {number} about the stairs"
    return Page(
        title=title, draft_title=title, slug=slug, path=index.path + path_step(number + 1), depth=index.depth + 1,
        url_path=f"{index.url_path}{slug}/", live=True, locale_id=index.locale_id, translation_key=uuid.uuid4(),
        content_type=kind, latest_revision_created_at=NEWEST, first_published_at=NEWEST, last_published_at=NEWEST,
    )  # fmt: skip


def _text(number: int, chance: random.Random) -> dict[str, Any]:
    def sentence() -> str:
        return " ".join(chance.choices(WORDS, k=14)).capitalize() + "."

    paragraphs = "".join(f"<p>{' '.join(sentence() for _turn in range(6))}</p>" for _turn in range(4))
    return {
        "standfirst": sentence(),
        "gist": sentence(),
        "minutes": 4,
        "published_at": NEWEST - timedelta(minutes=7 * number),
        "body": [
            ("paragraph", paragraphs),
            ("heading", {"text": "What the pad remembered", "level": "2", "anchor": ""}),
            ("paragraph", paragraphs),
            ("pull_quote", {"text": sentence(), "attribution": ""}),
        ],
    }
