"""Registry: who is told, in the same transaction, that a category or a tag changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.models import Category, Tag

    Moved = Callable[[Iterable[Category]], None]
    Gone = Callable[[Category], None]
    Merged = Callable[[Category, Category], None]
    Dropped = Callable[[Tag], None]


@dataclass
class Listeners:
    """Functions to call; each app adds its own in `AppConfig.ready()`."""

    moved: "list[Moved]" = field(default_factory=list)
    merged: "list[Merged]" = field(default_factory=list)
    category_dropped: "list[Gone]" = field(default_factory=list)
    tag_dropped: "list[Dropped]" = field(default_factory=list)

    def categories_moved(self, categories: "Iterable[Category]") -> None:
        """Tell that these categories stand elsewhere in the tree now."""
        for tell in self.moved:
            tell(categories)

    def category_merged(self, source: "Category", target: "Category") -> None:
        """Tell that `source` is about to go and that what it held belongs to `target`."""
        for tell in self.merged:
            tell(source, target)

    def category_about_to_go(self, category: "Category") -> None:
        """Tell that a category is about to be deleted."""
        for tell in self.category_dropped:
            tell(category)

    def tag_about_to_go(self, tag: "Tag") -> None:
        """Tell that a tag is about to be deleted."""
        for tell in self.tag_dropped:
            tell(tag)


listeners = Listeners()
