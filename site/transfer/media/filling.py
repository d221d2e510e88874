"""Texts that stand here get the pictures and files that their source shows or links to."""

from __future__ import annotations

import html
import json
from typing import Any, NamedTuple

from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.models import Page, Revision

from blog.models import EssayPage
from core.models import ContactPage, Image, SimplePage
from transfer.media.finding import Finder
from transfer.media.placing import Places, RawBlock, Shown, addresses_in, placed, several_in_a_row
from transfer.models import Source
from transfer.neutral import Blog, Text

EDITED = "its text was edited here since; the picture was not put into it"
LONGEST_HERO_ALT = 250
_MODELS: tuple[type[Any], ...] = (EssayPage, SimplePage, ContactPage)


class Standing(NamedTuple):
    """A page as it is stored, and its revision that an import wrote."""

    model: type[Any]
    page: int
    imported: int | None
    revision: int | None
    blocks: list[RawBlock]
    hero: int | None


class Change(NamedTuple):
    """What becomes of a page, if its newest revision is still this one."""

    model: type[Any]
    page: int
    revision: int
    blocks: list[RawBlock]
    hero: dict[str, Any]


class Filling:
    """Fills the texts of one blog, a batch at a time: files are looked for before the transaction begins."""

    def __init__(self, blog: Blog, finder: Finder, *, dry: bool) -> None:
        self.blog = blog
        self.finder = finder
        self.dry = dry
        self.places = Places(self._picture, self._link)

    def fill(self, texts: list[Text]) -> None:
        """Put into some texts what of theirs is found."""
        standing = self._standing(texts)
        changes = filter(None, [self._change(text, standing) for text in texts])
        if self.dry:
            return
        todo = list(changes)
        if todo:
            with transaction.atomic():
                for change in todo:
                    _write(change)

    def _standing(self, texts: list[Text]) -> dict[tuple[str, str], Standing | None]:
        """Return what stands here of some texts, by kind and id; nothing of one that was deleted here."""
        rows = Source.objects.filter(
            blog=self.finder.blog, kind__in=["essays", "pages"], item__in=[text.id[:300] for text in texts]
        )
        sources = list(rows.values_list("kind", "item", "object_id", "revision"))
        pages: dict[int, tuple[type[Any], int | None, list[RawBlock], int | None]] = {}
        for model in _MODELS:
            columns = ["pk", "latest_revision_id", "body", *(["hero_image_id"] if model is EssayPage else [])]
            found = model.objects.filter(pk__in=[pk for _kind, _item, pk, _revision in sources])
            for pk, revision, body, *hero in found.values_list(*columns):
                pages[pk] = (model, revision, list(body.raw_data), hero[0] if hero else None)
        return {
            (kind, item): Standing(pages[pk][0], pk, imported, *pages[pk][1:]) if pk in pages else None
            for kind, item, pk, imported in sources
        }

    def _change(self, text: Text, standing: dict[tuple[str, str], Standing | None]) -> Change | None:
        key = text.kind, text.id[:300]
        there = standing.get(key)
        if there is None:
            if self.dry and key not in standing:
                self._look(text)
            return None
        if there.revision is None or there.revision != there.imported:
            for address in addresses_in(there.blocks) if self.finder.files else ():
                self.finder.report_missing(address, EDITED)
            return None
        galleries = self.blog.body(text).galleries if several_in_a_row(there.blocks) else ()
        blocks = placed(there.blocks, galleries, self.places)
        hero = self._hero(text, there)
        if blocks == there.blocks and not hero:
            return None
        return Change(there.model, there.page, there.revision, blocks, hero)

    def _look(self, text: Text) -> None:
        """Find what a text shows that is not written yet, for the report of a dry run."""
        body = self.blog.body(text)
        placed(body.blocks, body.galleries, self.places)
        if text.hero:
            self._picture(text.hero)

    def _hero(self, text: Text, there: Standing) -> dict[str, Any]:
        shown = self._picture(text.hero) if text.hero and there.model is EssayPage else None
        if shown is None or shown.image == there.hero:
            return {}
        # One that another blog's copy of the text brought stays: the two would replace each other in turn.
        if there.hero is not None and there.hero not in self.finder.own_pictures():
            return {}
        alt = (text.hero_alt or shown.alt)[:LONGEST_HERO_ALT]
        return {"hero_image": shown.image, "hero_alt": alt}

    def _picture(self, address: str) -> Shown | None:
        stored = self.finder.find_or_report(address, picture=True)
        return Shown(stored.id, self.finder.alt_of(address)) if stored else None

    def _link(self, address: str) -> str | None:
        """Return the opening tag of a link to a file of ours."""
        stored = self.finder.find_or_report(address, picture=False) if self.finder.is_file(address) else None
        if stored is None or not stored.id:
            return None
        if stored.model is Image:
            return f'<a href="{html.escape(Image.objects.get(pk=stored.id).file.url)}">'
        return f'<a id="{stored.id}" linktype="document">'


def _write(change: Change) -> None:
    """Change a page and its only revision together, unless somebody has just edited it."""
    unedited = Page.objects.filter(pk=change.page, latest_revision_id=change.revision)
    # Writes the value that is there: the row is ours from here on.
    if not unedited.update(latest_revision_id=change.revision):
        return
    block = change.model._meta.get_field("body").stream_block
    columns = {
        "hero_image_id" if name == "hero_image" else name: value for name, value in change.hero.items()
    }
    body = StreamValue(block, change.blocks, is_lazy=True)
    change.model.objects.filter(pk=change.page).update(body=body, **columns)
    revision = Revision.objects.get(pk=change.revision)
    content = {**revision.content, **change.hero, "body": json.dumps(change.blocks)}
    Revision.objects.filter(pk=change.revision).update(content=content)
    # Search and the list of what uses a picture are brought up to date at the import's end.
    Source.objects.filter(
        kind__in=["essays", "pages"], object_id=change.page, revision=change.revision
    ).update(indexed=False)
