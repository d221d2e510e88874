"""What people fill in to come in: allauth's forms with this site's words, asking nobody who has an account."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as theirs
from allauth.account.internal.userkit import filter_users_by_email
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from people.adapter import keep_password
from people.models import User

CODE_HINT = _("Eight letters. Capitals and the dash do not matter.")
PASSWORD_HINT = _("At least eight characters, not only digits, and none that everybody tries first.")
ADDRESS_ERRORS = {
    "required": _("Please give your e-mail address."),
    "invalid": _("This does not look like an e-mail address: something like name@example.org."),
}


def reword(form: forms.BaseForm, **words: tuple[Any, Any]) -> None:
    """Give fields their label and hint, and drop what would vanish as soon as somebody types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    for name, (label, hint) in words.items():
        if name in form.fields:
            form.fields[name].label, form.fields[name].help_text = label, hint
    for name in {"email", "login"} & form.fields.keys():
        form.fields[name].error_messages.update(ADDRESS_ERRORS)


class LoginForm(theirs.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, login=(_("E-mail"), ""), password=(_("Password"), ""))


class SignupForm(theirs.SignupForm):
    """An address, and a password for whoever wants one. The answer is the same whoever has the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = _("Leave it empty to get a code by mail each time you log in. %(rules)s") % {
            "rules": PASSWORD_HINT
        }
        reword(
            self, email=(_("E-mail"), _("Never shown, never passed on.")), password1=(_("Password"), wanted)
        )

    def validate_unique_email(self, value: str) -> str:
        """Note whether somebody has this address for good. Whoever may still be claimed is as good as nobody."""
        holders = filter_users_by_email(value)
        self.account_already_exists = any(not user.claimable for user in holders)
        return value

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Hash the password in any case: the time it takes must not tell known addresses from unknown ones."""
        chosen = self.cleaned_data.get("password1")
        self.encoded = make_password(chosen) if chosen else ""
        if self.account_already_exists:
            keep_password(request, None, "")
        with transaction.atomic():
            return super().try_save(request)

    def save(self, request: HttpRequest) -> User:
        """Return whoever the address will be once it is proved."""
        user = User.objects.sign_up(self.cleaned_data["email"])
        keep_password(request, user, self.encoded)
        return user


class RequestLoginCodeForm(theirs.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email=(_("E-mail"), _("We send a code there. It holds for a quarter of an hour.")))


class ConfirmLoginCodeForm(theirs.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=(_("Code from the mail"), CODE_HINT))


class ConfirmAddressForm(theirs.ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=(_("Code from the mail"), CODE_HINT))


class ResetPasswordForm(theirs.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email=(_("E-mail"), ""))


class NewPasswordForm(theirs.ResetPasswordKeyForm):
    """The page behind the link of a reset or an invitation; having the link proves the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password1=(_("New password"), PASSWORD_HINT), password2=(_("The same again"), ""))

    def save(self) -> None:
        with transaction.atomic():
            super().save()
            self.user.take_address_as_proved()


class SetPasswordForm(theirs.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password1=(_("Password"), PASSWORD_HINT), password2=(_("The same again"), ""))


class ChangePasswordForm(theirs.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            oldpassword=(_("Present password"), ""),
            password1=(_("New password"), PASSWORD_HINT),
            password2=(_("The same again"), ""),
        )


class NewAddressForm(theirs.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            email=(
                _("New e-mail"),
                _("We send a code there. Until you type it here, the old address stays."),
            ),
        )


class ReauthenticateForm(theirs.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password=(_("Password"), ""))
