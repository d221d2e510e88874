"""The second pass: writes the texts that the plan says, one batch a transaction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.models import Page

from blog.models import EssayAuthor, EssayPage, EssayTag
from blog.shelves import reshelve, shelving_together
from core.models import ContactPage, SimplePage
from transfer.neutral import Body, Text
from transfer.writer.bodies import Bodies
from transfer.writer.pages import keep_password, revise, store_again, store_new
from transfer.writer.people import People
from transfer.writer.places import Spot
from transfer.writer.plan import Plan, Planned
from transfer.writer.terms import Categories, Tags
from transfer.writer.titles import standfirst_of, title_of


@dataclass
class Filed:
    """What texts are filed under."""

    people: People
    categories: Categories
    tags: Tags


@dataclass
class Texts:
    """Writes the texts of one blog where its plan says."""

    plan: Plan
    filed: Filed
    bodies: Bodies
    dry: bool

    def write(self, batch: list[Text]) -> None:
        """Write some texts together; in a dry run only convert them, for the report."""
        bodies = self.bodies.of(batch)
        if self.dry:
            return
        with transaction.atomic(), shelving_together():
            for text, body in zip(batch, bodies, strict=True):
                planned = self.plan.to_do[text.kind, text.id]
                if planned.above:
                    self._create(text, body, planned, planned.above)
                else:
                    self._update(text, body, planned)

    def _create(self, text: Text, body: Body, planned: Planned, above: Spot) -> None:
        page = self._filled(_model_of(text)(), text, body)
        page.slug = planned.spot.slug
        if text.twins:
            page.translation_key = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.plan.sources.blog} {text.twins}")
        store_new(page, above, text)
        planned.spot.page_id = page.pk
        if isinstance(page, EssayPage):
            self._hang_into_categories(page, text)
        self._after(page, text, planned)

    def _update(self, text: Text, body: Body, planned: Planned) -> None:
        page = Page.objects.get(pk=planned.spot.page_id).specific
        if isinstance(page, EssayPage):
            page.categories.set(self._categories(text))
        store_again(self._filled(page, text, body), text)
        self._after(page, text, planned)

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

    def _after(self, page: Any, text: Text, planned: Planned) -> None:
        keep_password(page, text.password)
        self.plan.sources.keep(text.kind, text.id, page, planned.checksum, revise(page, text))

    def _filled(self, page: Any, text: Text, body: Body) -> Any:
        page.title = page.draft_title = title_of(text, body)
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


def _stream(model: type[Any], body: Body) -> StreamValue:
    block = model._meta.get_field("body").stream_block
    return StreamValue(block, [{**one, "id": str(uuid.uuid4())} for one in body.blocks], is_lazy=True)
