from __future__ import annotations

from collections.abc import Mapping
from http import HTTPMethod
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from core import meta
from core.blocks import BodyBlock
from core.body_pictures import fetch_sizes
from core.reserved import is_reserved
from core.sections import sections
from core.storable import mark_storable
from core.words import opening_of, unspaced_words

# Depth of a page right under a language's home: root, home, page.
FIRST_LEVEL_DEPTH = 3


class BasePage(Page):
    """What every page here has: its own canonical address, reserved names kept free, storable answers."""

    canonical_url = models.URLField(
        _("canonical address"),
        blank=True,
        help_text=_("Only when this text first appeared elsewhere: search engines then credit that place."),
    )

    # A page answers no form unless its type says so.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("canonical_url"),
            ],
            _("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], _("For menus")),
    ]

    search_fields = [*Page.search_fields, index.SearchField("unspaced_words")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if is_reserved(self.slug, first_level=self.depth == FIRST_LEVEL_DEPTH):
            raise ValidationError(
                {"slug": _("This word is part of the site's own addresses. Choose another.")}
            )

    def get_view_restrictions(self) -> Any:
        """As Wagtail's, but one query and not two where nothing is restricted, which is nearly always."""
        steps = range(self.steplen, len(self.path) + 1, self.steplen)
        line = Page.objects.filter(path__in=[self.path[:step] for step in steps])
        either = Q(alias_of__isnull=False) | Q(view_restrictions__isnull=False)
        none = PageViewRestriction.objects.none()
        return super().get_view_restrictions() if line.filter(either).exists() else none

    def unspaced_words(self) -> str:
        """The text of a Chinese or Japanese page in words that a database's index can tell apart, else nothing."""
        fields = [
            field for field in self.get_searchable_search_fields() if field.field_name != "unspaced_words"
        ]
        return unspaced_words(field.get_value(self) for field in fields)

    @property
    def described(self) -> str:
        """What search engines and links that are passed on say of the page."""
        return self.search_description

    def get_meta(self, request: HttpRequest) -> meta.Meta:
        """What the page's head says of it."""
        return meta.page_meta(self, request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "meta": self.get_meta(request)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return mark_storable(super().serve(request, *args, **kwargs))


class PageAsked(NamedTuple):
    """A page, and what its address asks for besides."""

    page: Page
    query: Mapping[str, str]


class SimplePage(BasePage):
    """A page of words: about, guidelines, privacy."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    parent_page_types = ["blog.HomePage", "core.SimplePage"]
    subpage_types = ["core.SimplePage"]
    template = "core/simple_page.html"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    @property
    def described(self) -> str:
        return self.search_description or opening_of(self.body)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        fetch_sizes(self.body)
        context = super().get_context(request, *args, **kwargs)
        # Of all the kinds of page, these alone are asked what other apps have to add.
        asked = PageAsked(self, request.GET)
        return {**context, "below": sections.build("page", asked) if type(self) is SimplePage else []}
