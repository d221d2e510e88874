"""What this app adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from moderation import admin_views
from moderation.permissions import is_moderator


class ModeratorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_moderator(request.user)


@hooks.register("register_admin_urls")
def voices_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("", admin_views.index, name="index"),
        path("<int:pk>/", admin_views.voice, name="voice"),
        re_path(r"^(?P<pk>\d{1,18})/(?P<deed>approve|hide|spam|undo)/$", admin_views.act, name="act"),
    ]
    return [path("voices/", include((patterns, "voices")))]


@hooks.register("register_admin_menu_item")
def voices_item() -> MenuItem:
    return ModeratorsMenuItem(
        _("Voices"), reverse("voices:index"), name="voices", icon_name="comment", order=30
    )


@hooks.register("register_log_actions")
def decisions_in_the_log(actions: Any) -> None:
    actions.register_action("listening.decide", _("Decide about a voice"), _("Decided about a voice"))
