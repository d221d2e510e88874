"""Notices of other pages, which stand apart from what people said."""

from __future__ import annotations

from django.utils import timezone

from core.links import safe_web_url
from core.sanitise import plain_text
from discussion.models import Ping
from listening.models import State
from transfer import neutral
from transfer.writer.new_voices import LONGEST_WEBSITE, places_of
from transfer.writer.sources import Known, New, Sources
from transfer.writer.told import Told

LONGEST_TITLE, LONGEST_EXCERPT = 250, 1000


class Pings:
    """Writes the pings of one blog. Each call belongs in a transaction."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def write(self, news: list[tuple[Told, int]]) -> None:
        """Store some that are new: each with its fingerprint and its place's id."""
        places = places_of(place for _told, place in news)
        pings = []
        for told, place in news:
            ping = Ping(place_type=places[place].kind, place_id=place)
            ping.said_at = places[place].published_at or timezone.now()
            pings.append(_filled(ping, told.comment))
        Ping.objects.bulk_create(pings)
        self.sources.keep_new(
            [
                New("pings", told.comment.id, ping, told.checksum)
                for (told, _place), ping in zip(news, pings, strict=True)
            ],
            indexed=True,
        )

    def update(self, changed: list[tuple[Told, Known]]) -> None:
        """Take over what has changed at the source: here nobody changes a ping."""
        pings = Ping.objects.in_bulk([known.object_id for _told, known in changed])
        for told, known in changed:
            _filled(pings[known.object_id], told.comment).save()
            self.sources.change(known, told.checksum)


def _filled(ping: Ping, told: neutral.Comment) -> Ping:
    address = safe_web_url(told.url) or ""
    ping.url = address if len(address) <= LONGEST_WEBSITE else ""
    ping.title = (plain_text(told.name) or ping.url)[:LONGEST_TITLE]
    ping.excerpt = plain_text(told.source)[:LONGEST_EXCERPT]
    ping.said_at = told.said_at or ping.said_at
    ping.state = State(told.state)
    return ping
