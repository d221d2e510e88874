"""The list of voices: Wagtail's own listing with its search and filters, drawn as rows that can be decided at once."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.models import IndexView

from listening.models import State, Voice
from moderation.desk import keys
from moderation.desk.access import has_keys, moderator_of
from moderation.desk.counts import counts
from moderation.desk.filters import ALL, VoiceFilters
from moderation.desk.rows import Desk, deeds, listed

VOICES_ON_A_PAGE = 50
# Counting all of a million takes as long as reading them. Whoever looks for more than this narrows the list.
MOST_COUNTED = 10_000
# On the tabs a number says how much work there is; beyond this it is «a lot».
MOST_ON_A_TAB = 999


class CountedPaginator(WagtailPaginator):  # type: ignore[misc]
    """Counts no further than anybody turns pages."""

    @cached_property
    def count(self) -> int:
        return int(self.object_list.order_by()[:MOST_COUNTED].count())

    @property
    def items_count_label(self) -> str:
        if self.count < MOST_COUNTED:
            return str(super().items_count_label)
        return _("%(number)s voices or more") % {"number": f"{MOST_COUNTED:,}"}

    def is_cut_after(self, page: Page) -> bool:
        """Whether there may be voices behind this page that no page shows."""
        return self.count >= MOST_COUNTED and not page.has_next()


class Tab(NamedTuple):
    label: str
    url: str
    number: int | None
    is_current: bool


class VoiceIndex(IndexView):  # type: ignore[misc]
    """What nobody has decided comes first; what waits longest stands on top."""

    model = Voice
    template_name = "moderation/admin/voices.html"
    results_template_name = "moderation/admin/voices_results.html"
    index_url_name = "voices:index"
    index_results_url_name = "voices:results"
    page_title = gettext_lazy("Voices")
    header_icon = "comment"
    _show_breadcrumbs = True
    paginate_by = VOICES_ON_A_PAGE
    paginator_class = CountedPaginator
    filterset_class = VoiceFilters
    search_fields = ["name", "title", "html"]
    search_backend_name = None
    any_permission_required = None
    is_export = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.user = moderator_of(request)
        return super().dispatch(request, *args, **kwargs)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        data = self.request.GET.copy()
        data.setdefault("state", State.HELD)
        return {**super().get_filterset_kwargs(), "data": data}

    @property
    def state(self) -> str:
        """The state that is shown, `all` for every one."""
        return str(self.filters.form.cleaned_data["state"]) if self.filters.is_valid() else ALL

    def get_base_queryset(self) -> QuerySet[Voice]:
        return listed(Voice.objects.exclude(state=State.AWAITING))

    def order_queryset(self, queryset: QuerySet[Voice]) -> QuerySet[Voice]:
        if self.state == State.HELD:
            return queryset.order_by("said_at", "pk")
        return queryset.order_by("-said_at", "-pk")

    def get_valid_orderings(self) -> list[str]:
        return []

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        desk = Desk(self.user)
        page: Page = context["page_obj"]
        here = self.index_url + (f"?{query}" if (query := self._query()) else "")
        return context | {
            "rows": desk.rows(page.object_list),
            "tabs": self._tabs(),
            "whys": desk.whys.groups(self.request.LANGUAGE_CODE),
            "canned": desk.canned,
            "deeds": deeds(Voice(state=State.HELD)),
            "next": here,
            "most": MOST_COUNTED if context["paginator"].is_cut_after(page) else None,
            "has_keys": has_keys(self.user),
            "plain_filters": self.filterset_class(**self.get_filterset_kwargs()).form,
        }

    def _query(self) -> str:
        """What of the address is ours, without Wagtail's way of asking for the list alone."""
        wanted = self.request.GET.copy()
        wanted.pop("_w_filter_fragment", None)
        return wanted.urlencode()

    def _tabs(self) -> list[Tab]:
        held, reported = counts(MOST_ON_A_TAB)
        is_reported = self.request.GET.get("reported") == "now"
        address = reverse("voices:index")
        return [
            Tab(_("Held"), address, held, self.state == State.HELD),
            Tab(_("Reported"), keys.address(reported="now"), reported, is_reported),
            Tab(_("All"), keys.address(), None, self.state == ALL and not is_reported),
        ]
