"""The site's addresses and one more: the plain view that everything is measured against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler403, handler404
from config.urls import urlpatterns as of_the_site
from people.models import User

__all__ = ["handler403", "handler404", "urlpatterns"]


def reference(request: HttpRequest) -> HttpResponse:
    """One query, a few bytes."""
    return HttpResponse(User.objects.values_list("name", flat=True).first() or "nobody")


urlpatterns = [path("bench/reference/", reference), *of_the_site]
