"""What an export of a site like this one has beyond the neutral form, stored as it stands; of other formats, nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.blocks import StreamValue
from wagtail.models import ReferenceIndex, Revision

from blog.models import EssayIndexPage, EssayPage, HomePage
from core.models import Category, CategoryAlias, ContactPage, SimplePage, Tag, TagAlias
from transfer.export.bodies import Recast
from transfer.models import Source
from transfer.neutral import Blog, Body, Text
from transfer.own import Head, Own, OwnHome, OwnText
from transfer.report import Report
from transfer.writer.access import restrict
from transfer.writer.filed import Filed
from transfer.writer.plan import Plan
from transfer.writer.restored_files import RestoredFiles
from transfer.writer.restored_people import RestoredPeople
from transfer.writer.restored_redirects import lead_as_there
from transfer.writer.sources import Sources

# A link to a page that is not there yet waits in this form, which leads nowhere.
_WAITING = r" id=\"0\" to=\""


class Restoring:
    """Of one blog; without anything of its own, each step does nothing. `blog` has bodies that name what is here."""

    def __init__(self, blog: Blog, sources: Sources, report: Report, *, gives_roles: bool, dry: bool) -> None:
        self.own = blog.own
        self.blog = replace(blog, body=lambda text: self._placed(blog.body(text))) if blog.own else blog
        self.sources = sources
        self.report = report
        self.files = RestoredFiles(sources, report, dry=dry)
        self.people = RestoredPeople(blog, report, gives_roles=gives_roles, dry=dry)
        self.dry = dry
        self._pages: dict[str, int] = {}

    def before_texts(self, filed: Filed) -> None:
        """Store files, old addresses of topics, homes, and what only we know of people."""
        if self.own is None:
            return
        self.files.bring(self.own.files())
        with transaction.atomic():
            for key, person in self.own.people.items():
                self.people.restore(key, filed.people, self.files.ids.get(person.portrait), person.roles)
            if not self.dry:
                self._restore_topics(self.own, filed)
                for home in self.own.homes:
                    self._restore_home(home)

    def text(self, text: Text) -> Text:
        """Return a text whose picture is named by its id here."""
        if text.own is None:
            return text
        return replace(text, own=replace(text.own, hero_id=self.files.ids.get(text.own.hero)))

    def after_texts(self, plan: Plan) -> None:
        """Lead links to the pages that have come meanwhile, and old addresses as the site itself did."""
        if self.own is None:
            return
        lead_as_there(self.own, plan)
        if self.dry:
            return
        for model in (EssayPage, SimplePage, ContactPage):
            waiting = model.objects.annotate(raw=Cast("body", TextField())).filter(raw__contains=_WAITING)
            for number in list(waiting.values_list("pk", flat=True)):
                with transaction.atomic():
                    self._lead_links(model.objects.get(pk=number))

    def _lead_links(self, page: Any) -> None:
        body = self._placed(Body(page.body.get_prep_value()))
        page.body = StreamValue(page.body.stream_block, body.blocks, is_lazy=True)
        page.save(clean=False)
        revision = Revision.objects.filter(pk=page.latest_revision_id)
        revision.update(content=page.serializable_data())
        ReferenceIndex.create_or_update_for_object(page)

    def _placed(self, body: Body) -> Body:
        """Return a body with ids where its file names files and pages."""
        recast = Recast(self._picture, self._link)
        return Body(recast.blocks(body.blocks), body.unconverted)

    def _picture(self, value: dict[str, Any]) -> dict[str, Any] | None:
        number = value["image"] if isinstance(value["image"], int) else self.files.ids.get(value["image"])
        return {**value, "image": number} if number else None

    def _link(self, attributes: dict[str, str]) -> dict[str, str] | None:
        kind, to = attributes["linktype"], attributes.get("to", "")
        if not to:
            return {"linktype": kind, "id": attributes.get("id", "")}
        number = self._page_at(to) if kind == "page" else self.files.ids.get(to)
        if number:
            return {"linktype": kind, "id": str(number)}
        return {"linktype": kind, "id": "0", "to": to} if kind == "page" else None

    def _page_at(self, place: str) -> int | None:
        """The page that came from a file, asked anew: most have come since the import began."""
        if place not in self._pages:
            kind = "essays" if place.startswith("essays/") else "pages"
            rows = Source.objects.filter(blog=self.sources.blog, kind=kind, item=place[:300])
            number = rows.values_list("object_id", flat=True).first()
            if number is None:
                return None
            self._pages[place] = number
        return self._pages[place]

    def _restore_topics(self, own: Own, filed: Filed) -> None:
        """Of topics that are here: one that was deleted here has no address to keep."""
        for key, aliases in own.category_aliases.items():
            if key in filed.categories.ids:
                _alias_categories(filed.categories.ids[key], aliases)
        for key, aliases in own.tag_aliases.items():
            if key in filed.tags.ids:
                _alias_tags(filed.tags.ids[key], aliases)

    def _restore_home(self, home: OwnHome) -> None:
        """Once, and only where nobody has edited that home here."""
        model = EssayIndexPage if home.is_list else HomePage
        page = model.objects.filter(locale__language_code=home.language).first()
        if page is None or self.sources.get("pages", home.key):
            return
        if page.latest_revision_id is None:
            page.title = page.draft_title = home.title or page.title
            _fill_head(page, home.head)
            page.show_in_menus = home.head.in_menu
            page.search_description = home.head.search_description
            page.save(clean=False)
            if home.head.access and not page.view_restrictions.exists():
                restrict(page, home.head.access)
        self.sources.keep("pages", home.key, page, "")


def fill_own(page: Any, text: Text, own: OwnText) -> None:
    """Give a page what its file says of it and other formats do not."""
    _fill_head(page, own.head)
    page.search_description = own.head.search_description
    page.title = page.draft_title = text.title[:255] or page.title
    if isinstance(page, EssayPage):
        # Word for word, even where it repeats the text's first words.
        page.standfirst = text.excerpt
        page.hero_image_id = own.hero_id
        page.hero_alt = own.hero_alt[:250] if own.hero_id else ""
    elif isinstance(page, ContactPage):
        page.recipients = "\n".join(own.recipients)


def _fill_head(page: Any, head: Head) -> None:
    page.seo_title = head.seo_title[:255]
    page.canonical_url = head.canonical[:200]


def _alias_categories(number: int, aliases: tuple[str, ...]) -> None:
    for path in aliases:
        if not Category.objects.filter(path=path).exists():
            CategoryAlias.objects.get_or_create(path=path[:600], defaults={"category_id": number})


def _alias_tags(number: int, aliases: tuple[str, ...]) -> None:
    for slug in aliases:
        if not Tag.objects.filter(slug=slug).exists():
            TagAlias.objects.get_or_create(slug=slug[:100], defaults={"tag_id": number})
