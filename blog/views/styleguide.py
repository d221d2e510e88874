"""`/styleguide/`: every component in every state, in both themes and three scripts. For development only."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from blog.styleguide.sheets import SHEETS, head, surroundings
from blog.styleguide.things import Things
from blog.styleguide.words import SCRIPTS
from core.storable import storable

# What can be chosen, the first of each being shown unasked; the reader's own theme is `auto`.
CHOICES = {"sheet": list(SHEETS), "theme": ["auto", "light", "dark"], "script": list(SCRIPTS)}


@storable
def styleguide(request: HttpRequest) -> HttpResponse:
    """One sheet of the guide. It asks no database."""
    chosen = {name: request.GET.get(name, options[0]) for name, options in CHOICES.items()}
    if any(chosen[name] not in options for name, options in CHOICES.items()):
        raise Http404
    words = SCRIPTS[chosen["script"]]
    things = Things(words)
    with override(words.language):
        context = {
            "chrome": surroundings(things, chosen["sheet"]),
            "meta": head(things),
            "theme": chosen["theme"].removeprefix("auto"),
            "choices": choices(chosen),
            "groups": SHEETS[chosen["sheet"]](things),
        }
        return render(request, "styleguide/guide.html", context)


def choices(chosen: dict[str, str]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return what else can be looked at, each choice keeping the others."""
    return [
        (
            name,
            [
                {
                    "label": option,
                    "url": f"?{urlencode({**chosen, name: option})}",
                    "current": option == chosen[name],
                }
                for option in options
            ],
        )
        for name, options in CHOICES.items()
    ]
