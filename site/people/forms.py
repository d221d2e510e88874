"""What people may change about themselves, and administrators about others."""

from django import forms
from wagtail.images.widgets import AdminImageChooser
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm

from people.models import User

PUBLIC_FIELDS = ["name", "headline", "bio", "links", "portrait"]
WIDGETS = {
    "groups": forms.CheckboxSelectMultiple,
    "bio": forms.Textarea(attrs={"rows": 5}),
    "links": forms.Textarea(attrs={"rows": 3}),
    "portrait": AdminImageChooser,
}


class ProfileForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = [*PUBLIC_FIELDS, "email"]
        widgets = WIDGETS


class UserCreationForm(WagtailUserCreationForm):
    first_name = None
    last_name = None

    class Meta(WagtailUserCreationForm.Meta):
        model = User
        fields = {"email", "handle", "is_superuser", "groups", *PUBLIC_FIELDS}
        widgets = WIDGETS


class UserEditForm(WagtailUserEditForm):
    first_name = None
    last_name = None

    class Meta(WagtailUserEditForm.Meta):
        model = User
        fields = {"email", "handle", "is_active", "is_superuser", "groups", *PUBLIC_FIELDS}
        widgets = WIDGETS
