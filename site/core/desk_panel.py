"""The admin's home: what the apps registered for the place «desk», above Wagtail's own panels."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry


class DeskPanel(Component):
    """The sections of the desk for whoever looks at it."""

    name = "desk"
    template_name = "core/admin/desk.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"user": parent_context["request"].user if parent_context else None}


def looks_after_pages(user: Any) -> bool:
    """Whether this person publishes pages, not only their own. (Who adds pages may «change» some: their own.)"""
    return bool(policy_registry.get_by_type(Page).user_has_permission(user, "publish"))
