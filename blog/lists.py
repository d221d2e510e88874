"""Lists of essays: one page of a shelf, its pagination and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property

from blog.entries import entries, essay_ids, shelf
from blog.models.shelf import Shelf

if TYPE_CHECKING:
    from blog.models import EssayIndexPage

ESSAYS_A_PAGE = 20
# Page numbers shown on either side of the present one.
NEIGHBOURS = 2


class ShelfPaginator(Paginator[int]):
    """Numbers the pages of a shelf by its kept size: a count of 100,000 rows is never taken."""

    def __init__(self, on: Shelf) -> None:
        super().__init__(essay_ids(on), ESSAYS_A_PAGE)
        self.size = on.size

    @cached_property
    def count(self) -> int:
        return self.size


def list_context(on: Shelf, request: HttpRequest) -> dict[str, Any]:
    """Return one page of a list: entries, page_obj, pages. Raises Http404 for a page that is not there."""
    page = numbered_page(ShelfPaginator(on), request)
    return {"entries": entries(page.object_list), "page_obj": page, "pages": page_links(page, request)}


def all_essays(index: EssayIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Return the list of every essay in the index page's language."""
    on = shelf(Shelf.Kind.ALL, language=index.locale.language_code)
    return {"heading": index.title, **list_context(on, request)}


def numbered_page(paginator: Paginator[Any], request: HttpRequest) -> Page[Any]:
    """Return the page that `?page=` asks for. Raises Http404 when there is none."""
    try:
        return paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error


def page_links(page: Page[Any], request: HttpRequest) -> list[tuple[int | None, str, bool]]:
    """Return (number, address, whether it is this one); a None number is a gap. Nothing for a single page."""
    if page.paginator.num_pages < 2:
        return []
    query = request.GET.copy()
    links: list[tuple[int | None, str, bool]] = []
    for number in _shown_numbers(page.number, page.paginator.page_range):
        if number:
            query["page"] = str(number)
        links.append((number, f"{request.path}?{query.urlencode()}" if number else "", number == page.number))
    return links


def _shown_numbers(current: int, numbers: Sequence[int]) -> Iterator[int | None]:
    last = numbers[-1]
    near = {number for number in range(current - NEIGHBOURS, current + NEIGHBOURS + 1) if 1 <= number <= last}
    before = 0
    for number in sorted(near | {1, last}):
        if number > before + 1:
            yield None
        yield number
        before = number
