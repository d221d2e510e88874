"""Keeps a card for every public essay without a picture of its own. Jobs draw, readers never wait for it."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from blog.cards.drawing import can_draw, draw
from blog.models.card import FOLDER, EssayCard
from blog.models.essay import EssayPage
from blog.plates import card_for

# What one run of the scheduler draws of those that came by an import: about half a minute.
MOST_AT_ONCE = 100


def draw_card(essay_id: int) -> None:
    """Draw an essay's card as it is called now, and let go of the one before."""
    essay = EssayPage.objects.live().public().filter(pk=essay_id, hero_image=None).first()
    if essay is None:
        return
    path = _drawn(essay)
    with transaction.atomic():
        before = EssayCard.objects.select_for_update().filter(essay=essay).first()
        EssayCard.objects.update_or_create(essay=essay, defaults={"path": path, "drawn_at": timezone.now()})
        if before and before.path != path:
            drop_file(before)


def draw_missing() -> None:
    """Draw the cards of essays that were published past the desk, newest first."""
    bare = EssayPage.objects.live().public().filter(hero_image=None, card=None).order_by("-published_at")
    for essay_id in bare.values_list("pk", flat=True)[:MOST_AT_ONCE]:
        draw_card(essay_id)


def drop_file(card: EssayCard) -> None:
    """Delete a card's file once nothing leads to it any more."""
    if card.path:
        transaction.on_commit(partial(default_storage.delete, card.path))


def _drawn(essay: EssayPage) -> str:
    """Return where the card lies, or nothing when the font cannot write it. The name is made from the content."""
    names = [str(author) for author in essay.authors]
    plate = finders.find(card_for(essay.pk))
    if not plate or not can_draw("".join([essay.title, *names])):
        return ""
    data = draw(essay.title, names, Path(plate))
    path = f"{FOLDER}/{essay.pk}.{hashlib.sha256(data).hexdigest()[:16]}.png"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(data))
    return path
