"""Which essays stand, or have stood, at the addresses that comments kept elsewhere name them by."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect

from blog.models import EssayPage
from core.addresses import page_address
from transfer.forwarding import asked_for, normal


def essays_at(links: Iterable[str]) -> dict[str, int]:
    """Return the essays' ids by link, in two queries; the host does not count, since blogs move."""
    spellings = {link: _spellings(link) for link in links}
    paths = {path for told in spellings.values() for path in told}
    rows = Redirect.objects.filter(old_path__in=paths, redirect_page__essaypage__isnull=False)
    standing = dict(rows.values_list("old_path", "redirect_page_id"))
    slugs = {path.rpartition("/")[2] for path in paths}
    essays = EssayPage.objects.filter(slug__in=slugs)
    for pk, path, language in essays.values_list("pk", "url_path", "locale__language_code"):
        standing.setdefault(normal(page_address(path, language)), pk)
    found = {link: next((path for path in told if path in standing), "") for link, told in spellings.items()}
    return {link: standing[path] for link, path in found.items() if path}


def _spellings(link: str) -> list[str]:
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return []
    if not parts.netloc or "\x00" in link:
        return []
    return asked_for(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}").spellings
