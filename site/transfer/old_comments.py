"""Old permalinks of comments: the browser carries `#comment-12` along, and a script asks here what stands there now."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.models import SimplePage
from core.sections import Section
from discussion.views.standing import place_named
from listening.models import Voice
from transfer.models import Source
from transfer.own_site_wide import COPIED


@require_safe
def old_comment(request: HttpRequest, kind: str, pk: int, number: int) -> HttpResponse:
    """Lead from the number that a comment had on the old blog to its permalink."""
    place = place_named(kind, pk).place
    said = Voice.objects.at(place).public().values("pk")
    voices = ContentType.objects.get_for_model(Voice)
    rows = Source.objects.filter(content_type=voices, object_id__in=said, kind="comments", item=str(number))
    # Sites like this one have other links to comments: by their own numbers nobody asks here.
    rows = rows.exclude(blog__startswith=COPIED)
    found = rows.values_list("object_id", flat=True).order_by("object_id").first()
    if found is None:
        raise Http404
    return redirect("discussion:comment", pk=found)


def old_comments_of_essay(essay: Any, user: Any) -> Section | None:
    """Where the script asks; nowhere in the preview of an essay that is not stored yet."""
    return _asking("essaypage", essay.pk)


def old_comments_of_page(asked: Any, user: Any) -> Section | None:
    return _asking(SimplePage._meta.model_name or "", asked.page.pk)


def _asking(kind: str, pk: int | None) -> Section | None:
    if pk is None:
        return None
    # A zero holds the place of the number.
    address = reverse("transfer:old-comment", args=[kind, pk, 0])
    return Section("transfer/old_comments.html", {"address": address.removesuffix("0/")})
