from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPMethod
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core import limits
from core.blocks import BodyBlock
from core.composing import letter
from core.forms import ContactForm, trapped
from core.mail import queue_mail
from core.mailboxes import mailbox_of
from core.models.outbox import OutgoingMail
from core.models.pages import BasePage
from core.network import client_network
from core.words import opening_of

# The same words from the same address within this time are a second click, not a second message.
DOUBLE_WITHIN = timedelta(minutes=10)


def validate_addresses(value: str) -> None:
    """Raise ValidationError unless every line is an e-mail address."""
    for line in value.split():
        validate_email(line)


# Long enough to notice somebody who writes too much.
NETWORK_KEPT = timedelta(days=30)


class ContactMessageQuerySet(models.QuerySet["ContactMessage"]):
    def same_as(self, data: dict[str, Any]) -> ContactMessageQuerySet:
        """Those that say the same from the same address, a moment ago."""
        words = {name: data[name] for name in ("email", "subject", "message")}
        return self.filter(**words, created_at__gt=timezone.now() - DOUBLE_WITHIN)

    def forget_networks(self, now: datetime) -> int:
        """Blank the networks of messages that are old enough and return how many were."""
        return self.exclude(network="").filter(created_at__lt=now - NETWORK_KEPT).update(network="")


class ContactMessage(models.Model):
    """What somebody wrote to the people behind the site."""

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    subject = models.CharField(_("subject"), max_length=200)
    message = models.TextField(_("message"))
    language = models.CharField(_("language"), max_length=12)
    network = models.CharField(_("network"), max_length=50, blank=True, help_text=_("Never a whole address."))
    created_at = models.DateTimeField(_("sent"), auto_now_add=True, db_index=True)
    mails = models.ManyToManyField(OutgoingMail, verbose_name=_("mails"), editable=False, related_name="+")

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "delete")

    def __str__(self) -> str:
        return f"{self.subject} ({self.name})"


class ContactPage(BasePage):
    """A form whose messages are stored and mailed."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text above the form"))
    recipients = models.TextField(
        _("mail messages to"),
        blank=True,
        validators=[validate_addresses],
        help_text=_("One e-mail address a line. Left empty, every administrator gets them."),
    )

    content_panels = [*Page.content_panels, FieldPanel("body"), FieldPanel("recipients")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    allowed_http_methods = [*BasePage.allowed_http_methods, HTTPMethod.POST]
    parent_page_types = ["blog.HomePage", "core.SimplePage"]
    subpage_types: list[str] = []
    template = "core/contact_page.html"

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    @property
    def described(self) -> str:
        return self.search_description or opening_of(self.body)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form; after a message, the same page saying that it arrived. Never storable: it has a token."""
        if request.method == "POST":
            return self._take(request)
        return self._answer(request, ContactForm(), sent=bool(request.GET.get("sent")))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With an empty form unless another is given: the editor's preview asks for the page without one."""
        own = {"form": kwargs.get("form") or ContactForm(), "sent": kwargs.get("sent", False)}
        return {**super().get_context(request, *args, **kwargs), **own}

    def receive(self, data: dict[str, Any], network: str) -> ContactMessage:
        """Store a message and the mails it causes, once however often the button was pressed."""
        with transaction.atomic():
            # The row of the page is the lock: two clicks at once come one after the other.
            ContactPage.objects.select_for_update().get(pk=self.pk)
            double = ContactMessage.objects.same_as(data).first()
            if double:
                return double
            stored = ContactMessage.objects.create(
                **data, network=network, language=self.locale.language_code
            )
            subject = f"[{settings.WAGTAIL_SITE_NAME}] {stored.subject}"
            said = letter("core/mail/contact", subject, {"message": stored, "page": self})
            stored.mails.set(
                [queue_mail(to, said.subject, said.body, stored.email, said.html) for to in self._addresses()]
            )
        return stored

    def _take(self, request: HttpRequest) -> HttpResponse:
        form = ContactForm(request.POST)
        if not form.is_valid():
            return self._answer(request, form, status=422)
        data = form.message_or_none()
        network = client_network(request)
        if data is None:
            return self._trapped(request)
        by_address = limits.hit(limits.CONTACT_BY_ADDRESS, mailbox_of(data["email"]))
        wait = max(by_address, limits.hit(limits.CONTACT_BY_NETWORK, network))
        if wait:
            return self._too_many(request, form, wait)
        self.receive(data, network)
        return self._thanks(request)

    def _trapped(self, request: HttpRequest) -> HttpResponse:
        form = ContactForm({**request.POST.dict(), "website": ""})
        form.add_error(None, trapped())
        return self._answer(request, form, status=422)

    def _thanks(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(f"{self.get_url(request)}?sent=1", status=303)

    def _too_many(self, request: HttpRequest, form: ContactForm, seconds: int) -> HttpResponse:
        minutes = -(-seconds // 60)
        words = ngettext(
            "You have written a lot in a short time. Your message is kept in the form: send it again in one minute.",
            "You have written a lot in a short time. Your message is kept in the form: send it again in %(minutes)s minutes.",
            minutes,
        )
        form.add_error(None, ValidationError(words, params={"minutes": minutes}))
        response = self._answer(request, form, status=429)
        response.headers["Retry-After"] = str(seconds)
        return response

    def _answer(
        self, request: HttpRequest, form: ContactForm, *, sent: bool = False, status: int = 200
    ) -> HttpResponse:
        context = self.get_context(request, form=form, sent=sent)
        return TemplateResponse(request, self.get_template(request), context, status=status)

    def _addresses(self) -> list[str]:
        if self.recipients.strip():
            return list(dict.fromkeys(self.recipients.split()))
        administrators = get_user_model().objects.filter(is_active=True, is_superuser=True)
        return [email for email in administrators.order_by("pk").values_list("email", flat=True) if email]
