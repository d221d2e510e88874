"""Everything that has no text of its own: people, categories, tags, redirects."""

from __future__ import annotations

import json
from typing import Any

from wagtail.contrib.redirects.models import Redirect

from core.models import Category, Tag
from transfer.export.folder import Folder
from transfer.export.names import file_name, file_path
from transfer.export.reading_pages import card
from transfer.export.surroundings import ROLES, Surroundings, writers


class Things:
    """Writes one JSON and one HTML file a thing; redirects, of which nobody reads one alone, into one file."""

    def __init__(self, folder: Folder, around: Surroundings) -> None:
        self.folder = folder
        self.around = around

    def write_people(self) -> None:
        """Write who has signed a text or has a role: what their page shows, their e-mail and their roles.

        The e-mail is how they prove elsewhere that they are meant. Passwords, log-ins and who is administrator stay.
        """
        for person in writers().order_by("handle").prefetch_related("groups").iterator(chunk_size=200):
            about = {
                "kind": "person",
                "name": person.name,
                "handle": person.handle,
                "email": person.email,
                "headline": person.headline,
                "bio": person.bio,
                "links": [address for _label, address in person.link_list],
                "portrait": self.around.pictures.get(person.portrait_id or 0),
                "roles": sorted(group.name for group in person.groups.all() if group.name in ROLES),
            }
            self.add(f"people/{file_name(person.handle)}", about)

    def write_categories(self) -> None:
        """Write the tree; a category's folder holds those below it."""
        rows = Category.objects.order_by("path").prefetch_related("names", "aliases")
        for category in rows.iterator(chunk_size=200):
            names = sorted(category.names.all(), key=lambda name: name.language)
            about = {
                "kind": "category",
                "name": category.name,
                "path": category.path,
                "description": category.description,
                "position": category.position,
                "names": {each.language: each.name for each in names},
                "descriptions": {each.language: each.description for each in names if each.description},
                "aliases": sorted(alias.path for alias in category.aliases.all()),
            }
            self.add(f"categories/{file_path(category.path)}", about)

    def write_tags(self) -> None:
        """Write every tag, those that hang nowhere too."""
        for tag in Tag.objects.order_by("slug").prefetch_related("names", "aliases").iterator(chunk_size=200):
            names = {each.language: each.name for each in tag.names.all()}
            about = {
                "kind": "tag",
                "name": tag.name,
                "slug": tag.slug,
                "names": dict(sorted(names.items())),
                "aliases": sorted(alias.slug for alias in tag.aliases.all()),
            }
            self.add(f"tags/{file_name(tag.slug)}", about)

    def write_redirects(self) -> None:
        """Write where old addresses lead: to a page by its file, or to an address."""
        rows = Redirect.objects.order_by("old_path", "pk").values_list(
            "old_path", "redirect_page_id", "redirect_page_route_path", "redirect_link", "is_permanent",
            "automatically_created",
        )  # fmt: skip
        with self.folder.text("redirects.jsonl") as file:
            for old, page, route, link, is_permanent, is_automatic in rows.iterator(chunk_size=1000):
                to = {"page": self.around.pages[page].place} if page in self.around.pages else {"link": link}
                told: dict[str, Any] = {
                    "from": old,
                    **to,
                    "permanent": is_permanent,
                    "automatic": is_automatic,
                }
                file.write(
                    json.dumps({**told, **({"route": route} if route else {})}, ensure_ascii=False) + "\n"
                )

    def add(self, place: str, about: dict[str, Any]) -> None:
        self.folder.data(place, about)
        with self.folder.text(f"{place}.html") as page:
            page.write(card(about, _up(place, about.get("portrait"))))


def _up(place: str, file: str | None) -> str:
    return "../" * place.count("/") + file if file else ""
