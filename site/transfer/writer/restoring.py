"""What an export of a site like this one has beyond the neutral form, stored as it stands; of other formats, nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.blocks import StreamValue
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Revision, Site

from blog.models import EssayIndexPage, EssayPage, HomePage
from core.models import Category, CategoryAlias, ContactPage, SimplePage, Tag, TagAlias
from people.models import User
from people.roles import AUTHORS, EDITORS, MODERATORS
from transfer.export.bodies import Recast
from transfer.models import Source
from transfer.neutral import Blog, Body, Text
from transfer.own import Access, Head, OwnHome, OwnText
from transfer.report import Report
from transfer.writer.filed import Filed
from transfer.writer.restored_files import RestoredFiles
from transfer.writer.sources import Sources

# A link to a page that is not there yet waits in this form, which leads nowhere.
_WAITING = r" id=\"0\" to=\""
BATCH = 500


class Restoring:
    """Of one blog; without anything of its own, each step does nothing. `blog` has bodies that name what is here."""

    def __init__(self, blog: Blog, sources: Sources, report: Report, *, dry: bool) -> None:
        self.own = blog.own
        self.blog = replace(blog, body=lambda text: self._placed(blog.body(text))) if blog.own else blog
        self.sources = sources
        self.report = report
        self.files = RestoredFiles(sources, report, dry=dry)
        self.dry = dry
        self._pages: dict[str, int] = {}

    def before_texts(self, filed: Filed) -> None:
        """Store files, old addresses of topics, homes, and what only we know of people."""
        if self.own is None:
            return
        self.files.bring(self.own.files())
        if self.dry:
            return
        with transaction.atomic():
            for key, aliases in self.own.category_aliases.items():
                _alias_categories(filed.categories.ids[key], aliases)
            for key, aliases in self.own.tag_aliases.items():
                _alias_tags(filed.tags.ids[key], aliases)
            for home in self.own.homes:
                self._restore_home(home)
            for key, person in self.own.people.items():
                self._restore_person(filed.people.ids[key], person.portrait, person.roles)

    def text(self, text: Text) -> Text:
        """Return a text whose picture is named by its id here."""
        if text.own is None:
            return text
        return replace(text, own=replace(text.own, hero_id=self.files.ids.get(text.own.hero)))

    def after_texts(self) -> None:
        """Lead links to the pages that have come meanwhile, and store redirects."""
        if self.own is None or self.dry:
            return
        for model in (EssayPage, SimplePage, ContactPage):
            waiting = model.objects.annotate(raw=Cast("body", TextField())).filter(raw__contains=_WAITING)
            for number in list(waiting.values_list("pk", flat=True)):
                with transaction.atomic():
                    self._lead_links(model.objects.get(pk=number))
        with transaction.atomic():
            self._restore_redirects()

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
            restrict(page, home.head.access)
        self.sources.keep("pages", home.key, page, "")

    def _restore_person(self, number: int, portrait: str, roles: tuple[str, ...]) -> None:
        """Only of somebody who has not claimed their name and whom nobody here has given a role."""
        person = User.objects.filter(pk=number, is_active=False).first()
        if person is None:
            return
        if person.portrait_id is None and portrait in self.files.ids:
            User.objects.filter(pk=number).update(portrait=self.files.ids[portrait])
        if not person.groups.exists():
            known = {AUTHORS, EDITORS, MODERATORS}.intersection(roles)
            person.groups.set(Group.objects.filter(name__in=known))

    def _restore_redirects(self) -> None:
        wagtail_site = Site.objects.get(is_default_site=True)
        standing = set(Redirect.objects.values_list("old_path", flat=True))
        new = []
        for read in self.own.redirects() if self.own else ():
            page = self._page_at(read.page) if read.page else None
            tally = self.report.redirects
            if read.old in standing:
                tally.unchanged += 1
            elif page or read.link:
                new.append(
                    Redirect(
                        old_path=read.old[:255], site=wagtail_site, is_permanent=read.is_permanent,
                        redirect_page_id=page, redirect_page_route_path=read.route[:255],
                        redirect_link="" if page else read.link[:255], automatically_created=read.is_automatic,
                    )
                )  # fmt: skip
                standing.add(read.old)
                tally.created += 1
            else:
                tally.skip(read.old, "the page that it leads to has not come in")
        Redirect.objects.bulk_create(new, batch_size=BATCH)


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


def restrict(page: Page, access: Access | None) -> None:
    """Let only those read a page who could; its password is kept where that of every text is."""
    if access is None:
        return
    rule, _created = PageViewRestriction.objects.get_or_create(
        page=page, restriction_type=access.kind, defaults={"password": access.password[:255]}
    )
    if access.groups:
        rule.groups.set(Group.objects.filter(name__in=access.groups))


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
