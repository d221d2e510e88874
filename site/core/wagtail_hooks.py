"""What this app adds to Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.category_admin import CategoryViewSet
from core.desk_panel import DeskPanel, looks_after_pages
from core.mail_admin import ContactMessageViewSet, UndeliveredViewSet
from core.models import Category, Tag
from core.templatetags.bundles import stylesheets


class TagViewSet(SnippetViewSet):  # type: ignore[misc]
    model = Tag
    icon = "tag"
    menu_label = gettext_lazy("Tags")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["name", "slug"]
    search_fields = ["name"]


register_snippet(CategoryViewSet)
register_snippet(TagViewSet)


@hooks.register("register_snippet_listing_buttons")
def merge_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """«Merge» beside each category, for whoever may delete categories."""
    if isinstance(snippet, Category) and user.has_perm("core.delete_category"):
        url = reverse(CategoryViewSet().get_url_name("merge"), args=[snippet.pk])
        yield Button(_("Merge"), url=url, icon_name="resubmit", priority=40)


@hooks.register("register_admin_viewset")
def mail_viewsets() -> list[Any]:
    return [ContactMessageViewSet(), UndeliveredViewSet()]


@hooks.register("insert_global_admin_css")
def admin_colours() -> SafeString:
    """The site's colours and type over Wagtail's own."""
    return stylesheets("admin")


@hooks.register("construct_homepage_panels")
def desk_first(request: HttpRequest, panels: list[Any]) -> None:
    """The desk stands first; what one edited last is on it already, unless it was somebody else's."""
    if not looks_after_pages(request.user):
        panels[:] = [panel for panel in panels if not isinstance(panel, RecentEditsPanel)]
    panels.append(DeskPanel())


# Last, after every app has added its own.
@hooks.register("construct_homepage_summary_items", order=1000)
def no_figures_for_writers(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and pictures a site has matters to who looks after it."""
    if not looks_after_pages(request.user):
        items.clear()


@hooks.register("construct_help_menu")
def no_news_of_wagtail(request: HttpRequest, items: list[Any]) -> None:
    """News for who programs with Wagtail would only put a count on a writer's menu."""
    items[:] = [item for item in items if not item.name.startswith("whats-new-in-wagtail")]
