"""Where the public found things on the old blog, as WordPress makes its addresses when nobody changes how.

https://wordpress.org/documentation/article/customize-permalinks/
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote, urljoin, urlsplit


class Addresses:
    """Paths as the old site's server saw them; a blog in a folder of its site has that folder before each."""

    def __init__(self, blog: str) -> None:
        self.blog = blog
        self.folder = urlsplit(blog).path.rstrip("/") if blog else ""

    def of_text(self, kind: str, number: str, link: str) -> tuple[str, ...]:
        """The paths of a post or page."""
        found = [self.path_of(link)]
        if number.isdigit():
            found.append(f"{self.folder}/?p={number}")
            found += [f"{self.folder}/?page_id={number}"] if kind == "pages" else []
        return tuple(dict.fromkeys(filter(None, found)))

    def of_category(self, slugs: list[str], number: str) -> tuple[str, ...]:
        """The paths of a category, given the slugs from the root down to its own."""
        path = "/".join(quote(slug, safe="") for slug in slugs)
        return self._numbered(f"{self.folder}/category/{path}/", "cat", number)

    def of_tag(self, slug: str) -> tuple[str, ...]:
        """The paths of a tag."""
        return (f"{self.folder}/tag/{quote(slug, safe='')}/", f"{self.folder}/?tag={quote(slug, safe='')}")

    def of_author(self, login: str, number: str) -> tuple[str, ...]:
        """The paths of an author."""
        return self._numbered(f"{self.folder}/author/{quote(login, safe='')}/", "author", number)

    def of_feeds(self) -> dict[str, Literal["rss", "atom"]]:
        """The paths of the blog's own feeds."""
        names: dict[str, Literal["rss", "atom"]] = {
            "/feed/": "rss", "/feed/rss/": "rss", "/feed/rss2/": "rss", "/feed/rdf/": "rss", "/feed/atom/": "atom",
            "/?feed=rss": "rss", "/?feed=rss2": "rss", "/?feed=rdf": "rss", "/?feed=atom": "atom",
        }  # fmt: skip
        return {f"{self.folder}{name}": kind for name, kind in names.items()}

    def path_of(self, link: str) -> str:
        """The path of a link with its query, or nothing if it is the front page's."""
        try:
            parts = urlsplit(urljoin(self.blog, link)) if link else urlsplit("")
        except ValueError:
            return ""
        path = "/" + parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
        return "" if path in {"/", f"{self.folder}/"} else path

    def _numbered(self, path: str, key: str, number: str) -> tuple[str, ...]:
        return (path, f"{self.folder}/?{key}={number}") if number.isdigit() else (path,)
