"""Everything that WordPress has a place for, as its own export: one channel a language, as it knows but one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.conf import settings
from wagtail.models import PageViewRestriction

from blog.models import EssayPage
from core.models import Category, ContactPage, Document, Image, SimplePage, Tag
from people.models import User
from transfer.export.conversations import in_wordpress
from transfer.export.drawing import Drawing
from transfer.export.folder import Folder
from transfer.export.names import file_name
from transfer.export.pages import Pages, in_order, state_of
from transfer.export.surroundings import writers
from transfer.export.wxr import Parts, dates, element, metas, plain, pub_date

# WordPress counts posts, pages and files in one row of numbers. Ours begin far above any page's.
FIRST_PICTURE, FIRST_DOCUMENT = 10**8, 2 * 10**8
_STATUSES = {"public": "publish", "scheduled": "future", "draft": "draft"}


class WordPress:
    """Writes `wordpress.xml` for the site's first language, `wordpress-fr.xml` for another."""

    def __init__(self, folder: Folder, pages: Pages, largest: int) -> None:
        self.folder = folder
        self.pages = pages
        self.around = pages.around
        self.largest = largest
        self.nicenames = _nicenames()
        self._names = dict(Category.objects.values_list("path", "name"))
        self._tag_names = dict(Tag.objects.values_list("slug", "name"))
        self._above = dict(SimplePage.objects.values_list("path", "pk"))
        self._files: dict[str, str] = {}
        self._open: dict[str, Parts] = {}
        self.drawing = Drawing(self._address, own=lambda path: settings.BASE_URL + path, plays=True)

    def write(self) -> None:
        """Write the channels of all languages that have a text, pictures and documents in the first."""
        for image in Image.objects.order_by("pk").iterator(chunk_size=200):
            self._file(FIRST_PICTURE + image.pk, image, self.around.pictures.get(image.pk), image.description)
        for document in Document.objects.order_by("pk").iterator(chunk_size=200):
            self._file(FIRST_DOCUMENT + document.pk, document, self.around.documents.get(document.pk), "")
        for model in (SimplePage, ContactPage, EssayPage):
            for page, stored in in_order(model):
                item = self._post(page, stored) if model is EssayPage else self._page(page, stored)
                self._parts(self.around.pages[stored.pk].language).add(item)
        for parts in self._open.values():
            parts.close()

    def _parts(self, language: str) -> Parts:
        if language not in self._open:
            is_first = language == settings.LANGUAGE_CODE
            name = "wordpress" if is_first else f"wordpress-{file_name(language)}"
            blog = settings.BASE_URL if is_first else f"{settings.BASE_URL}/{language}"
            self._open[language] = Parts(self.folder, name, self._head(language, blog), self.largest)
        return self._open[language]

    def _head(self, language: str, blog: str) -> str:
        return (
            plain("title", settings.WAGTAIL_SITE_NAME)
            + plain("link", blog)
            + plain("description", "")
            + plain("language", language)
            + plain("wp:wxr_version", "1.2")
            + plain("wp:base_site_url", settings.BASE_URL)
            + plain("wp:base_blog_url", blog)
            + "".join(_author(person) for person in writers().order_by("handle"))
            + "".join(self._category(each) for each in Category.objects.order_by("path"))
            + "".join(_tag(each) for each in Tag.objects.order_by("slug"))
            + plain("generator", "https://wordpress.org/?v=6.0")
        )

    def _category(self, category: Category) -> str:
        above = category.path.rpartition("/")[0]
        return (
            "<wp:category>\n"
            + plain("wp:term_id", category.pk)
            + element("wp:category_nicename", self.nicenames[category.path])
            + element("wp:category_parent", self.nicenames.get(above, ""))
            + element("wp:cat_name", category.name)
            + element("wp:category_description", category.description)
            + "</wp:category>\n"
        )

    def _post(self, page: Any, stored: Any) -> str:
        known = self.pages.essay(page, stored)
        authors = known["authors"]
        filed = "".join(
            element("category", self._names[path], domain="category", nicename=self.nicenames[path])
            for path in known["categories"]
        )
        filed += "".join(
            element("category", self._tag_names[slug], domain="post_tag", nicename=slug)
            for slug in known["tags"]
        )
        # Who wrote together: WordPress knows one author, its plugin Co-Authors Plus more.
        for handle in authors if len(authors) > 1 else []:
            filed += element("category", self.around.names[handle], domain="author", nicename=f"cap-{handle}")
        hero = FIRST_PICTURE + page.hero_image_id if page.hero_image_id else 0
        own = metas([("_thumbnail_id", hero), ("prompt", page.prompt), *_search(page)])
        return self._item(
            page, stored, "post", known["body"], excerpt=page.standfirst, creator=(authors or [""])[0],
            sticky=page.featured, comments=page.comments_open, date=page.published_at, more=filed + own,
        )  # fmt: skip

    def _page(self, page: Any, stored: Any) -> str:
        body = self.pages.body(page)
        place, first = self.pages.positions[stored.pk], stored.first_published_at
        return self._item(page, stored, "page", body, date=first, position=place, more=metas(_search(page)))

    def _item(self, page: Any, stored: Any, kind: str, body: list[Any], **told: Any) -> str:
        status, password = self._who_may(stored)
        date = page.go_live_at if status == "future" else told["date"]
        address = settings.BASE_URL + self.around.pages[stored.pk].address
        return (
            "<item>\n"
            + element("title", page.title)
            + plain("link", address)
            + pub_date(date)
            + element("dc:creator", told.get("creator", ""))
            + plain(
                "guid",
                f"{settings.BASE_URL}/?{'page_id' if kind == 'page' else 'p'}={stored.pk}",
                isPermaLink="false",
            )
            + plain("description", "")
            # An opening bracket would begin a shortcode, also inside of code.
            + element("content:encoded", self.drawing.body(body).replace("[", "&#91;"))
            + element("excerpt:encoded", told.get("excerpt", ""))
            + plain("wp:post_id", stored.pk)
            + dates("post_date", date)
            + dates("post_modified", stored.last_published_at or stored.latest_revision_created_at or date)
            + element("wp:comment_status", "open" if told.get("comments") else "closed")
            + element("wp:ping_status", "closed")
            + element("wp:post_name", stored.slug)
            + element("wp:status", status)
            + plain("wp:post_parent", self._above.get(stored.path[: -stored.steplen], 0))
            + plain("wp:menu_order", told.get("position", 0))
            + element("wp:post_type", kind)
            + element("wp:post_password", password)
            + plain("wp:is_sticky", int(bool(told.get("sticky"))))
            + told.get("more", "")
            + in_wordpress(self.around, stored.pk)
            + "</item>\n"
        )

    def _file(self, number: int, thing: Any, place: str | None, alt: str) -> None:
        """Write a picture or a document as WordPress' attachment; whoever takes it in fetches it from here."""
        if place is None:
            return
        address = settings.BASE_URL + thing.file.url
        if isinstance(thing, Document):
            address = settings.BASE_URL + thing.url
        self._files[place] = address
        when = thing.created_at
        self._parts(settings.LANGUAGE_CODE).add(
            "<item>\n"
            + element("title", thing.title)
            + plain("link", address)
            + pub_date(when)
            + element("dc:creator", "")
            + plain("guid", address, isPermaLink="false")
            + plain("description", "")
            + element("content:encoded", "")
            + element("excerpt:encoded", getattr(thing, "credit", ""))
            + plain("wp:post_id", number)
            + dates("post_date", when)
            + dates("post_modified", when)
            + element("wp:comment_status", "closed")
            + element("wp:ping_status", "closed")
            + element("wp:post_name", place.rpartition("/")[2].partition(".")[0])
            + element("wp:status", "inherit")
            + plain("wp:post_parent", 0)
            + plain("wp:menu_order", 0)
            + element("wp:post_type", "attachment")
            + element("wp:post_password", "")
            + plain("wp:is_sticky", 0)
            + element("wp:attachment_url", address)
            + metas([("_wp_attachment_image_alt", alt)])
            + "</item>\n"
        )

    def _address(self, place: str) -> str:
        """The address of a picture, a document or a page of the export."""
        if place.startswith("media/"):
            return self._files.get(place, "")
        return settings.BASE_URL + self.around.addresses[place]

    def _who_may(self, stored: Any) -> tuple[str, str]:
        """WordPress' status and password of a page; a restriction counts for everything below it."""
        status = _STATUSES[state_of(stored)]
        ways = [stored.path[:end] for end in range(len(stored.path), 0, -stored.steplen)]
        rule = next((self.around.access[way] for way in ways if way in self.around.access), None)
        if rule is None:
            return status, ""
        if rule["kind"] == PageViewRestriction.PASSWORD:
            return status, rule["password"]
        return "private" if status == "publish" else status, ""


