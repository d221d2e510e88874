"""What people fill in about what they said."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OwnWordsForm(forms.Form):
    """How long words may be, and whether anything of them can be read, their kind knows."""

    words = forms.CharField(
        label=_("What you want to say"),
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": _("Please write something. To take your words away, withdraw them.")},
    )


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "required": _("Please give the address that you gave when you spoke."),
            "invalid": _("This does not look like an e-mail address: something like name@example.org."),
        },
    )
