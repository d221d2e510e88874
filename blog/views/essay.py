"""The short way to an essay: Wagtail's own way walks the tree with two queries a level."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail import views
from wagtail.url_routing import RouteResult

from blog.models import EssayPage


def essay(request: HttpRequest, slug: str) -> HttpResponse:
    """An essay of the address' language. Restrictions, hooks, methods and 404 stay with Wagtail's `serve`."""
    # By the slug alone, which an index finds: asked for the language too, SQLite walks all essays of that language.
    twins = EssayPage.objects.live().select_related("locale", "hero_image", "card").filter(slug=slug)
    found = next((essay for essay in twins if essay.locale.language_code == get_language()), None)
    if found:
        # Wagtail's cache of a request's route, filled before it looks.
        request._wagtail_route_for_request = RouteResult(found)  # type: ignore[attr-defined]
    return views.serve(request, f"essays/{slug}/")
