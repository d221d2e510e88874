"""What administrators set in the CMS: the rules with their order and numbers, lists of words, closed hours, reasons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from core.mail_admin import NeverWritten
from moderation import codes
from moderation.desk.canned import CannedReplyViewSet
from moderation.models import ClosedHours, Reason, RuleSetting, WordEntry
from moderation.models.said_before import KEPT
from moderation.shipped_reasons import SHIPPED
from moderation.shipped_rules import SHIPPED_RULES

# Each is a rule that stands in the code: it is switched off, not deleted.
register_permission_policy(RuleSetting, NeverWritten(RuleSetting, {"view", "change"}))

EVERY_LANGUAGE = ("", gettext_lazy("all languages"))


class RuleForm(WagtailAdminModelForm):  # type: ignore[misc]
    """Says what the rule does, and what its number counts; a rule that has none does not ask for one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = SHIPPED_RULES.get(self.instance.name)
        self.fields["is_on"].help_text = self.instance.help
        if rule and rule.unit:
            self.fields["number"].help_text = rule.unit
        else:
            del self.fields["number"]

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        if self.instance.name == codes.REPEATED and number > KEPT.days:
            raise forms.ValidationError(_("What was said is remembered for %d days.") % KEPT.days)
        return number


class ReasonForm(WagtailAdminModelForm):  # type: ignore[misc]
    """Shows the sentence that came with the site, which own words take the place of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shipped = SHIPPED.get(self.instance.code)
        if shipped:
            said = {"title": shipped.title, "sentence": shipped.sentence}
            self.fields["title"].help_text = (
                _("Left empty: %(title)s. The author reads: “%(sentence)s”") % said
            )


class RuleSettingViewSet(ModelViewSet):  # type: ignore[misc]
    model = RuleSetting
    name = "moderation-rules"
    icon = "sliders"
    menu_label = gettext_lazy("Rules")
    menu_order = 10
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("position", label=gettext_lazy("Place")),
        BooleanColumn("is_on", label=gettext_lazy("Is asked")),
        Column("shown_number", label=gettext_lazy("Number")),
    ]
    sort_order_field = "position"
    edit_handler = ObjectList(
        [FieldPanel("is_on"), FieldPanel("number"), FieldPanel("position")], base_form_class=RuleForm
    )


class WordEntryViewSet(ModelViewSet):  # type: ignore[misc]
    model = WordEntry
    name = "moderation-words"
    icon = "list-ul"
    menu_label = gettext_lazy("Words")
    menu_order = 20
    copy_view_enabled = False
    list_display = ["words", Column("get_verdict_display", label=gettext_lazy("Then")), "language"]
    list_filter = ["verdict", "language"]
    search_fields = ["words"]
    search_backend_name = None
    panels = [
        FieldPanel("words"),
        FieldPanel("verdict"),
        FieldPanel("language", widget=forms.Select(choices=[EVERY_LANGUAGE, *settings.LANGUAGES])),
    ]


class ClosedHoursViewSet(ModelViewSet):  # type: ignore[misc]
    model = ClosedHours
    name = "moderation-hours"
    icon = "time"
    menu_label = gettext_lazy("Closed hours")
    menu_order = 30
    copy_view_enabled = False
    list_display = ["__str__"]
    panels = [FieldPanel("days"), FieldPanel("begins"), FieldPanel("ends"), FieldPanel("time_zone")]


class ReasonViewSet(ModelViewSet):  # type: ignore[misc]
    model = Reason
    name = "moderation-reasons"
    icon = "help"
    menu_label = gettext_lazy("Reasons")
    menu_order = 40
    copy_view_enabled = False
    list_display = [
        "__str__",
        "code",
        Column("get_state_display", label=gettext_lazy("For")),
        Column("position", label=gettext_lazy("Place")),
    ]
    list_per_page = 100
    sort_order_field = "position"
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("code"),
            FieldPanel("state"),
            FieldPanel("position"),
            FieldPanel("retired_at"),
            InlinePanel(
                "words",
                heading=gettext_lazy("What the author is told"),
                label=gettext_lazy("Words in a language"),
                help_text=gettext_lazy("In other languages the author reads what came with the site."),
                panels=[
                    FieldPanel("language", widget=forms.Select(choices=settings.LANGUAGES)),
                    FieldPanel("sentence"),
                ],
            ),
        ],
        base_form_class=ReasonForm,
    )


class ModerationGroup(ModelViewSetGroup):  # type: ignore[misc]
    """Everybody sees of it what they may change: administrators, unless a group was given more."""

    items = (CannedReplyViewSet, RuleSettingViewSet, WordEntryViewSet, ClosedHoursViewSet, ReasonViewSet)
    menu_label = gettext_lazy("Moderation")
    menu_icon = "sliders"
    menu_order = 32
    add_to_admin_menu = True
