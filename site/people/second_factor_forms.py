"""What people fill in about their second factor: allauth's forms with this site's words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as theirs
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.account_forms import reword

CODE = pgettext_lazy("to log in", "Code")
CODE_HINT = _("Six digits from your app, or one of your recovery codes.")


class AuthenticateForm(theirs.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=(CODE, CODE_HINT))


class ReauthenticateForm(theirs.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=(CODE, CODE_HINT))


class ActivateForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=(_("Code that the app shows"), _("Six digits. They change every half minute.")))


class AddKeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = (_("Name of the key"), _("To tell it from others: the telephone, the blue stick."))
        alone = (_("Log in with this key alone"), _("It then asks for your finger, your face or its PIN."))
        reword(self, name=name, passwordless=alone)


class NameKeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, name=(_("Name of the key"), ""))
