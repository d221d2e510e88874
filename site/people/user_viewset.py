"""Wagtail's user administration with the fields that a person has here."""

from typing import ClassVar

from django import forms
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from people.models import User

OWN_FIELDS = {"name", "handle", "headline", "bio", "links", "portrait"}


class UserCreationForm(WagtailUserCreationForm):
    first_name = None
    last_name = None

    class Meta(WagtailUserCreationForm.Meta):
        model = User
        fields: ClassVar = {"email", "is_superuser", "groups"} | OWN_FIELDS
        widgets: ClassVar = {"groups": forms.CheckboxSelectMultiple, "bio": forms.Textarea(attrs={"rows": 5})}


class UserEditForm(WagtailUserEditForm):
    first_name = None
    last_name = None

    class Meta(WagtailUserEditForm.Meta):
        model = User
        fields: ClassVar = {"email", "is_active", "is_superuser", "groups"} | OWN_FIELDS
        widgets: ClassVar = UserCreationForm.Meta.widgets


class UserViewSet(WagtailUserViewSet):
    template_prefix = "people/users/"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[User]]:
        return UserEditForm if for_update else UserCreationForm
