"""Comments that two exports hold: an essay that both have brought has each of its voices once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType

from blog.models import EssayPage
from core.models import SimplePage
from listening.models import Voice
from transfer.models import Source
from transfer.writer.new_voices import NewVoice
from transfer.writer.sameness import normal_name

_Key = tuple[int, datetime, str]


def same_voices(news: list[NewVoice], blog: str) -> dict[str, Voice]:
    """Return the voices that were said at the same second by the same name there, from other blogs, by item."""
    times = {new.comment.said_at for new in news if new.comment.said_at}
    places = {new.place_id for new in news}
    kinds = [ContentType.objects.get_for_model(model) for model in (EssayPage, SimplePage)]
    rows = Voice.objects.filter(place_type__in=kinds, place_id__in=places, said_at__in=times, imported=True)
    found = {_key(row.place_id, row.said_at, row.name): row for row in rows} if times else {}
    if not found:
        return {}
    elsewhere = _from_others(found.values(), blog)
    keys = {
        new.comment.id: _key(new.place_id, new.comment.said_at, new.comment.name)
        for new in news
        if new.comment.said_at
    }
    return {item: found[key] for item, key in keys.items() if key in found and found[key].pk in elsewhere}


def _key(place: int, when: datetime, name: str) -> _Key:
    return place, when, normal_name(name)


def _from_others(voices: Iterable[Voice], blog: str) -> set[int]:
    """Those that the blog itself has not brought: two alike in one export are two."""
    ids = {voice.pk for voice in voices}
    kind = ContentType.objects.get_for_model(Voice)
    own = Source.objects.filter(content_type=kind, object_id__in=ids, blog=blog, kind="comments")
    return ids - set(own.values_list("object_id", flat=True))
