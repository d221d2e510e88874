"""What somebody fills in who objects to a comment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from listening.models import Report

LONGEST_OBJECTION = 2_000


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what comes closest.")},
    )
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST_OBJECTION,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only moderators read this."),
    )
