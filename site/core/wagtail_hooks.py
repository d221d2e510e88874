"""What this app adds to Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.category_admin import CategoryViewSet
from core.mail_admin import ContactMessageViewSet, UndeliveredViewSet
from core.models import Category, Tag


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
