"""What this app adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from blog.desk import may_write
from blog.models import EssayPage
from blog.proofread import remarks
from blog.reports import EssayReport
from blog.views.writing import OwnEssaysViewSet, write
from core.desk_panel import looks_after_pages


class WritersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_write(request.user)


class EditorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return looks_after_pages(request.user)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [
        path("write/", write, name="write_essay"),
        path("reports/essays/", EssayReport.as_view(), name="essay_report"),
        path("reports/essays/results/", EssayReport.as_view(results_only=True), name="essay_report_results"),
    ]


@hooks.register("register_admin_viewset")
def own_essays() -> Any:
    return OwnEssaysViewSet()


@hooks.register("register_admin_menu_item")
def write_item() -> MenuItem:
    return WritersMenuItem(
        _("Write an essay"), reverse("write_essay"), name="write", icon_name="edit", order=10
    )


@hooks.register("register_admin_menu_item")
def own_essays_item() -> MenuItem:
    return WritersMenuItem(
        _("Your essays"), reverse("own_essays:index"), name="own-essays", icon_name="doc-full", order=20
    )


@hooks.register("register_reports_menu_item")
def essay_report_item() -> MenuItem:
    return EditorsMenuItem(
        _("Essays"), reverse("essay_report"), name="essays", icon_name="doc-full", order=100
    )


@hooks.register("construct_reports_menu")
def no_reports_on_others(request: HttpRequest, items: list[MenuItem]) -> None:
    """Reports are for who looks after pages; to an author they would show their own rows among empty ones."""
    if not looks_after_pages(request.user):
        items.clear()


@hooks.register("after_publish_page")
def say_what_to_look_at(request: HttpRequest, page: Any) -> None:
    """After publishing or scheduling: what the author may want to look at again."""
    found = remarks(page) if isinstance(page, EssayPage) else []
    if found:
        said = gettext("Worth another look when you have a moment:")
        listed = format_html_join("", "<li>{}</li>", ((remark,) for remark in found))
        messages.warning(request, format_html("{}<ul>{}</ul>", said, listed))
