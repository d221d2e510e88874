"""What readers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# A long letter is some 5,000 characters; ten of them are a mistake or an attack.
LONGEST_MESSAGE = 50_000


def trapped() -> str:
    """Return what somebody reads whose browser, if it was no program, filled in the field that people never see."""
    return str(
        _(
            "A field that people do not see was filled in, so this looked like a program’s. We have emptied it, and all you typed is here: please send it again."
        )
    )


class ContactForm(forms.Form):
    """A message to the people behind the site. Single-line fields refuse line breaks, which could add headers."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Please give a name, so that we know how to address you.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("Only for our answer. It is never shown."),
        error_messages={
            "required": _("Please give an e-mail address, so that we can answer."),
            "invalid": _("This does not look like an e-mail address: something like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    subject = forms.CharField(
        label=_("Subject"),
        max_length=200,
        error_messages={"required": _("Please say in a few words what it is about.")},
    )
    message = forms.CharField(
        label=_("Message"),
        max_length=LONGEST_MESSAGE,
        error_messages={"required": _("Please write a message.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    # A field that people never see. Programs fill in every field they find.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_name(self) -> str:
        return self._one_line("name")

    def clean_subject(self) -> str:
        return self._one_line("subject")

    def message_or_none(self) -> dict[str, Any] | None:
        """Return what to store of a valid form, or None when a program filled it in."""
        data = dict(self.cleaned_data)
        return None if data.pop("website") else data

    def _one_line(self, field: str) -> str:
        value: str = self.cleaned_data[field]
        if len(value.splitlines()) > 1:
            raise forms.ValidationError(_("Please write this on one line."))
        return value
