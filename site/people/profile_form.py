"""What a member may say about themselves, and show of themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.names import own_name
from people.portraits import check_size, hang, square

# Some 300 words: a person's page is no essay.
LONGEST_BIO = 2000
MOST_LINKS = 5


class OwnProfileForm(forms.ModelForm[User]):
    picture = forms.FileField(
        label=_("Portrait"),
        required=False,
        help_text=_("A picture of you, up to 10 MB. Its middle is cut out as a square; where and when it was taken is left out."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
    )  # fmt: skip
    no_picture = forms.BooleanField(label=_("Show no portrait"), required=False)

    class Meta:
        model = User
        fields = ["name", "headline", "bio", "links"]
        widgets = {"links": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"name": {"required": _("Please say what readers should call you.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["bio"].validators.append(MaxLengthValidator(LONGEST_BIO))
        if self.instance.portrait_id is None:
            del self.fields["no_picture"]

    def clean_name(self) -> str:
        return own_name(self.cleaned_data["name"], self.instance)

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())

    def clean_links(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise forms.ValidationError(_("Five links are enough for readers to find you."))
        return "\n".join(lines)

    def clean_picture(self) -> ContentFile[bytes] | None:
        """Return the square that will be shown, so that a file that is no picture is refused beside its field."""
        file = self.cleaned_data["picture"]
        if not file:
            return None
        check_size(file)
        return square(file)

    def save(self, commit: bool = True) -> User:
        with transaction.atomic():
            self.instance.name_oneself()
            if self.cleaned_data["picture"] or self.cleaned_data.get("no_picture"):
                hang(self.instance, self.cleaned_data["picture"])
        return self.instance
