"""What this app adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.menu import MenuItem

from listening.models import Voice
from moderation import sanctions_admin
from moderation.desk import acting, in_the_log, no_answer, page
from moderation.desk.listing import VoiceIndex
from moderation.permissions import is_moderator
from moderation.rules_admin import ModerationGroup


class ModeratorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_moderator(request.user)


@hooks.register("register_admin_urls")
def voices_urls() -> list[URLPattern | URLResolver]:
    one = r"^(?P<pk>\d{1,18})/"
    patterns = [
        path("", VoiceIndex.as_view(), name="index"),
        path("results/", VoiceIndex.as_view(results_only=True), name="results"),
        path("bulk/", acting.bulk, name="bulk"),
        re_path(rf"{one}$", page.voice, name="voice"),
        re_path(rf"{one}(?P<deed>approve|hide|spam|undo)/$", acting.act, name="act"),
        re_path(rf"{one}claim/$", acting.claim, name="claim"),
        re_path(rf"{one}release/$", acting.release, name="release"),
        re_path(rf"{one}reply/$", acting.reply, name="reply"),
        re_path(rf"{one}no-answer/$", no_answer.ask, name="no-answer"),
    ]
    return [path("voices/", include((patterns, "voices")))]


@hooks.register("register_admin_urls")
def sanctions_urls() -> list[URLPattern | URLResolver]:
    return [path("voices/sanctions/", include("moderation.sanctions_admin"))]


@hooks.register("register_admin_menu_item")
def voices_item() -> MenuItem:
    return ModeratorsMenuItem(
        _("Voices"), reverse("voices:index"), name="voices", icon_name="comment", order=30
    )


@hooks.register("register_admin_menu_item")
def sanctions_item() -> MenuItem:
    return ModeratorsMenuItem(
        _("Suspended, blocked"), reverse("sanctions:index"), name="sanctions", icon_name="lock", order=32
    )


@hooks.register("register_log_actions")
def decisions_in_the_log(actions: Any) -> None:
    in_the_log.register(actions)
    sanctions_admin.in_the_log(actions)


@hooks.register("register_admin_viewset")
def rules_and_reasons() -> ModerationGroup:
    return ModerationGroup()


register_admin_url_finder(Voice, in_the_log.VoiceURLFinder)
