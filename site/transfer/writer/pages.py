"""Pages with the dates of their source: Wagtail's own publishing would write today's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from transfer.neutral import Text
from transfer.writer.places import Spot


def store_new(page: Any, above: Spot, text: Text) -> None:
    """Store a page as the last child of the one above."""
    page.locale = Locale.objects.get(language_code=above.language)
    set_state(page, text)
    Page.objects.get(pk=above.page_id).add_child(instance=page)


def store_again(page: Any, text: Text) -> None:
    """Store a page whose source has changed."""
    set_state(page, text)
    page.save(clean=False)


def set_state(page: Any, text: Text) -> None:
    """Make a page public, scheduled or a draft, since when its source says."""
    page.live = text.status == "public"
    page.has_unpublished_changes = not page.live
    page.go_live_at = text.published_at if text.status == "scheduled" else None
    page.first_published_at = _public_since(text)
    page.last_published_at = (text.modified_at or _public_since(text)) if page.live else None
    if text.own:
        page.go_live_at, page.expire_at = text.own.goes_live, text.own.expires
        page.first_published_at, page.last_published_at = text.own.first_public, text.own.last_public


def _public_since(text: Text) -> datetime | None:
    return (text.published_at or timezone.now()) if text.status == "public" else None


def revise(page: Any, text: Text) -> int:
    """Keep what is stored as the page's revision; returns its id."""
    revision = revision_of(page, text, page.serializable_data())
    revision.save()
    Page.objects.filter(pk=page.pk).update(
        latest_revision=revision,
        latest_revision_created_at=revision.created_at,
        live_revision=revision if page.live else None,
    )
    return revision.pk


def revision_of(page: Any, text: Text, content: dict[str, Any]) -> Revision:
    """Return a revision with this content that is dated as its source, not yet stored."""
    kinds = ContentType.objects
    written = text.modified_at or text.published_at or timezone.now()
    return Revision(
        content_type=kinds.get_for_model(page, for_concrete_model=False),
        base_content_type=kinds.get_for_model(Page),
        object_id=str(page.pk),
        object_str=str(page),
        # A draft can say that it was written tomorrow, and a later edit would then count as older.
        created_at=min(written, timezone.now()),
        content=content,
        approved_go_live_at=page.go_live_at if text.status == "scheduled" else None,
    )
