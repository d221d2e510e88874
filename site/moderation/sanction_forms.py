"""What moderators fill in to suspend somebody, or to block where somebody writes from."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.mailboxes import domain_of, mailbox_of
from moderation.models import Block, Suspension
from moderation.permissions import may_block
from people.models import User

LONGEST_REASON = 1_000
# Days; the other two ask for a date, or for none.
LENGTHS = {"1": _("a day"), "7": _("a week"), "30": _("thirty days")}
UNTIL, FOR_GOOD = "until", "good"
# Whoever may not come back for longer than ten years is better told that it is for good.
LONGEST = timedelta(days=3652)
WORKS_HERE = _("Somebody who works here writes from there.")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please say why: others will ask.")},
    )


class SuspendForm(ReasonForm):
    length = forms.ChoiceField(
        label=_("For how long?"),
        choices=[
            *LENGTHS.items(),
            (UNTIL, _("until a date")),
            (FOR_GOOD, _("for good")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how long.")},
    )
    until = forms.DateField(
        label=_("The date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The whole day counts, in the time zone of the site."),
    )
    hide_past = forms.BooleanField(
        label=_("Hide what was said before"),
        required=False,
        help_text=_(
            "Each gets a decision of its own. They are shown again when the suspension ends; whoever lifts it before "
            "can leave them hidden."
        ),
    )

    field_order = ["length", "until", "reason", "hide_past"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].help_text = _("The member reads it.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("length") == UNTIL and "until" not in self.errors:
            today = timezone.localdate(timezone=timezone.get_default_timezone())
            if not given.get("until"):
                self.add_error("until", _("Please give the date."))
            elif given["until"] < today:
                self.add_error("until", _("This day is over."))
            elif given["until"] > today + LONGEST:
                self.add_error("until", _("This is more than ten years from now: rather choose “for good”."))
        return given

    def end(self) -> datetime | None:
        """Return when it ends, None for never."""
        length = self.cleaned_data["length"]
        if length == FOR_GOOD:
            return None
        if length != UNTIL:
            return timezone.now() + timedelta(days=int(length))
        after = self.cleaned_data["until"] + timedelta(days=1)
        # The member reads it in this zone, whichever the moderator works in.
        return timezone.make_aware(datetime.combine(after, time.min), timezone.get_default_timezone())


class LiftForm(forms.Form):
    show_again = forms.BooleanField(label=_("Show again what it hid"), required=False, initial=True)

    def __init__(self, suspension: Suspension, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not suspension.hides_past:
            del self.fields["show_again"]


class BlockAuthorForm(ReasonForm):
    """The address itself is shown to nobody; of each choice, how many members it is about."""

    kind = forms.ChoiceField(label=_("What?"), initial=Block.Kind.ADDRESS, widget=forms.RadioSelect)

    field_order = ["kind", "reason"]

    def __init__(self, email: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [
            (Block.Kind.ADDRESS, _("this address"), Block.of(Block.Kind.ADDRESS, email)),
            (Block.Kind.DOMAIN, _("everybody at its domain"), Block.of(Block.Kind.DOMAIN, email)),
        ]
        kind = cast("forms.ChoiceField", self.fields["kind"])
        kind.choices = [(value, f"{label} ({_members(made.members())})") for value, label, made in choices]


class BlockForm(ReasonForm):
    value = forms.CharField(
        label=_("Address or domain"),
        max_length=254,
        help_text=_("Such as name@example.org, or example.org for everybody there and below it."),
        error_messages={"required": _("Please give an address or a domain.")},
    )
    members_too = forms.BooleanField(
        label=_("Also where members write from"),
        required=False,
        help_text=_("They can log in and read, but nothing they say is taken."),
    )

    field_order = ["value", "reason", "members_too"]

    def __init__(self, by: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by

    @property
    def kind(self) -> str:
        """A domain may be typed with its @ before it."""
        typed = self.cleaned_data["value"]
        return Block.Kind.ADDRESS if typed.lstrip("@").find("@") > 0 else Block.Kind.DOMAIN

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("value"):
            return given
        made = Block.of(self.kind, given["value"])
        if not may_block(self.by, made):
            raise ValidationError(WORKS_HERE)
        if not given["members_too"] and (number := made.members()):
            asked = _("It covers %s. Tick this if it is meant for them as well.")
            self.add_error("members_too", asked % _members(number))
        return given

    def clean_value(self) -> str:
        typed: str = self.cleaned_data["value"].strip()
        try:
            if typed.lstrip("@").find("@") > 0:
                validate_email(mailbox_of(typed))
            else:
                DomainNameValidator()(domain_of(typed))
        except ValidationError as error:
            wrong = _(
                "This is neither an address nor a domain: something like name@example.org or example.org."
            )
            raise ValidationError(wrong) from error
        return typed


def _members(number: int) -> str:
    return ngettext("%d member", "%d members", number) % number
