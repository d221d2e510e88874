"""Essays, pages and the homes of the languages: what is stored of each, and a plain page to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from wagtail.models import Page

from blog.models import EssayIndexPage, EssayPage, HomePage
from core.models import ContactPage, SimplePage
from transfer.export.drawing import Drawing
from transfer.export.folder import Folder
from transfer.export.reading_pages import document, facts, text
from transfer.export.surroundings import Surroundings

# Pages held in memory at a time.
CHUNK = 50
# Of what the list below the text would only repeat.
_SHOWN_ABOVE = {"kind", "title", "standfirst", "body", "hero", "prompt", "authors", "date"}


class Pages:
    """Writes one JSON and one HTML file a page."""

    def __init__(self, folder: Folder, around: Surroundings) -> None:
        self.folder = folder
        self.around = around
        self.recast = around.recast()
        self.positions = _positions()
        self.unpublished = 0

    def write_essays(self) -> None:
        """Write every essay, whoever may read it."""
        for essay, stored in in_order(EssayPage):
            self._write(stored, self.essay(essay, stored))

    def write_pages(self) -> None:
        """Write the simple pages and the contact pages."""
        for model, kind in ((SimplePage, "page"), (ContactPage, "contact page")):
            for page, stored in in_order(model):
                about = {
                    **self._page(kind, page, stored),
                    "position": self.positions[stored.pk],
                    "parent": self._parent(stored),
                }
                if isinstance(page, ContactPage):
                    about["recipients"] = page.recipients.split()
                self._write(stored, {**about, "body": self.body(page)})

    def write_homes(self) -> None:
        """Write what the home of each language and its list of essays say of themselves."""
        for model, kind in ((HomePage, "home"), (EssayIndexPage, "list of essays")):
            for page, stored in in_order(model):
                self._write(stored, self._named(kind, page, stored))

    def essay(self, essay: Any, stored: Any) -> dict[str, Any]:
        """Return all that is known of an essay."""
        around = self.around
        hero = around.pictures.get(essay.hero_image_id or 0)
        tagged = essay.tagged_items.all()
        signed = sorted(essay.authorships.all(), key=lambda each: each.sort_order or 0)
        return {
            **self._page("essay", essay, stored),
            "date": moment(essay.published_at),
            # A draft may name what was removed since.
            "authors": [around.handles[each.user_id] for each in signed if each.user_id in around.handles],
            "categories": sorted(around.categories[each.pk] for each in essay.categories.all()),
            "tags": sorted(around.tags[each.tag_id] for each in tagged if each.tag_id in around.tags),
            "featured": essay.featured,
            "comments_open": essay.comments_open,
            "standfirst": essay.standfirst,
            "prompt": essay.prompt,
            "hero": {"file": hero, "alt": essay.hero_alt} if hero else None,
            "body": self.body(essay),
        }

    def body(self, page: Any) -> list[dict[str, Any]]:
        """Return the blocks of a page, with files in the place of ids."""
        return self.recast.blocks(page.body.get_prep_value())

    def _page(self, kind: str, page: Any, stored: Any) -> dict[str, Any]:
        self.unpublished += stored.live and stored.has_unpublished_changes
        return {
            **self._named(kind, page, stored),
            "translations": self.around.translations(
                stored.translation_key, self.around.pages[stored.pk].place
            ),
            "state": state_of(stored),
            "first_public": moment(stored.first_published_at),
            "last_public": moment(stored.last_published_at),
            "changed": moment(stored.latest_revision_created_at),
            "goes_live": moment(page.go_live_at),
            "expires": moment(page.expire_at),
        }

    def _named(self, kind: str, page: Any, stored: Any) -> dict[str, Any]:
        filed = self.around.pages[stored.pk]
        return {
            "kind": kind,
            "title": page.title,
            "slug": stored.slug,
            "language": filed.language,
            "address": filed.address,
            "access": self.around.access.get(stored.path),
            "in_menu": page.show_in_menus,
            "seo_title": page.seo_title,
            "search_description": page.search_description,
            "canonical": page.canonical_url,
        }

    def _parent(self, stored: Any) -> str | None:
        above = self.around.pages[Page.objects.only("pk").get(path=stored.path[: -stored.steplen]).pk].place
        return above if above.startswith("pages/") else None

    def _write(self, stored: Any, about: dict[str, Any]) -> None:
        place = self.around.pages[stored.pk].place
        self.folder.data(place, about)
        with self.folder.text(f"{place}.html") as file:
            file.write(document(about["title"], about["language"], self._article(place, about)))

    def _article(self, place: str, about: dict[str, Any]) -> str:
        up = "../" * place.count("/")
        drawing = Drawing(lambda file: up + _in_folder(file), self._own(up))
        hero, date = about.get("hero"), about.get("date")
        parts = [
            f"<h1>{text(about['title'])}</h1>",
            _paragraph(about.get("standfirst")),
            _paragraph(", ".join(self.around.names[handle] for handle in about.get("authors", []))),
            f'<p><time datetime="{date}">{date[:10]}</time></p>' if date else "",
            f'<figure><img src="{up}{hero["file"]}" alt="{text(hero["alt"])}"></figure>' if hero else "",
            drawing.body(about.get("body", [])),
            _paragraph(about.get("prompt")),
        ]
        rest = facts((name, told) for name, told in about.items() if name not in _SHOWN_ABOVE)
        return f"<article>{''.join(parts)}<footer>{rest}</footer></article>"

    def _own(self, up: str) -> Callable[[str], str]:
        """Return what leads an address of the site to its file here, or else to the site."""
        places = self.around.places
        return lambda path: f"{up}{places[path]}.html" if path in places else settings.BASE_URL + path


def _in_folder(place: str) -> str:
    return place if place.startswith("media/") else f"{place}.html"


def in_order(model: type[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the pages of a model, as they are and as they are stored: of a draft, its latest revision is what it is."""
    numbers = list(model.objects.order_by("locale__language_code", "url_path").values_list("pk", flat=True))
    for start in range(0, len(numbers), CHUNK):
        found = model.objects.in_bulk(numbers[start : start + CHUNK])
        for number in numbers[start : start + CHUNK]:
            if number in found:
                stored = found[number]
                yield (stored if stored.live else latest_of(stored)), stored


def latest_of(page: Any) -> Any:
    """Return a page that is not public as it is to appear, else as its author left it."""
    revision = page.scheduled_revision or page.latest_revision
    return revision.as_object() if revision else page


def state_of(page: Any) -> str:
    """Return `public`, `scheduled` or `draft`."""
    if page.live:
        return "public"
    return "scheduled" if page.scheduled_revision else "draft"


def _positions() -> dict[int, int]:
    """The place of every page among its neighbours, counted from 1."""
    found: dict[int, int] = {}
    counted: dict[str, int] = {}
    for number, path in Page.objects.filter(depth__gt=2).order_by("path").values_list("pk", "path"):
        above = path[: -Page.steplen]
        found[number] = counted[above] = counted.get(above, 0) + 1
    return found


def moment(when: datetime | None) -> str | None:
    """Return a time as the files have it."""
    return when.astimezone(UTC).isoformat() if when else None


def _paragraph(words: str | None) -> str:
    return f"<p>{text(words)}</p>" if words else ""
