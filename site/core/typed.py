"""What somebody typed into a form that was not taken, so that nothing of it is lost."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.forms import ContactForm

# Longer ones would be cut short by the browser's own limits on a page, and no form of ours asks for so many.
MOST_FIELDS = 40
NEVER_SHOWN = {"csrfmiddlewaretoken", "password"}


def comes_from_here(request: HttpRequest) -> bool:
    """Return whether the form that was sent stood on this site, as far as the browser says.

    What another site sent is not shown again with a fresh token: one click would send it in the reader's name.
    """
    sent_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return not sent_from or urlsplit(sent_from).netloc == request.get_host()


def typed_again(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Return (name, label, value) of what was typed, without secrets; nothing from the admin or another site."""
    if request.path.startswith("/admin/") or not comes_from_here(request):
        return []
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    shown = [(name, value) for name, value in pairs if not _is_secret(name)]
    return [(name, _label(name), value) for name, value in shown[:MOST_FIELDS]]


def _label(name: str) -> str:
    """A field's own words where a form of ours has it; what programs call it is for nobody to read."""
    field = ContactForm.base_fields.get(name)
    return str(field.label) if field else _("What you wrote")


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in NEVER_SHOWN)