def _author(person: User) -> str:
    return (
        "<wp:author>\n"
        + plain("wp:author_id", person.pk)
        + element("wp:author_login", person.handle)
        + element("wp:author_email", person.email or "")
        + element("wp:author_display_name", person.name)
        + element("wp:author_first_name", "")
        + element("wp:author_last_name", "")
        + "</wp:author>\n"
    )


def _tag(tag: Tag) -> str:
    told = element("wp:tag_slug", tag.slug) + element("wp:tag_name", tag.name)
    return f"<wp:tag>\n{plain('wp:term_id', tag.pk)}{told}</wp:tag>\n"


def _search(page: Any) -> list[tuple[str, object]]:
    """What search engines are told, under the names of the plugin that most blogs have for it."""
    return [
        ("_yoast_wpseo_title", page.seo_title),
        ("_yoast_wpseo_metadesc", page.search_description),
        ("_yoast_wpseo_canonical", page.canonical_url),
    ]


def _nicenames() -> dict[str, str]:
    """A name for each category's path: in WordPress they are unique in the whole tree."""
    paths = sorted(Category.objects.values_list("path", flat=True), key=lambda path: (path.count("/"), path))
    slugs = Counter(path.rpartition("/")[2] for path in paths)
    return {path: _nicename(path, slugs) for path in paths}


def _nicename(path: str, slugs: Counter[str]) -> str:
    slug = path.rpartition("/")[2]
    return slug if slugs[slug] == 1 or "/" not in path else path.replace("/", "-")
