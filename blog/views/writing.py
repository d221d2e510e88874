"""One way in for who wants to write: it leads to an empty essay in the language they write in."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import PageQuerySet

from blog.desk import essays_of, write_places
from blog.models import EssayPage


@require_safe
def write(request: HttpRequest) -> HttpResponse:
    """Go to an empty essay. For whoever may add one somewhere."""
    places = write_places(request.user)
    if not places:
        raise PermissionDenied
    return redirect(places[0].url)


class OwnEssays(IndexView):
    """The essays that this person began or signs, to search and to sort."""

    any_permission_required = {"add"}
    page_title = _("Your essays")

    def get_base_queryset(self) -> PageQuerySet:
        own = essays_of(self.request.user).values("pk")
        return super().get_base_queryset().filter(pk__in=own)


class OwnEssaysViewSet(PageListingViewSet):
    name = "own_essays"
    url_prefix = "essays"
    model = EssayPage
    icon = "doc-full-inverse"
    index_view_class = OwnEssays
