"""One search over everything that has pages."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blog.lists import numbered_page, page_links
from core.meta import Meta, absolute, naming
from core.searching import Hit, Results
from core.storable import storable
from search.engines import engine
from search.terms import LONGEST_QUERY

HITS_A_PAGE = 20
# Whoever has not found it among the first thousand asks again in other words.
MOST_PAGES = 50


class HitPaginator(Paginator[Hit]):
    """Numbers the pages of results of which only the wanted one was fetched."""

    def __init__(self, results: Results) -> None:
        super().__init__(results.hits, HITS_A_PAGE)
        self.count = min(results.total, MOST_PAGES * HITS_A_PAGE)

    def page(self, number: int | str) -> Page[Hit]:
        return Page(self.object_list, self.validate_number(number), self)


@storable
def results(request: HttpRequest) -> HttpResponse:
    """What answers `?q=`, in the language of the address."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    offset = (_page_number(request) - 1) * HITS_A_PAGE
    found = engine().search(query, get_language(), offset=offset, limit=HITS_A_PAGE)
    page = numbered_page(HitPaginator(found), request)
    title = _("Search: %(query)s") % {"query": query} if query else _("Search")
    context = {
        "query": query,
        "results": found.hits,
        "count": found.total,
        "page_obj": page,
        "pages": page_links(page, request),
        "meta": Meta(
            title=title,
            description=naming(hit.title for hit in found.hits) or title,
            canonical=absolute(request.path),
            robots="noindex",
        ),
    }
    return render(request, "search/results.html", context)


def _page_number(request: HttpRequest) -> int:
    """Checked before anything is asked: no database takes an offset of any size."""
    try:
        number = int(request.GET.get("page", 1))
    except ValueError as error:
        raise Http404 from error
    if not 1 <= number <= MOST_PAGES:
        raise Http404
    return number
