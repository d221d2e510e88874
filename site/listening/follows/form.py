"""What a member fills in about the mail they want."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listening.models import EssayPace, MailWishes, Pace, Wanted


class WishesForm(forms.Form):
    """What mail a member wants where they choose nothing else; about essays only for who may write some."""

    wanted = forms.ChoiceField(
        label=_("When you say something, you hear of"),
        choices=[
            (Wanted.NOTHING, _("nothing")),
            (Wanted.REPLIES, _("replies to what you said")),
            (Wanted.THREAD, _("the whole conversation")),
        ],
        help_text=_("Chosen in the form from now on; you can choose otherwise there each time."),
    )
    pace = forms.ChoiceField(label=_("And you hear of it"), choices=Pace.choices)
    essays = forms.ChoiceField(label=_("New comments on your essays"), choices=EssayPace.choices)

    def __init__(self, data: Any, wishes: MailWishes, *, writes: bool) -> None:
        self.wishes = wishes
        now = {"wanted": wishes.wanted or Wanted.REPLIES, "pace": wishes.pace, "essays": wishes.essays}
        super().__init__(data, initial=now)
        if not writes:
            del self.fields["essays"]

    def chosen(self) -> MailWishes:
        """Return the wishes with what was chosen in a valid form, not stored yet."""
        for name, value in self.cleaned_data.items():
            setattr(self.wishes, name, value)
        return self.wishes
