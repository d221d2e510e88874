"""What people may change about themselves at the desk, and administrators about others."""

from typing import Any

from allauth.account.internal.flows.manage_email import sync_user_email_address
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm
from wagtail.users.forms import UserForm as WagtailUserForm

from people.invitations import invite
from people.models import User
from people.names import own_name

PUBLIC_FIELDS = ["name", "headline", "bio", "links", "portrait"]
WIDGETS = {
    "groups": forms.CheckboxSelectMultiple,
    "bio": forms.Textarea(attrs={"rows": 5}),
    "links": forms.Textarea(attrs={"rows": 3}),
    "portrait": AdminImageChooser,
}


class ProfileForm(forms.ModelForm[User]):
    """Without the e-mail: that is changed where the new one is proved."""

    class Meta:
        model = User
        fields = PUBLIC_FIELDS
        widgets = WIDGETS

    def clean_name(self) -> str:
        return own_name(self.cleaned_data["name"], self.instance)


class InvitingForm(WagtailUserForm):
    """Part of both forms of an administrator: a link by mail instead of a password that two people know."""

    first_name = None
    last_name = None
    invite = forms.BooleanField(
        label=_("Mail an invitation"),
        required=False,
        help_text=_("They get a link, set a password of their own, and are in."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("invite") and not data.get("email"):
            self.add_error("email", _("An invitation needs an address to go to."))
        return data

    def save(self, commit: bool = True) -> User:
        """Store the person; a new address has to be proved, and the old one opens nothing any more."""
        with transaction.atomic():
            user: User = super().save(commit)
            user.emailaddress_set.exclude(email=user.email).delete()
            sync_user_email_address(user)
            if self.cleaned_data["invite"]:
                invite(user)
        return user


class UserCreationForm(InvitingForm, WagtailUserCreationForm):
    class Meta(WagtailUserCreationForm.Meta):
        model = User
        fields = {"email", "handle", "is_superuser", "groups", *PUBLIC_FIELDS}
        widgets = WIDGETS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invite"].initial = True


class UserEditForm(InvitingForm, WagtailUserEditForm):
    class Meta(WagtailUserEditForm.Meta):
        model = User
        fields = {"email", "handle", "is_active", "is_superuser", "groups", *PUBLIC_FIELDS}
        widgets = WIDGETS
