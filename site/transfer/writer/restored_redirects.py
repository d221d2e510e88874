"""Redirects of a site like this one. They pass the door of all old addresses: what stands here keeps its address."""

from __future__ import annotations

from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from transfer.neutral import Kind
from transfer.own import Own, OwnRedirect
from transfer.writer.places import Spot
from transfer.writer.plan import Plan
from transfer.writer.targets import Lead

_NO_PAGE = "the page that it leads to has not come in"
_AWAY = "it leads away from the site; an editor can add such a redirect"
LONGEST_LINK = 255


def lead_as_there(own: Own, plan: Plan) -> None:
    """Say of each old address where it led; one that would lead readers to another host is left out and told."""
    hosts = set(Site.objects.values_list("hostname", flat=True))
    for read in own.redirects():
        to = _page_of(read.page, own, plan) if read.page else read.link[:LONGEST_LINK]
        if to is None:
            plan.report.redirects.skip(read.old, _NO_PAGE)
        elif isinstance(to, str) and not url_has_allowed_host_and_scheme(to, hosts):
            plan.report.redirects.skip(read.old, f"{_AWAY} ({to})")
        else:
            plan.old.lead((read.old,), _lead(read, to))


def _lead(read: OwnRedirect, to: Spot | str) -> Lead:
    route = Redirect.normalise_page_route_path(read.route)[:255] if isinstance(to, Spot) else ""
    return Lead(to, route, read.is_permanent, read.is_automatic)


def _page_of(place: str, own: Own, plan: Plan) -> Spot | None:
    home = next((home for home in own.homes if home.key == place), None)
    if home:
        return (plan.places.indexes if home.is_list else plan.places.homes).get(home.language)
    kind: Kind = "essays" if place.startswith("essays/") else "pages"
    return plan.spot_of(kind, place)
