"""Many new essays in one go. Wagtail's way, which saves each by itself, takes 60 queries and 20 ms an essay.

What Wagtail's own saving would do besides is done here by the batch: a place in the tree, the essay's shelves, its
revision, search and reference indexes, the entry in the log. Nothing else listens when a page is created: caches of
site roots concern home pages, redirects by themselves pages that move. An essay that an import makes has been
cleaned on the way, so that `full_clean` would find nothing but a slug taken meanwhile, which is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry, ReferenceIndex, Revision

from blog.models import EssayAuthor, EssayPage, EssayTag
from blog.shelves import reshelve
from core.models import Category
from core.rows import insert_parts, insert_rows, reserve_ids
from people.models import User
from transfer.neutral import Body, Text
from transfer.writer.access import access_of, restrict
from transfer.writer.copies import contents_of, hang, references_of
from transfer.writer.filed import Filed
from transfer.writer.filling import fill, twins_key
from transfer.writer.gleaned import Gleaned
from transfer.writer.pages import revision_of, set_state
from transfer.writer.places import Spot
from transfer.writer.plan import Planned
from transfer.writer.search_rows import SearchRows
from transfer.writer.sources import New, Sources


@dataclass
class NewEssay:
    """One of them; `page` is made from the rest."""

    text: Text
    body: Body
    gleaned: Gleaned
    planned: Planned
    page: EssayPage = field(init=False)


@dataclass
class Hung:
    """What hangs on some of them: rows, and (essay, category)."""

    authorships: list[EssayAuthor] = field(default_factory=list)
    tags: list[EssayTag] = field(default_factory=list)
    categories: list[tuple[int, int]] = field(default_factory=list)


class NewEssays:
    """Writes the new essays of one blog. Each call belongs in a transaction of its own, which may be tried again."""

    def __init__(self, sources: Sources, filed: Filed) -> None:
        self.sources = sources
        self.filed = filed
        self.search = SearchRows()
        self._people: dict[int, User] = {}
        self._categories: dict[int, Category] = {}

    def write(self, essays: list[NewEssay]) -> None:
        """Write some essays that go below the same page."""
        if not essays:
            return
        for essay in essays:
            self._fill(essay)
        _place(essays, essays[0].planned.above)
        hung = self._hung(essays)
        revisions = _revised(essays)
        _insert([essay.page for essay in essays])
        _insert_hung(hung)
        insert_parts(Revision, revisions)
        traces = {
            essay.page.pk: restrict(essay.page, access)
            for essay in essays
            if (access := access_of(essay.text))
        }
        pages = [essay.page for essay in essays]
        reshelve(page.pk for page in pages)
        _refer(essays)
        _log(pages)
        if self.search.can_add:
            self.search.add((essay.page, essay.gleaned.words) for essay in essays)
        self.sources.keep_new(
            [
                New(
                    essay.text.kind,
                    essay.text.id,
                    essay.page,
                    essay.planned.checksum,
                    revision.pk,
                    traces.get(essay.page.pk),
                )
                for essay, revision in zip(essays, revisions, strict=True)
            ],
            indexed=self.search.can_add,
        )

    def _fill(self, essay: NewEssay) -> None:
        page = essay.page = EssayPage()
        fill(page, essay.text, essay.body)
        set_state(page, essay.text)
        page.translation_key = twins_key(self.sources.blog, essay.text)
        # As `EssayPage.sum_up` does.
        page.gist, page.minutes = page.standfirst.strip() or essay.gleaned.opening, essay.gleaned.minutes

    def _hung(self, essays: list[NewEssay]) -> Hung:
        """Authors, tags and categories: rows of their own, and part of the page that is kept as a revision."""
        hung = Hung()
        for essay in essays:
            page, text = essay.page, essay.text
            own = [
                EssayAuthor(page=page, user=self._person(user), sort_order=place)
                for place, user in enumerate(self.filed.user_ids(text))
            ]
            worn = [EssayTag(content_object=page, tag_id=tag) for tag in self.filed.tag_ids(text)]
            categories = self.filed.category_ids(text)
            hang(page, own, worn, [self._category(category) for category in categories])
            hung.authorships += own
            hung.tags += worn
            hung.categories += [(page.pk, category) for category in categories]
        _number(EssayAuthor, hung.authorships)
        _number(EssayTag, hung.tags)
        return hung

    def _category(self, category_id: int) -> Category:
        if category_id not in self._categories:
            # Its id is all that is asked of it.
            self._categories[category_id] = Category(pk=category_id)
        return self._categories[category_id]

    def _person(self, user_id: int) -> User:
        if user_id not in self._people:
            self._people[user_id] = User.objects.get(pk=user_id)
        return self._people[user_id]


def _place(essays: list[NewEssay], above: Spot | None) -> None:
    """Give each its place as the last below the page above, which nobody else adds to before the transaction ends."""
    parent = Page.objects.select_for_update().get(pk=above.page_id if above else None)
    last = parent.get_last_child()
    number = Page._str2int(last.path[-Page.steplen :]) if last else 0
    wanted = [essay.planned.spot.slug for essay in essays]
    taken = set(parent.get_children().filter(slug__in=wanted).values_list("slug", flat=True))
    locale = Locale.objects.get(language_code=above.language if above else "")
    ids = reserve_ids(Page, len(essays))
    for place, (essay, pk) in enumerate(zip(essays, ids, strict=True), number + 1):
        page, spot = essay.page, essay.planned.spot
        page.pk = page.id = page.page_ptr_id = spot.page_id = pk
        if spot.slug in taken and above:
            # Somebody has written a page at this address since the plan was made.
            spot.url_path = above.below(spot.slug).url_path
        page.slug, page.depth, page.locale = spot.slug, parent.depth + 1, locale
        page.path = Page._get_path(parent.path, page.depth, place)
        page.set_url_path(parent)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(essays))


def _insert(essays: list[EssayPage]) -> None:
    insert_parts(Page, essays)
    insert_parts(EssayPage, essays)
    for essay in essays:
        essay._state.adding = False


def _insert_hung(hung: Hung) -> None:
    insert_parts(EssayAuthor, hung.authorships)
    insert_parts(EssayTag, hung.tags)
    insert_rows(EssayPage.categories.through, ("essaypage_id", "category_id"), hung.categories)


def _number(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    for row, pk in zip(rows, reserve_ids(model, len(rows)), strict=True):
        row.pk = pk


def _revised(essays: list[NewEssay]) -> list[Revision]:
    """Each as its revision, dated as its source, which it names itself."""
    contents = contents_of([essay.page for essay in essays])
    revisions = [
        revision_of(essay.page, essay.text, content) for essay, content in zip(essays, contents, strict=True)
    ]
    _number(Revision, revisions)
    for essay, revision in zip(essays, revisions, strict=True):
        essay.page.latest_revision_id, essay.page.latest_revision_created_at = (
            revision.pk,
            revision.created_at,
        )
        essay.page.live_revision_id = revision.pk if essay.page.live else None
    return revisions


def _refer(essays: list[NewEssay]) -> None:
    """What `ReferenceIndex.create_or_update_for_object` would write of pages that nothing is known of yet."""
    kind = ContentType.objects.get_for_model(EssayPage)
    base = ContentType.objects.get_for_model(Page)
    insert_rows(
        ReferenceIndex,
        (
            "content_type_id", "base_content_type_id", "object_id", "to_content_type_id", "to_object_id", "model_path",
            "content_path", "content_path_hash",
        ),
        [
            (kind.pk, base.pk, str(essay.page.pk), *reference, ReferenceIndex._get_content_path_hash(reference[-1]))
            for essay in essays
            for reference in references_of(essay.page, essay.gleaned.references)
        ],
    )  # fmt: skip


def _log(essays: list[EssayPage]) -> None:
    """That the pages were created, as Wagtail notes it."""
    kind, now = ContentType.objects.get_for_model(EssayPage), timezone.now()
    insert_rows(
        PageLogEntry,
        ("page_id", "content_type_id", "label", "action", "timestamp", "content_changed", "deleted", "data"),
        [
            (essay.pk, kind.pk, essay.get_admin_display_title(), "wagtail.create", now, True, False, {})
            for essay in essays
        ],
    )
