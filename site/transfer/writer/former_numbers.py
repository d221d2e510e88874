"""By which ids old blogs knew the comments of a site like this one: links to them end in these."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType

from listening.models import Voice
from transfer.models import Source
from transfer.own_voice import OwnVoice


def keep_former_numbers(kept: Iterable[tuple[Voice, OwnVoice]]) -> None:
    """Remember them, unless another comment here has come from there under that id."""
    kind = ContentType.objects.get_for_model(Voice)
    Source.objects.bulk_create(
        (
            Source(
                blog=number.blog, kind="comments", item=number.item, checksum=number.checksum,
                content_type=kind, object_id=voice.pk, indexed=True,
            )
            for voice, own in kept
            for number in own.was
        ),
        ignore_conflicts=True,
    )  # fmt: skip
