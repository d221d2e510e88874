"""What django-allauth asks this project: where people go, what is mailed, who may come in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.composing import letter
from core.mail import queue_mail
from people.models import User

# Where a password waits, encoded, until the address that it was chosen for is proved in the same browser.
CLAIM_KEY = "people_claim"
# Of coming and going a page itself tells.
UNSAID = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class AccountAdapter(DefaultAccountAdapter):
    """Mail through the outbox, the desk for whoever has one, and nobody in who is suspended."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and this password do not belong together. Try again, or log in with a code by mail."),
        "incorrect_code": _("This is not the code from the mail. Compare them letter by letter."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "too_many_login_attempts": _("That was one try too many. Start again and we send you a new code."),
        "email_taken": _("Another account has this address already."),
        "duplicate_email": _("This is your address already."),
    }  # fmt: skip

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail in the language of the page that caused it; nothing is sent inside a request."""
        said = {**context, "email": email, "name_of_site": settings.WAGTAIL_SITE_NAME}
        written = letter(
            f"{template_prefix}_message", render_to_string(f"{template_prefix}_subject.txt", said), said
        )
        queue_mail(email, written.subject, written.body, html=written.html)

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.BASE_URL}{path}"

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """A new member chooses a name first; who has a desk goes there; everybody else to their account."""
        user = request.user
        if isinstance(user, User) and not user.name:
            return reverse("account-profile")
        return reverse("wagtailadmin_home" if user.has_perm("wagtailadmin.access_admin") else "account-home")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("account_email")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account-home")

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Turn away who is suspended; who has yet to prove an address comes as far as the page that asks for it."""
        if kwargs["signup"] and user.claimable:
            return None
        return super().pre_login(request, user, **kwargs)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Mark the address as proved; whoever it belonged to all along is let in, with what is theirs."""
        with transaction.atomic():
            confirmed = super().confirm_email(request, email_address)
            user = User.objects.select_for_update().get(pk=email_address.user_id)
            if confirmed and user.claimable:
                user.claim(password_chosen(request, user))
        return confirmed

    def login(self, request: HttpRequest, user: Any) -> None:
        """Start the session of somebody as they are stored now: a claim has just changed them."""
        user.refresh_from_db()
        if not user.is_active:
            clear_login(request)
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        super().login(request, user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names the site, not its host, in authenticator apps."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This is not the code that your app shows now, nor an unused recovery code."),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": str(settings.HOST.hostname), "name": str(settings.WAGTAIL_SITE_NAME)}


def keep_password(request: HttpRequest, user: User | None, encoded: str) -> None:
    """Keep what was chosen with this user's address until it is proved here; with nobody's, forget it."""
    request.session.pop(CLAIM_KEY, None)
    if user is not None:
        request.session[CLAIM_KEY] = {"user": user.pk, "password": encoded}


def password_chosen(request: HttpRequest, user: User) -> str:
    """Return the encoded password that was chosen here for this user, or nothing."""
    kept = request.session.pop(CLAIM_KEY, None)
    return str(kept["password"]) if kept and kept["user"] == user.pk else ""
