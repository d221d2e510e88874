"""An invitation: a link by mail, behind which somebody sets a password and is in."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from core.composing import letter
from core.mail import queue_mail
from people.models import User


def invite(user: User) -> None:
    """Let somebody in once they have opened the link that is mailed to them; it holds for PASSWORD_RESET_TIMEOUT."""
    with transaction.atomic():
        if not user.is_active:
            user.is_active = True
            user.save()
        link = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
        context = {
            "person": user,
            "url": f"{settings.BASE_URL}{reverse('account_reset_password_from_key', kwargs=link)}",
            "days": timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days,
            "name_of_site": settings.WAGTAIL_SITE_NAME,
            "at_desk": user.has_perm("wagtailadmin.access_admin"),
        }
        subject = render_to_string("account/email/invitation_subject.txt", context)
        written = letter("account/email/invitation_message", subject, context)
        queue_mail(str(user.email), written.subject, written.body, html=written.html)
