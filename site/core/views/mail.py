"""What the site has mailed, for the one who tries it out on their own machine."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.kept_mail import KeptMail, kept_mail, kept_mails
from core.middleware.security import policy

# Enough to find what was just sent; older ones stay in the folder.
MOST_SHOWN = 100
# A mail brings its own style and nothing else; whatever it says, it runs nothing and stands in no frame.
MAIL_CSP = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
    "sandbox": [],
}

View = Callable[..., HttpResponse]


def only_at_home(view: View) -> View:
    """404 unless mails are kept and the site is one that only its own machine reaches."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.MAIL_IS_KEPT and settings.IS_LOOPBACK):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@only_at_home
def mail_list(request: HttpRequest) -> HttpResponse:
    return render(request, "core/mail_list.html", {"mails": kept_mails(MOST_SHOWN), "meta": None})


@require_safe
@only_at_home
def message(request: HttpRequest, name: str) -> HttpResponse:
    mail = _mail_or_404(name)
    return render(request, "core/mail_list.html", {"mails": [mail], "open": mail, "meta": None})


@require_safe
@only_at_home
def as_html(request: HttpRequest, name: str) -> HttpResponse:
    """The mail as a mail program shows it, on a page of its own."""
    mail = _mail_or_404(name)
    if not mail.html:
        raise Http404
    return HttpResponse(mail.html, headers={"Content-Security-Policy": policy(MAIL_CSP)})


def _mail_or_404(name: str) -> KeptMail:
    mail = kept_mail(name)
    if mail is None:
        raise Http404
    return mail
