"""Wagtail's user administration with the fields that a person has here."""

from django import forms
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from people.forms import UserCreationForm, UserEditForm
from people.models import User


class UserViewSet(WagtailUserViewSet):
    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[User]]:
        return UserEditForm if for_update else UserCreationForm
