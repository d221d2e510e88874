"""Links to the joined style sheets and modules, or to their parts while developing."""

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.static_bundles import BUNDLES, BundledStaticFilesStorage

register = template.Library()


@register.simple_tag
def stylesheets(kind: str) -> SafeString:
    """Return the link to the style sheet of a kind of page: home, essay, list or form."""
    return _each('<link rel="stylesheet" href="{}">', f"css/{kind}.bundle.css")


@register.simple_tag
def modules(kind: str) -> SafeString:
    """Return the script element of the joined modules."""
    return _each('<script type="module" src="{}"></script>', f"js/{kind}.bundle.js")


@register.simple_tag
def module_addresses(kind: str) -> str:
    """Return the addresses of the modules, parted by spaces, for a part of the page that asks for them when seen."""
    return " ".join(static(part) for part in _parts(f"js/{kind}.bundle.js"))


def _each(markup: str, bundle: str) -> SafeString:
    return format_html_join("\n", markup, ((static(part),) for part in _parts(bundle)))


def _parts(bundle: str) -> list[str]:
    return [bundle] if _is_joined() else BUNDLES[bundle]


def _is_joined() -> bool:
    return not settings.DEBUG and isinstance(staticfiles_storage, BundledStaticFilesStorage)
