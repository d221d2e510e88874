"""Categories in the admin: a tree to add to, rename, move and merge in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from core.models import Category


class TreeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Offers categories, each set in by its depth in the tree."""

    def label_from_instance(self, obj: Category) -> str:
        return obj.indented_name()


class MergeForm(forms.Form):
    """Asks which category takes over; a category cannot go into itself or below itself."""

    target = TreeField(queryset=Category.objects.none(), label=gettext_lazy("Merge into"))

    def __init__(self, *args: Any, source: Category, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Category.objects.exclude(pk__in=Category.objects.under(source.path).values("pk"))
        self.fields["target"].queryset = others  # type: ignore[attr-defined]


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the category that takes over, then merge. For whoever may delete categories."""
    if not request.user.has_perm("core.delete_category"):
        raise PermissionDenied
    source = get_object_or_404(Category, pk=pk)
    form = MergeForm(request.POST or None, source=source)
    if request.method == "POST" and form.is_valid():
        target: Category = form.cleaned_data["target"]
        try:
            source.merge_into(target)
        except ValidationError as error:
            form.add_error("target", error)
        else:
            said = _("“%(source)s” is now part of “%(target)s”.") % {"source": source, "target": target}
            messages.success(request, said)
            return redirect(reverse(CategoryViewSet().get_url_name("list")))
    context = {"form": form, "source": source, "page_title": _("Merge “%(name)s”") % {"name": source}}
    return TemplateResponse(request, "core/admin/merge_category.html", context)


class CategoryViewSet(SnippetViewSet):  # type: ignore[misc]
    model = Category
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Categories")
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["indented_name", Column("path", label=gettext_lazy("Address"))]
    ordering = ["path"]
    list_per_page = 500
    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("parent"), FieldPanel("slug"), FieldPanel("position")],
            gettext_lazy("Place"),
        ),
        FieldPanel("description"),
        InlinePanel("names", heading=gettext_lazy("Names in other languages")),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", merge, name="merge")]
