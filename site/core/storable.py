"""Marks the answers that are the same for everybody."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

Answer = TypeVar("Answer", bound=HttpResponseBase)


def mark_storable(response: Answer) -> Answer:
    """Return the same response, marked; the middleware decides whether it really may be stored."""
    response.storable = True  # type: ignore[attr-defined]
    return response


def storable(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Decorate a view whose answers hold nothing about who asks. It answers GET and HEAD, anything else with 405."""

    @require_safe
    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer:
        return mark_storable(view(request, *args, **kwargs))

    return marked
