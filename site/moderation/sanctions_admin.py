"""The addresses of suspensions and blocks in the admin, and their names in its log."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from moderation.views import sanctions

app_name = "sanctions"

urlpatterns = [
    path("", sanctions.index, name="index"),
    path("reports/<int:pk>/dismiss/", sanctions.dismiss, name="dismiss"),
    path("suspend/<int:pk>/", sanctions.suspend, name="suspend"),
    path("suspensions/<int:pk>/lift/", sanctions.lift, name="lift"),
    path("suspensions/<int:pk>/show-again/", sanctions.show_again, name="show-again"),
    path("block/", sanctions.block, name="block"),
    path("block/author/<int:pk>/", sanctions.block_author, name="block-author"),
    path("blocks/<int:pk>/unblock/", sanctions.unblock, name="unblock"),
]


def in_the_log(actions: Any) -> None:
    actions.register_action("moderation.suspend", _("Suspend a member"), _("Suspended a member"))
    actions.register_action("moderation.lift", _("Lift a suspension"), _("Lifted a suspension"))
    actions.register_action("moderation.show_again", _("Show voices again"), _("Showed voices again"))
    actions.register_action(
        "moderation.dismiss_reports", _("Leave what was reported"), _("Left what was reported")
    )
    actions.register_action("moderation.block", _("Block"), _("Blocked an address or domain"))
    actions.register_action("moderation.unblock", _("Unblock"), _("Unblocked an address or domain"))
