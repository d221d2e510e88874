"""The first pass: what becomes of each text and where it will stand. Nothing is written, no body is converted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from wagtail.models import Page

from transfer.neutral import Blog, Body, Item, Kind, Picture, Skipped, Text
from transfer.report import Report
from transfer.writer.access import was_hidden_here
from transfer.writer.links import Links
from transfer.writer.old_addresses import OldAddresses
from transfer.writer.places import DEEPEST, Places, Spot
from transfer.writer.reasons import DELETED, EDITED, GONE
from transfer.writer.settled import Settled
from transfer.writer.slugs import own_slug
from transfer.writer.sources import Known, Sources
from transfer.writer.titles import title_of
from transfer.writer.twins import Twin, Twins

BATCH = 500
_ON_A_FORM = "it stands below a page with a form, where nobody speaks here"
_TOO_DEEP = f"the site has no place for pages more than {DEEPEST - 2} deep below its home"
_NO_TEXT = "the text that it stands below did not come in"


@dataclass(slots=True)
class Planned:
    """What the second pass has to do with one text: add a page below `above`, or else change the one at `spot`."""

    checksum: str
    spot: Spot
    above: Spot | None = None


class Standing(NamedTuple):
    """A page that an earlier import brought in, as it is now."""

    url_path: str
    revision: int | None
    language: str
    depth: int


class Plan:
    """Of one blog. `to_do` has only what will be written; `old` knows every old address of the texts."""

    def __init__(
        self, blog: Blog, sources: Sources, places: Places, report: Report, language: str, *, dry: bool
    ) -> None:
        self.blog = blog
        self.sources = sources
        self.places = places
        self.report = report
        self.language = language
        self.to_do: dict[tuple[str, str], Planned] = {}
        self.old = OldAddresses(report, dry=dry)
        self.links = Links(sources.blog, self.old)
        self.twins = Twins(blog, sources, report)
        self.pictures: list[Picture] = []
        self.settled = Settled(sources)
        self._pages: dict[str, Spot] = {}
        self._forms: set[str] = set()
        self._too_deep: set[str] = set()
        # Essays that another export has brought, by their id in this one.
        self._copies: dict[str, int | None] = {}
        self._standing = standing(sources)

    def take(self, item: Item, checksum: str) -> None:
        """Decide about one item and count it."""
        tally = self.report.tallies[item.kind]
        if isinstance(item, Text):
            spot = self._decide(item, checksum)
            self.links.stood_at(item.link)
            if spot:
                self.old.lead(item.addresses, spot)
                if item.kind == "pages":
                    self._pages[item.id] = spot
                if item.has_contact_form:
                    self._forms.add(item.id)
        elif isinstance(item, Skipped):
            tally.skip(item.id, item.reason)
        elif isinstance(item, Picture):
            # Counted when they are looked for, after the texts.
            self.pictures.append(item)
        else:
            # Counted when they are written, after the texts.
            self.settled.look(item, checksum)

    def place_of(self, text: str) -> tuple[int | None, str]:
        """Return the id of the essay or page that an item became, once it is written; or why there is none."""
        planned = self.to_do.get(("essays", text))
        if planned:
            return planned.spot.page_id, ""
        if text in self._copies:
            return self._copies[text], ""
        if text in self._pages:
            return (None, _ON_A_FORM) if text in self._forms else (self._pages[text].page_id, "")
        known = self.sources.get("essays", text)
        if known and known.object_id in self._standing:
            return known.object_id, ""
        return None, GONE if known or self.sources.get("pages", text) else _NO_TEXT

    def spot_of(self, kind: Kind, item: str) -> Spot | None:
        """Return where an item stands that was brought in, or will stand."""
        planned = self.to_do.get((kind, item))
        if planned:
            return planned.spot
        known = self.sources.get(kind, item)
        there = self._standing.get(known.object_id) if known else None
        return Spot(known.object_id, there.url_path, there.language, there.depth) if known and there else None

    def _decide(self, text: Text, checksum: str) -> Spot | None:
        """Return where the text stands or will stand; nowhere if it was deleted here."""
        known = self.sources.get(text.kind, text.id)
        if known is None:
            twin = self.twins.find(text)
            return self._merge(text, twin, checksum) if twin else self._create(text, checksum)
        there = self._standing.get(known.object_id)
        if there is None:
            self.report.tallies[text.kind].skip(text.id, DELETED)
            return None
        spot = Spot(known.object_id, there.url_path, there.language, there.depth)
        self._compare(text, known, there, Planned(checksum, spot))
        return spot

    def _compare(self, text: Text, known: Known, there: Standing, planned: Planned) -> None:
        tally = self.report.tallies[text.kind]
        if known.checksum == planned.checksum:
            tally.unchanged += 1
        elif there.revision != known.revision or was_hidden_here(known.object_id, known.revision):
            tally.skip(text.id, EDITED)
        elif self.twins.is_older_copy(text, known.object_id):
            self.twins.skip(text)
        else:
            tally.updated += 1
            self.to_do[text.kind, text.id] = planned

    def _merge(self, text: Text, twin: Twin, checksum: str) -> Spot:
        """A copy of what another export has brought: the newer text stands there from now on."""
        spot = twin.spot
        self._copies[text.id] = spot.page_id
        if self.twins.merge(text, twin, checksum):
            self.report.tallies[text.kind].updated += 1
            self.to_do[text.kind, text.id] = Planned(checksum, spot)
        return spot

    def _create(self, text: Text, checksum: str) -> Spot | None:
        above = self._above(text)
        if above.depth >= DEEPEST or text.parent in self._too_deep:
            self._too_deep.add(text.id)
            self.report.tallies[text.kind].skip(text.id, _TOO_DEEP)
            return None
        # Only a text with neither title nor slug has to be read to know its address.
        body = Body() if text.slug or text.title.strip() else self.blog.body(text)
        spot = above.below(own_slug(text.slug, title_of(text, body), f"{text.kind[:-1]}-{text.id}"))
        self.to_do[text.kind, text.id] = Planned(checksum, spot, above)
        self.report.tallies[text.kind].created += 1
        return spot

    def _above(self, text: Text) -> Spot:
        language = self.places.language(text.language, self.language)
        if text.kind == "essays":
            return self.places.indexes[language]
        return self._pages.get(text.parent or "") or self.places.homes[language]


def standing(sources: Sources) -> dict[int, Standing]:
    """Return the pages that earlier imports of this blog brought in, by id."""
    ids = sources.ids("essays", "pages")
    columns = ("pk", "url_path", "latest_revision_id", "locale__language_code", "depth")
    found: dict[int, Standing] = {}
    for start in range(0, len(ids), BATCH):
        rows = Page.objects.filter(pk__in=ids[start : start + BATCH]).values_list(*columns)
        found |= {row[0]: Standing(*row[1:]) for row in rows}
    return found
