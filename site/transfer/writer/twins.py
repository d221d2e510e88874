"""Copies of one text in two exports of the same people: one of them is kept, and who wrote it is one person.

Two texts of different blogs are one when their titles are, when they were published within a day (exports tell times
in different zones), and when their words are largely the same, or an author has the same e-mail and the one text holds
much of the other. Where only the words are different, both are kept and named: «Hello world!» is the first post of many
blogs, and slug and address are made from the title. Two people are one when their e-mail is the same, or when they have
the same name and a text with largely the same words; a name alone is nobody's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Revision

from blog.models import EssayAuthor, EssayPage
from transfer.models import Source
from transfer.neutral import Blog, Person, Text
from transfer.report import Report
from transfer.writer.access import was_hidden_here
from transfer.writer.filed import Filed, add_to
from transfer.writer.places import Spot
from transfer.writer.sameness import have_same_words, normal_name, normal_title, share_passages
from transfer.writer.sources import Sources

BATCH = 500
A_DAY = timedelta(days=1)
_OLDER = "a newer copy of it came from another export"
_NEWER = "it is newer than the copy that came from another export"
_EDITED = "the copy that came from another export was edited here since"
_OTHER_WORDS = "the same title, day and author, and other words: both are kept"


class Twin(NamedTuple):
    """An essay that came from another blog, as it is now."""

    page_id: int
    title: str
    published_at: datetime
    is_live: bool
    url_path: str
    language: str
    depth: int
    revision: int | None
    written_at: datetime | None
    # The item that it was made from, and the revision that this made.
    origin: str
    imported: int | None

    @property
    def spot(self) -> Spot:
        return Spot(self.page_id, self.url_path, self.language, self.depth)


class Twins:
    """Finds copies while a plan is made. `people` are those of the blog's authors who are here already."""

    def __init__(self, blog: Blog, sources: Sources, report: Report) -> None:
        self.blog = blog
        self.sources = sources
        self.report = report
        self.people: dict[str, int] = {}
        self._persons = {person.key: person for person in blog.people}
        self._by_title: dict[str, list[Twin]] | None = None
        self._copies: list[Source] = []
        # Copies whose words are not wanted, but what they are filed under is.
        self._older: list[tuple[int, Text]] = []

    def find(self, text: Text) -> Twin | None:
        """Return the essay of another blog that this text is a copy of, or None."""
        if self._by_title is None:
            self._by_title = _by_title(self.sources)
        title = normal_title(text.title)
        when = text.published_at
        if text.kind != "essays" or when is None or not title:
            return None
        near = [one for one in self._by_title.get(title, []) if abs(one.published_at - when) <= A_DAY]
        found = next((one for one in near if self._is_same(text, one)), None)
        if found is None:
            self._name_possible(text, near)
        return found

    def merge(self, text: Text, twin: Twin, checksum: str) -> bool:
        """Note that the text is a copy, and return whether it is to be written over the one that is here."""
        mine = f"{self.sources.blog} {text.id}"
        if twin.revision != twin.imported or was_hidden_here(twin.page_id, twin.imported):
            kept, reason = "here", _EDITED
        elif _is_newer(text, twin):
            kept, reason = mine, _NEWER
        else:
            kept, reason = twin.origin, _OLDER
        self.report.merged.append({"id": text.id, "kind": text.kind, "kept": kept, "reason": reason})
        wins = kept == mine
        if not wins:
            self.report.tallies[text.kind].skip(text.id, reason)
        if reason == _OLDER:
            self._older.append((twin.page_id, replace(text, source="")))
        self._copies.append(
            Source(
                blog=self.sources.blog,
                kind=text.kind,
                item=text.id[:300],
                object_id=twin.page_id,
                # What is still to be written is not yet known: the next import would complete it.
                checksum="" if wins else checksum,
                revision=twin.imported,
                indexed=True,
            )
        )
        if self._by_title:
            self._by_title[normal_title(text.title)].remove(twin)
        return wins

    def is_older_copy(self, text: Text, page_id: int) -> bool:
        """Whether another blog's export has brought a newer text for the same essay."""
        page = EssayPage.objects.filter(pk=page_id).values_list("latest_revision_created_at", flat=True)
        written = page.first()
        told = text.modified_at or text.published_at
        return bool(written and told and told <= written) and self.has_copy(page_id)

    def has_copy(self, page_id: int) -> bool:
        """Whether the export of another blog holds this essay, too."""
        others = Source.objects.filter(kind="essays", object_id=page_id).exclude(blog=self.sources.blog)
        return others.exists()

    def skip(self, text: Text) -> None:
        """Note that a newer copy is here."""
        self.report.tallies[text.kind].skip(text.id, _OLDER)

    def remember(self, filed: Filed) -> None:
        """Write down that copies came from this blog too; those that stand are filed under what both say."""
        for page_id, text in self._older:
            with transaction.atomic():
                _file(EssayPage.objects.get(pk=page_id), filed.category_ids(text), filed.tag_ids(text))
        kind = ContentType.objects.get_for_model(EssayPage)
        for copy in self._copies:
            copy.content_type = kind
        with transaction.atomic():
            Source.objects.bulk_create(self._copies, batch_size=BATCH)
        self.sources.know(self._copies)

    def _is_same(self, text: Text, twin: Twin) -> bool:
        body = EssayPage.objects.values_list("body", flat=True).get(pk=twin.page_id)
        blocks = self.blog.body(text).blocks
        if not have_same_words(blocks, body.raw_data):
            return self._has_same_email(text, twin) and share_passages(blocks, body.raw_data)
        authors = _authors(twin)
        for key, person in self._told(text):
            for user, name, _email in authors:
                if normal_name(name) and normal_name(name) == normal_name(person.name):
                    self.people.setdefault(key, user)
        return True

    def _name_possible(self, text: Text, near: list[Twin]) -> None:
        """Let somebody look at what may be two wordings of one text, or two texts of one person."""
        self.report.possible_copies += [
            {"id": text.id, "kind": text.kind, "other": twin.origin, "reason": _OTHER_WORDS}
            for twin in near
            if self._has_same_email(text, twin)
        ]

    def _has_same_email(self, text: Text, twin: Twin) -> bool:
        mails = {email for _user, _name, email in _authors(twin) if email}
        return any(person.email in mails for _key, person in self._told(text))

    def _told(self, text: Text) -> list[tuple[str, Person]]:
        return [(key, self._persons[key]) for key in text.authors if key in self._persons]


