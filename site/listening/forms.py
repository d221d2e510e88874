"""What people fill in about what they said."""

from django import forms
from django.utils.translation import gettext_lazy as _

from listening.models.settled import LONGEST_REASON


class OwnWordsForm(forms.Form):
    """How long words may be, and whether anything of them can be read, their kind knows."""

    words = forms.CharField(
        label=_("What you want to say"),
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": _("Please write something. To take your words away, withdraw them.")},
    )


class NoAnswerForm(forms.Form):
    """Why a listener leaves a voice without an answer."""

    reason = forms.CharField(
        label=_("Why it needs no answer"),
        help_text=_("One sentence. Its author reads it, and it stands beside the words."),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Please say why: whoever spoke would wait without knowing.")},
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
