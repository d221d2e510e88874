"""Single comments."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from discussion.addresses import in_thread
from discussion.kind import COMMENT
from discussion.seen import seen
from discussion.thread import spot_of
from listening.models import Voice
from listening.standing import standing_of


@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a permalink: the page of the thread where the comment stands now."""
    voice = get_object_or_404(seen(Voice.objects.filter(kind=COMMENT)), pk=pk)
    place = standing_of(voice)
    if place is None:
        raise Http404
    return HttpResponseRedirect(in_thread(place.url, spot_of(voice), voice))
