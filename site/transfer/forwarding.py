"""Where an old address leads to: by a row of its own, or by the rules by which other systems make addresses."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from blog.entries import shelf
from blog.models.shelf import Shelf
from core.addresses import page_address
from core.models import Category, Tag
from transfer.models import OldPath

# WordPress' addresses by number, which our home page would answer: https://developer.wordpress.org/themes/basics/
NUMBERED = ("p", "page_id", "cat", "tag", "feed", "author")
# What WordPress hangs on the address of anything: a page of its comments or of itself, feeds, and other forms of it.
# https://developer.wordpress.org/reference/classes/wp_rewrite/
_HUNG_ON = re.compile(
    r"/(?:comment-page-\d+|page/\d+|(?P<feed>feed(?:/(?:rss2?|rdf|(?P<atom>atom)))?)|amp|embed|trackback|[1-9]\d?)/?$"
)
# Lists of a year, a month or a day, and Blogger's old ones of a month.
_DATED = re.compile(r"/(\d{4})(?:[/_](\d{2})(?:[/_]\d{2})?)?(?:_archive\.html)?/?")


class Way(NamedTuple):
    """An address of this site, and whether to send the reader there for good."""

    address: str
    is_permanent: bool = True


def normal(path: str) -> str:
    """Return a path as redirects are stored: no slash at its end, no percent signs, its query in order."""
    return str(Redirect.normalise_path(path))


class Asked(NamedTuple):
    """How rows can spell an address that somebody asks for, the exact way first."""

    spellings: list[str]
    path: str
    # What something hangs on, and what of its feed is asked for.
    base: str
    feed: str

    def end(self, found: str) -> str:
        """Return what to hang on the address of a list that was found under this spelling."""
        return self.feed if found == self.base else ""


def asked_for(full: str) -> Asked:
    """Return the spellings of a path with its query."""
    path, _mark, query = full.partition("?")
    fields = dict(parse_qsl(query))
    number = next((key for key in NUMBERED if fields.get(key)), None)
    spellings = [full, f"{path}?{number}={fields[number]}", path] if number else [full, path]
    path = normal(path)
    hung = _HUNG_ON.search(path)
    base = path[: hung.start()] or "/" if hung else ""
    feed = "feed/atom/" if hung and hung["atom"] else "feed/" if hung and hung["feed"] else ""
    known = [normal(spelling) for spelling in spellings] + ([base] if base not in {"", "/"} else [])
    return Asked(list(dict.fromkeys(known)), path, base, feed)


def way_from(request: HttpRequest) -> Way | None:
    """Return where the address of this request leads to, or None if it is nobody's old address."""
    full = request.get_full_path()
    # PostgreSQL takes no such character; a page has none in its address.
    if "%00" in full:
        return None
    asked = asked_for(full)
    return _redirect(request, asked, full) or _old_path(asked) or _by_rule(asked.path, asked.base)


def _redirect(request: HttpRequest, asked: Asked, full: str) -> Way | None:
    # An editor may have written percent signs, which are kept as they are.
    spellings = [*asked.spellings, str(Redirect.normalise_path(full, decode_unicode=False))]
    rows = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path__in=spellings)
    found = sorted(
        rows.select_related("redirect_page"),
        key=lambda row: (spellings.index(row.old_path), row.site_id is None),
    )
    for row in found:
        # A page that is no longer public would be a promise for good that nobody keeps.
        if row.link and (row.redirect_page is None or row.redirect_page.live):
            return Way(row.link, row.is_permanent)
    return None


def _old_path(asked: Asked) -> Way | None:
    rows = {row.path: row for row in OldPath.objects.filter(path__in=asked.spellings)}
    found = next((rows[path] for path in asked.spellings if path in rows), None)
    address = found.address if found else ""
    return Way(address + asked.end(found.path)) if found and address else None


def _by_rule(path: str, base: str) -> Way | None:
    if base == "/":
        # The pages of WordPress' front page are those of all its posts.
        return Way(reverse("wagtail_serve", args=["essays/"])) if path.startswith("/page/") else None
    dated = _DATED.fullmatch(path) or _DATED.fullmatch(base)
    address = _archive(*dated.groups()) if dated else _standing_at(base) if base else ""
    return Way(address) if address else None


def _archive(year: str, month: str | None) -> str:
    kind = Shelf.Kind.MONTH if month else Shelf.Kind.YEAR
    if not shelf(kind, int(year + (month or ""))).size:
        return ""
    return reverse("blog:month", args=[year, month]) if month else reverse("blog:year", args=[year])


def _standing_at(path: str) -> str:
    """Return the address of the category, tag or page that stands or has stood at `path`, or nothing."""
    try:
        match = resolve(f"{path}/")
    except Resolver404:
        return ""
    thing: Category | Tag | None = None
    if match.view_name == "blog:category":
        thing = Category.objects.at_address(match.kwargs["path"])
    elif match.view_name == "blog:tag":
        thing = Tag.objects.at_address(match.kwargs["slug"])
    elif match.view_name in {"wagtail_serve", "blog:essay"}:
        return _page_at(f"{path}/")
    return thing.get_absolute_url() if thing else ""


def _page_at(address: str) -> str:
    language = get_language() or ""
    named = Page.objects.live().filter(slug=address.rstrip("/").rpartition("/")[2], depth__gt=1)
    paths = named.filter(locale__language_code=language).values_list("url_path", flat=True)
    return address if any(page_address(path, language) == address for path in paths) else ""
