"""Who may do what with essays. Wagtail's own rights know owners only; co-authors own nothing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from wagtail.models import PagePermissionTester

if TYPE_CHECKING:
    from blog.models import EssayPage


class EssayPermissionTester(PagePermissionTester):
    """An author writes, schedules, publishes and unpublishes what they own or co-author."""

    @cached_property
    def is_own(self) -> bool:
        """Whether this user is an author here and the essay is theirs."""
        if not self.user.is_active or self.user.is_superuser or "add" not in self.permissions:
            return False
        essay = cast("EssayPage", self.page)
        return essay.owner_id == self.user.pk or essay.is_by(self.user.pk)

    def can_edit(self) -> bool:
        return bool(super().can_edit()) or self.is_own

    def can_publish(self) -> bool:
        return bool(super().can_publish()) or self.is_own

    def can_unpublish(self) -> bool:
        return bool(super().can_unpublish()) or (self.is_own and self.page.live and not self.page_locked())


class IndexPermissionTester(PagePermissionTester):
    """Whoever may add an essay may publish it in one go."""

    def can_publish_subpage(self) -> bool:
        if super().can_publish_subpage():
            return True
        return bool(self.user.is_active) and "add" in self.permissions
