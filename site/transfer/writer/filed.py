"""What texts are filed under: people, categories and tags, brought in before them."""

from __future__ import annotations

from dataclasses import dataclass

from blog.models import EssayPage, EssayTag
from transfer.neutral import Text
from transfer.writer.people import People
from transfer.writer.terms import Categories, Tags


@dataclass
class Filed:
    """The things themselves, and the ids of those that a text names; none in a dry run."""

    people: People
    categories: Categories
    tags: Tags

    def user_ids(self, text: Text) -> list[int]:
        """Return its authors, in order."""
        return _ids(text.authors, self.people.ids)

    def category_ids(self, text: Text) -> list[int]:
        return _ids(text.categories, self.categories.ids)

    def tag_ids(self, text: Text) -> list[int]:
        return _ids(text.tags, self.tags.ids)


def _ids(keys: tuple[str, ...], ids: dict[str, int]) -> list[int]:
    return list(dict.fromkeys(ids[key] for key in keys if key in ids))


def add_to(essay: EssayPage, categories: list[int], tags: list[int]) -> bool:
    """File an essay under these as well, without saving it; returns whether that changes anything."""
    filed = [category.pk for category in essay.categories.all()]
    worn = list(essay.tagged_items.all())
    new_categories = [pk for pk in categories if pk not in filed]
    new_tags = [pk for pk in tags if pk not in {item.tag_id for item in worn}]
    if new_categories:
        essay.categories.set([*filed, *new_categories])
    if new_tags:
        essay.tagged_items.set([*worn, *(EssayTag(tag_id=pk) for pk in new_tags)])
    return bool(new_categories or new_tags)
