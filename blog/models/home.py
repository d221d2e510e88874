from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PagePermissionTester

from blog.chrome import Chrome
from blog.front import front_page
from blog.heads import home_meta
from blog.lists import all_essays
from blog.permissions import IndexPermissionTester
from core.meta import naming
from core.models import BasePage


class HomePage(BasePage):
    """The front page of one language. The start of the site plants one for each."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["core.SimplePage", "core.ContactPage", "blog.EssayIndexPage"]
    max_count_per_parent = 1
    template = "blog/home_page.html"

    class Meta:
        verbose_name = _("home")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            **front_page(self, request),
            "meta": home_meta(context["meta"], Chrome(request).tagline),
        }

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return False


class EssayIndexPage(BasePage):
    """Where a language's essays live; its list is the shelf of all."""

    parent_page_types = ["blog.HomePage"]
    subpage_types = ["blog.EssayPage"]
    template = "blog/list.html"

    class Meta:
        verbose_name = _("essays")

    def clean(self) -> None:
        """The slug is fixed: addresses of essays stand in other people's pages."""
        self.slug = "essays"
        Page.clean(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = {**super().get_context(request, *args, **kwargs), **all_essays(self, request)}
        context["meta"].description = self.described or naming(entry.title for entry in context["entries"])
        return context

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return IndexPermissionTester(user, self)

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return False
