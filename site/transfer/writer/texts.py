"""Essays and pages: what becomes of each text, and its fields."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from blog.models import EssayAuthor, EssayPage, EssayTag
from blog.shelves import reshelve
from core.models import ContactPage, SimplePage
from core.sanitise import plain_text
from transfer.neutral import Blog, Body, Text
from transfer.report import Report
from transfer.writer.pages import keep_password, revise, store_again, store_new
from transfer.writer.people import People
from transfer.writer.places import Places, Spot
from transfer.writer.slugs import own_slug
from transfer.writer.sources import Sources, checksum_of
from transfer.writer.terms import Categories, Tags

LONGEST_TITLE = 255
# Characters of a body that stand in for a title that nobody gave.
TITLE_FROM_BODY = 60


@dataclass
class Shelved:
    """What texts are filed under."""

    people: People
    categories: Categories
    tags: Tags


@dataclass
class Texts:
    """Writes the texts of one blog, and remembers where each stands."""

    blog: Blog
    sources: Sources
    places: Places
    filed: Shelved
    report: Report
    language: str
    dry: bool
    spots: dict[tuple[str, str], Spot] = field(default_factory=dict)
    _existing: dict[int, tuple[str, int | None, str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns = ("pk", "url_path", "latest_revision_id", "locale__language_code", "depth")
        self._existing = {row[0]: row[1:] for row in Page.objects.values_list(*columns)}

    def bring(self, text: Text) -> None:
        """Create, update or leave one text; in a dry run only say which."""
        tally = self.report.tallies[text.kind]
        checksum = checksum_of(text)
        known = self.sources.get(text.kind, text.id)
        there = self._existing.get(known.object_id) if known else None
        if known and there:
            url_path, revision, language, depth = there
            self.spots[text.kind, text.id] = Spot(known.object_id, url_path, language, depth)
        if known is None:
            self._create(text, checksum)
            tally.created += 1
        elif there is None:
            tally.skip(text.id, "it was deleted here since it was brought in")
        elif known.checksum == checksum:
            tally.unchanged += 1
        elif revision != known.revision:
            tally.skip(
                text.id, "it was edited here since; the newer text of the export was not written over it"
            )
        else:
            self._update(text, known.object_id, checksum)
            tally.updated += 1

    def _create(self, text: Text, checksum: str) -> None:
        body = self.blog.body(text)
        self.report.missed(text, body)
        title = title_of(text, body)
        above = self._above(text)
        spot = above.below(own_slug(text.slug, title, f"{text.kind[:-1]}-{text.id}"))
        self.spots[text.kind, text.id] = spot
        if self.dry:
            return
        page = self._filled(_model_of(text)(), text, title, body)
        page.slug = spot.slug
        if text.twins:
            page.translation_key = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.sources.blog} {text.twins}")
        store_new(page, above, text)
        spot.page_id = page.pk
        if isinstance(page, EssayPage):
            self._hang_into_categories(page, text)
        self._after(page, text, checksum)

    def _update(self, text: Text, page_id: int, checksum: str) -> None:
        body = self.blog.body(text)
        self.report.missed(text, body)
        if self.dry:
            return
        page = Page.objects.get(pk=page_id).specific
        if isinstance(page, EssayPage):
            page.categories.set(self._categories(text))
        store_again(self._filled(page, text, title_of(text, body), body), text)
        self._after(page, text, checksum)

    def _hang_into_categories(self, essay: EssayPage, text: Text) -> None:
        """A page without an id takes no categories, so they are written past it, and so the shelves again."""
        link = EssayPage.categories.through
        categories = self._categories(text)
        link.objects.bulk_create(
            [link(essaypage_id=essay.pk, category_id=category) for category in categories]
        )
        if categories:
            reshelve([essay.pk])

    def _categories(self, text: Text) -> list[int]:
        ids = self.filed.categories.ids
        return list(dict.fromkeys(ids[key] for key in text.categories if key in ids))

    def _after(self, page: Any, text: Text, checksum: str) -> None:
        keep_password(page, text.password)
        self.sources.keep(text.kind, text.id, page, checksum, revise(page, text))

    def _above(self, text: Text) -> Spot:
        language = self.places.language(text.language, self.language)
        if text.kind == "essays":
            return self.places.indexes[language]
        above = self.spots.get(("pages", text.parent or ""))
        if above is None:
            return self.places.homes[language]
        if above.page_id and not above.taken:
            above.taken = set(
                Page.objects.get(pk=above.page_id).get_children().values_list("slug", flat=True)
            )
        return above

    def _filled(self, page: Any, text: Text, title: str, body: Body) -> Any:
        page.title = page.draft_title = title
        # What lists and search engines say of a page; an essay has its standfirst for that.
        page.search_description = text.description or (text.excerpt if text.kind == "pages" else "")
        page.show_in_menus = text.in_menu
        page.body = _stream(type(page), body)
        if isinstance(page, EssayPage):
            self._fill_essay(page, text, body)
        return page

    def _fill_essay(self, essay: EssayPage, text: Text, body: Body) -> None:
        essay.standfirst = standfirst_of(text, body)
        essay.published_at = text.published_at or essay.published_at or timezone.now()
        essay.comments_open = text.comments_open
        essay.featured = text.featured
        essay.prompt = text.prompt[:250]
        filed = self.filed
        users = dict.fromkeys(filed.people.ids[key] for key in text.authors if key in filed.people.ids)
        tags = dict.fromkeys(filed.tags.ids[key] for key in text.tags if key in filed.tags.ids)
        essay.authorships.set(
            [EssayAuthor(user_id=user, sort_order=place) for place, user in enumerate(users)]
        )
        essay.tagged_items.set([EssayTag(tag_id=tag) for tag in tags])


def _model_of(text: Text) -> type[Any]:
    if text.kind == "essays":
        return EssayPage
    return ContactPage if text.has_contact_form else SimplePage


def title_of(text: Text, body: Body) -> str:
    """Return the title as it stands, or the body's first words when there is none."""
    title = " ".join(text.title.split("\n")).strip()
    if not title:
        words = next(
            (plain_text(block["value"]) for block in body.blocks if block["type"] == "paragraph"), ""
        )
        title = words if len(words) <= TITLE_FROM_BODY else words[:TITLE_FROM_BODY].rpartition(" ")[0] + "…"
    title = title or _("Untitled")
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"


def standfirst_of(text: Text, body: Body) -> str:
    """Return the excerpt, unless it only says what the body begins with: readers would read it twice."""
    opening = " ".join(
        plain_text(block["value"]) for block in body.blocks[:2] if block["type"] == "paragraph"
    )
    start = text.excerpt.rstrip(" .…[]")
    return "" if start and opening.startswith(start) else text.excerpt


def _stream(model: type[Any], body: Body) -> StreamValue:
    block = model._meta.get_field("body").stream_block
    return StreamValue(block, [{**one, "id": str(uuid.uuid4())} for one in body.blocks], is_lazy=True)
