"""Who may read a page: as its source said, unless somebody here has taken it back or locked it since."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, PageViewRestriction, Revision

from blog.models import EssayPage
from core.models import ContactPage, SimplePage
from transfer.models import Source
from transfer.neutral import Text
from transfer.own import Access
from transfer.writer.traces import trace_of

_TRACE = "access"


def access_of(text: Text) -> Access | None:
    """Return who could read a text where it comes from; None is everybody."""
    if text.own:
        return text.own.head.access
    return Access("password", text.password) if text.password else None


def restrict(page: Page, access: Access | None) -> dict[str, str]:
    """Let those read a page who could, and return the trace of that; its password is kept where that of every text is."""
    others = PageViewRestriction.objects.filter(page=page)
    for rule in others.exclude(restriction_type=access.kind) if access else others:
        rule.delete()
    if access is None:
        return {}
    rule, _created = PageViewRestriction.objects.update_or_create(
        page=page, restriction_type=access.kind, defaults={"password": access.password[:255]}
    )
    rule.groups.set(Group.objects.filter(name__in=access.groups))
    return {_TRACE: _trace_of_access(page.pk)}


def was_hidden_here(page_id: int, revision: int | None) -> bool:
    """Whether somebody has unpublished a page since an import wrote this revision, or changed who may read it.

    Neither makes a revision that would tell.
    """
    return _was_taken_back(page_id, revision) or _was_locked_or_opened(page_id)


def _was_taken_back(page_id: int, revision: int | None) -> bool:
    page = Page.objects.filter(pk=page_id, live=False).values_list("first_published_at", flat=True)
    hidden = list(page)
    if not hidden:
        return False
    columns = ("content__live", "content__first_published_at")
    written: Any = Revision.objects.filter(pk=revision).values_list(*columns).first()
    was_live, was_public_before = written or (False, None)
    return bool(was_live or (hidden[0] and not was_public_before))


def _was_locked_or_opened(page_id: int) -> bool:
    # By their types, since the index begins with them.
    kinds = ContentType.objects.get_for_models(EssayPage, SimplePage, ContactPage).values()
    rows = Source.objects.filter(content_type__in=kinds, object_id=page_id)
    set_by_imports = {traces.get(_TRACE, "") for traces in rows.values_list("traces", flat=True)}
    return _trace_of_access(page_id) not in set_by_imports


def _trace_of_access(page_id: int) -> str:
    """Nothing for what everybody may read."""
    rules = PageViewRestriction.objects.filter(page=page_id).prefetch_related("groups")
    told = sorted(
        [rule.restriction_type, rule.password, sorted(group.name for group in rule.groups.all())]
        for rule in rules
    )
    return trace_of(told) if told else ""
