"""Where in a thread a voice is found."""

from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from discussion.thread import Spot
from listening.models import Voice


def in_thread(place_url: str, spot: Spot, voice: Voice | None = None) -> str:
    """Return the address of this page of the thread, with the voice in view if one is given."""
    asked = {name: number for name, number in (("page", spot.page), ("part", spot.part)) if number > 1}
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{place_url}{query}#voice-{voice.pk}" if voice else f"{place_url}{query}"


def speak_address(place: models.Model) -> str:
    """Return the address of the form in which people speak at this place."""
    kind = ContentType.objects.get_for_model(place)
    return reverse("discussion:speak", args=[kind.model, place.pk])


def following_address(place: models.Model) -> str:
    """Return the address of the page on which people follow what is said at this place."""
    kind = ContentType.objects.get_for_model(place)
    return reverse("discussion:following", args=[kind.model, place.pk])
