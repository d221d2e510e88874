"""Panels of the essay's editor that are ours."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from wagtail.admin.panels import Panel

from blog.proofread import remarks


class RemarksPanel(Panel):
    """What to look at again, as the essay was last saved; nothing when there is nothing to say."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "blog/admin/remarks.html"

        @cached_property
        def remarks(self) -> list[str]:
            return remarks(self.instance) if self.instance.pk else []

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.remarks)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "remarks": self.remarks}
