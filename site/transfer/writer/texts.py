"""The second pass: writes the texts that the plan says, one batch a transaction."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from wagtail.models import Page

from blog.models import EssayAuthor, EssayPage, EssayTag
from blog.shelves import shelving_together
from transfer.neutral import Body, Text
from transfer.writer.access import access_of, restrict, was_hidden_here
from transfer.writer.bodies import Bodies, Converted
from transfer.writer.filed import Filed, add_to
from transfer.writer.filling import fill, model_of, twins_key
from transfer.writer.new_essays import NewEssay, NewEssays
from transfer.writer.pages import revise, store_again, store_new
from transfer.writer.places import Spot
from transfer.writer.plan import Plan, Planned
from transfer.writer.reasons import EDITED

# A place in the tree can be taken between asking for it and writing; who loses asks again.
ATTEMPTS = 3
One = tuple[Converted, Planned]


class Texts:
    """Writes the texts of one blog where its plan says."""

    def __init__(self, plan: Plan, filed: Filed, bodies: Bodies, *, dry: bool) -> None:
        self.plan = plan
        self.filed = filed
        self.bodies = bodies
        self.dry = dry
        self.new_essays = NewEssays(plan.sources, filed)

    def write(self, batch: list[Converted]) -> None:
        """Write some texts together; a dry run only reports on their bodies."""
        batch = self.bodies.led_on(batch)
        if self.dry:
            return
        plan = self.plan
        ones = [(one, plan.to_do[one.text.kind, one.text.id]) for one in batch]
        for text in self._write_or_try_again(ones):
            plan.report.tallies[text.kind].updated -= 1
            plan.report.tallies[text.kind].skip(text.id, EDITED)

    def _write_or_try_again(self, ones: list[One]) -> list[Text]:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction.atomic(), shelving_together():
                    return self._write(ones)
            except IntegrityError:
                if attempt == ATTEMPTS:
                    raise
        return []

    def _write(self, ones: list[One]) -> list[Text]:
        """Return those that somebody has edited since the plan was made; they stay as they are."""
        below: dict[int | None, list[NewEssay]] = {}
        edited = []
        for (text, body, gleaned), planned in ones:
            if planned.above is None:
                edited += [] if self._update(text, body, planned) else [text]
            elif gleaned:
                below.setdefault(planned.above.page_id, []).append(NewEssay(text, body, gleaned, planned))
            else:
                self._create(text, body, planned, planned.above)
        for essays in below.values():
            self.new_essays.write(essays)
        return edited

    def _create(self, text: Text, body: Body, planned: Planned, above: Spot) -> None:
        page = model_of(text)(slug=planned.spot.slug)
        fill(page, text, body)
        page.translation_key = twins_key(self.plan.sources.blog, text)
        store_new(page, above, text)
        planned.spot.page_id = page.pk
        self._remember(page, text, planned, restrict(page, access_of(text)))

    def _update(self, text: Text, body: Body, planned: Planned) -> bool:
        page = Page.objects.get(pk=planned.spot.page_id).specific
        known = self.plan.sources.get(text.kind, text.id)
        if known is None or page.latest_revision_id != known.revision:
            return False
        if was_hidden_here(page.pk, known.revision):
            return False
        # Before anybody could read it as it is now.
        traces = restrict(page, access_of(text))
        fill(page, text, body)
        if isinstance(page, EssayPage):
            self._file(page, text)
        store_again(page, text)
        self._remember(page, text, planned, traces)
        return True

    def _file(self, essay: EssayPage, text: Text) -> None:
        categories, tags = self.filed.category_ids(text), self.filed.tag_ids(text)
        if self.plan.twins.has_copy(essay.pk):
            # What the copy in another export is filed under stays.
            add_to(essay, categories, tags)
        else:
            essay.categories.set(categories)
            essay.tagged_items.set(EssayTag(tag_id=tag) for tag in tags)
        essay.authorships.set(
            EssayAuthor(user_id=user, sort_order=place)
            for place, user in enumerate(self.filed.user_ids(text))
        )

    def _remember(self, page: Any, text: Text, planned: Planned, traces: dict[str, str]) -> None:
        self.plan.sources.keep(text.kind, text.id, page, planned.checksum, revise(page, text), traces)
