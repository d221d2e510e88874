"""What texts are filed under: people, categories and tags, brought in before them."""

from __future__ import annotations

from dataclasses import dataclass

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
