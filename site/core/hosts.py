"""The site's host name stands in BASE_URL alone; Wagtail's and Django's own rows follow it."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.sites.models import Site as DjangoSite
from django.db import transaction
from wagtail.models import Site as WagtailSite

PORTS = {"http": 80, "https": 443}


def write_host() -> bool:
    """Write the host of BASE_URL to both sites' rows where they differ, and return whether any did."""
    host = settings.HOST
    wanted = {
        "hostname": host.hostname or "localhost",
        "port": host.port or PORTS.get(host.scheme, 80),
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    with transaction.atomic():
        changed = _write(WagtailSite.objects.filter(is_default_site=True).first(), wanted)
        domain = {"domain": host.netloc[:100], "name": settings.WAGTAIL_SITE_NAME[:50]}
        django_site = DjangoSite.objects.filter(pk=settings.SITE_ID).first() or DjangoSite(
            pk=settings.SITE_ID
        )
        return _write(django_site, domain) or changed


def _write(row: WagtailSite | DjangoSite | None, wanted: Mapping[str, object]) -> bool:
    if row is None or all(getattr(row, name) == value for name, value in wanted.items()):
        return False
    for name, value in wanted.items():
        setattr(row, name, value)
    # Saved and not updated: Wagtail forgets the addresses it remembers when a row is saved.
    row.save()
    return True
