"""What this app adds to Wagtail's admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from transfer.admin import views
from transfer.upload_work import ENDED, STARTED


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(views.RIGHT)


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    return [
        path("imports/", views.import_list, name="import_list"),
        path("imports/new/", views.new_import, name="new_import"),
        path("imports/<int:pk>/", views.import_detail, name="import_detail"),
        path("imports/<int:pk>/progress/", views.import_progress, name="import_progress"),
        path("imports/<int:pk>/start/", views.start_import, name="start_import"),
        path("imports/<int:pk>/drop/", views.drop_import, name="drop_import"),
        path("imports/<int:pk>/<slug:part>/", views.import_part, name="import_part"),
    ]


@hooks.register("register_settings_menu_item")
def import_item() -> MenuItem:
    return ImportMenuItem(
        _("Bring a blog in"), reverse("import_list"), name="imports", icon_name="download", order=900
    )


@hooks.register("register_permissions")
def import_permission() -> QuerySet[Permission]:
    """An administrator may give the right to a group."""
    return Permission.objects.filter(content_type__app_label="transfer", codename="add_upload")


@hooks.register("register_log_actions")
def import_actions(actions: Any) -> None:
    actions.register_action(STARTED, _("Bring a blog in"), _("Began to bring a blog in"))
    actions.register_action(ENDED, _("Brought a blog in"), _("Ended bringing a blog in"))
