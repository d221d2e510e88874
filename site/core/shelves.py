"""Registry: who is told, in the same transaction, that categories moved or merged."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.models import Category

    Moved = Callable[[Iterable[Category]], None]
    Merged = Callable[[Category, Category], None]


@dataclass
class Listeners:
    """Functions to call; each app adds its own in `AppConfig.ready()`."""

    moved: "list[Moved]" = field(default_factory=list)
    merged: "list[Merged]" = field(default_factory=list)

    def categories_moved(self, categories: "Iterable[Category]") -> None:
        """Tell that these categories stand elsewhere in the tree now."""
        for tell in self.moved:
            tell(categories)

    def category_merged(self, source: "Category", target: "Category") -> None:
        """Tell that `source` is about to go and that what it held belongs to `target`."""
        for tell in self.merged:
            tell(source, target)


listeners = Listeners()
