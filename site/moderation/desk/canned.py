"""Where moderators write the replies that they give often."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.viewsets.model import ModelViewSet

from moderation.models import CannedReply


class CannedReplyViewSet(ModelViewSet):  # type: ignore[misc]
    model = CannedReply
    name = "canned-replies"
    icon = "openquote"
    menu_label = _("Canned replies")
    menu_order = 5
    copy_view_enabled = False
    list_display = ["title", "position"]
    search_fields = ["title", "texts__text"]
    search_backend_name = None
    panels = [
        FieldPanel("title"),
        FieldPanel("position"),
        InlinePanel("texts", label=_("Words in a language"), min_num=1),
    ]
