"""The tree of categories with the size of each list, in one query."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from blog.models.shelf import Shelf
from core.models import Category
from core.names import category_names


@dataclass
class Topic:
    """A category in the menu; `count` is the length of the list at `url`."""

    name: str
    url: str
    count: int
    path: str
    position: int
    children: list[Topic] = field(default_factory=list)


def topics(language: str) -> list[Topic]:
    """Return the roots of the tree in the editors' order."""
    names = category_names(language)
    nodes: dict[str, Topic] = {}
    own = Shelf.objects.filter(kind=Shelf.Kind.CATEGORY, language=language, object_id=OuterRef("pk"))
    rows = Category.objects.order_by("path").values_list(
        "pk", "name", "path", "position", Subquery(own.values("size"))
    )
    for pk, name, path, position, size in rows:
        url = reverse("blog:category", args=[path])
        nodes[path] = Topic(names.get(pk, name), url, size or 0, path, position)
    for path, node in nodes.items():
        above = nodes.get(path.rpartition("/")[0])
        if above:
            above.children.append(node)
    for node in nodes.values():
        node.children.sort(key=_in_order)
    return sorted((node for path, node in nodes.items() if "/" not in path), key=_in_order)


def pruned(roots: list[Topic], most: int) -> list[Topic]:
    """Return the tree without its deepest levels, until it has at most `most` entries or only its roots.

    A menu of 300 topics would weigh more than the page; what is left out stands on the page of the topic above it.
    """
    levels = [roots]
    while levels[-1]:
        levels.append([child for topic in levels[-1] for child in topic.children])
    total = 0
    for level, topics_there in enumerate(levels):
        total += len(topics_there)
        if level and total > most:
            for topic in levels[level - 1]:
                topic.children = []
            break
    return roots


def _in_order(topic: Topic) -> tuple[int, str]:
    return topic.position, topic.name.casefold()
