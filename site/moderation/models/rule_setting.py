from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from moderation.shipped_rules import SHIPPED_RULES


class RuleSettingQuerySet(models.QuerySet["RuleSetting"]):
    def in_order(self) -> list[tuple[str, int]]:
        """Return name and number of each rule that is on, in its order, as it is now. What has no row is as shipped."""
        rows = {row.name: row for row in self.all()}
        shipped = [
            (place, name, rule.number)
            for place, (name, rule) in enumerate(SHIPPED_RULES.items())
            if name not in rows
        ]
        stored = [(row.position, row.name, row.number) for row in rows.values() if row.is_on]
        return [(name, number) for _position, name, number in sorted([*shipped, *stored])]


class RuleSetting(models.Model):
    """Whether a rule is asked, after which others, and the number it knows."""

    name = models.CharField(max_length=40, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(
        _("place"), default=100, help_text=_("Rules are asked from the lowest number to the highest.")
    )
    is_on = models.BooleanField(_("is asked"), default=True)
    number = models.PositiveIntegerField(_("number"), default=0)

    objects = RuleSettingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        default_permissions = ("view", "change")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return str(SHIPPED_RULES[self.name].title) if self.name in SHIPPED_RULES else self.name

    @property
    def help(self) -> str:
        """What the rule does, and what its number means."""
        return str(SHIPPED_RULES[self.name].help) if self.name in SHIPPED_RULES else ""

    @property
    def shown_number(self) -> str:
        """The number with what it counts, nothing where the rule has none."""
        rule = SHIPPED_RULES.get(self.name)
        return f"{self.number} {rule.unit}" if rule and rule.unit else ""