def _authors(twin: Twin) -> list[tuple[int, str, str | None]]:
    """Return id, name and e-mail of whoever signed the essay that is here."""
    signed = EssayAuthor.objects.filter(page_id=twin.page_id)
    return list(signed.values_list("user_id", "user__name", "user__email"))


def _file(essay: EssayPage, categories: list[int], tags: list[int]) -> None:
    """That is no edit, which a later import would leave alone: the essay's revision says so as well."""
    if add_to(essay, categories, tags):
        essay.save(clean=False)
        Revision.objects.filter(pk=essay.latest_revision_id).update(content=essay.serializable_data())


def _is_newer(text: Text, twin: Twin) -> bool:
    """A text that is public is never replaced by one that is not."""
    if (text.status == "public") != twin.is_live:
        return text.status == "public"
    told = text.modified_at or text.published_at
    return bool(told and (twin.written_at is None or told > twin.written_at))


def _by_title(sources: Sources) -> dict[str, list[Twin]]:
    """Return the essays that other blogs brought in and this one has not, by their titles."""
    mine = set(sources.ids("essays"))
    rows = Source.objects.filter(kind="essays").exclude(blog=sources.blog).order_by("-pk")
    origins = {
        page: (f"{blog} {item}", revision)
        for page, blog, item, revision in rows.values_list("object_id", "blog", "item", "revision")
        if page not in mine
    }
    found: dict[str, list[Twin]] = defaultdict(list)
    for twin in _standing(list(origins), origins):
        found[normal_title(twin.title)].append(twin)
    return found


def _standing(ids: list[int], origins: dict[int, tuple[str, int | None]]) -> Iterable[Twin]:
    columns = (
        "pk", "title", "published_at", "live", "url_path", "locale__language_code", "depth", "latest_revision_id",
        "latest_revision_created_at",
    )  # fmt: skip
    for start in range(0, len(ids), BATCH):
        for row in EssayPage.objects.filter(pk__in=ids[start : start + BATCH]).values_list(*columns):
            yield Twin._make((*row, *origins[row[0]]))
