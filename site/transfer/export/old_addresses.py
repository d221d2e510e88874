"""Where the public found people, topics and tags before, and at which hosts: what redirects do not know."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.models import Category, Tag
from people.models import User
from transfer.export.folder import Folder
from transfer.export.surroundings import Surroundings
from transfer.models import OldHost, OldPath
from transfer.own_site_wide import COPIED


def write_old_addresses(folder: Folder, around: Surroundings) -> None:
    """Write one line for each old path, and one for each old host."""
    known: dict[int, tuple[str, Mapping[int, str]]] = {
        ContentType.objects.get_for_model(User).pk: ("person", around.handles),
        ContentType.objects.get_for_model(Category).pk: ("category", around.categories),
        ContentType.objects.get_for_model(Tag).pk: ("tag", around.tags),
    }
    rows = OldPath.objects.filter(content_type__in=known).order_by("path")
    columns = rows.values_list("path", "language", "content_type_id", "object_id")
    lines(
        folder,
        "old-paths.jsonl",
        (
            {"from": path, "language": language, known[kind][0]: known[kind][1][pk]}
            for path, language, kind, pk in columns.iterator(chunk_size=1000)
            if pk in known[kind][1]
        ),
    )
    hosts = OldHost.objects.exclude(blog__startswith=COPIED).order_by("host", "blog")
    lines(folder, "old-hosts.jsonl", hosts.values("host", "blog").iterator(chunk_size=1000))


def lines(folder: Folder, name: str, told: Iterable[Mapping[str, Any]]) -> None:
    """Write a file of which nobody reads one thing alone: one a line."""
    with folder.text(name) as file:
        file.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in told)
