"""What moderators narrow the list of voices by, as Wagtail's listings offer it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.active_filters import BaseFilterAdapter, register_filter_adapter_class
from wagtail.admin.filters import WagtailFilterSet

from listening.kinds import kinds, places
from listening.models import Report, State, Voice
from moderation.desk.keys import person_in, place_in

ALL = "all"
SHOWN_STATES = [state for state in State if state != State.AWAITING]
STATES = [*((state.value, state.label) for state in SHOWN_STATES), (ALL, _("All"))]
REPORTED = [("now", _("Reports that nobody has settled")), ("ever", _("Reported at some time"))]


class PersonFilter(django_filters.CharFilter):
    """A person by the key that the list links to, or everybody whose name has these words."""

    def filter(self, voices: QuerySet[Voice], words: str) -> QuerySet[Voice]:
        if not words:
            return voices
        return voices.filter(person_in(words) or Q(name__icontains=words))


class PlaceFilter(django_filters.CharFilter):
    """A place by the key that the list links to, or all with these words in their title."""

    def filter(self, voices: QuerySet[Voice], words: str) -> QuerySet[Voice]:
        if not words:
            return voices
        if stand := place_in(words):
            return voices.filter(place_type=ContentType.objects.get_for_model(stand.model), place_id=stand.pk)
        found = Q(pk__in=())
        for model, place in places.by_model.items():
            titled = place.titled(words).values("pk")
            found |= Q(place_type=ContentType.objects.get_for_model(model), place_id__in=titled)
        return voices.filter(found)


class VoiceFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=STATES,
        method="in_state",
        empty_label=None,
        initial=State.HELD.value,
        widget=forms.RadioSelect,
    )
    reported = django_filters.ChoiceFilter(
        label=_("Reported"),
        choices=REPORTED,
        method="by_reports",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=[], empty_label=_("All"), widget=forms.RadioSelect
    )
    place = PlaceFilter(label=_("Where it stands"), help_text=_("Words of the title."))
    person = PersonFilter(label=_("Person"), help_text=_("A part of the name."))
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = Voice
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Kinds register themselves after this class is read.
        self.filters["kind"].extra["choices"] = [
            (kind.name, kind.label or kind.name) for kind in kinds.by_name.values()
        ]

    def in_state(self, voices: QuerySet[Voice], name: str, state: str) -> QuerySet[Voice]:
        return voices if state == ALL else voices.filter(state=state)

    def by_reports(self, voices: QuerySet[Voice], name: str, which: str) -> QuerySet[Voice]:
        reports = Report.objects.filter(voice=OuterRef("pk"))
        return voices.filter(Exists(reports.filter(settled_at=None) if which == "now" else reports))


class NamedAdapter(BaseFilterAdapter):  # type: ignore[misc]
    """Says who or what a key means, above the list."""

    def get_active_filters(self) -> Iterator[Any]:
        for active in super().get_active_filters():
            yield active._replace(value=self.named() or active.value)

    def named(self) -> str:
        if self.name == "person":
            person = person_in(self.value)
            # What was withdrawn has no name any more.
            named = Voice.objects.filter(person).exclude(name="") if person else Voice.objects.none()
            last = named.order_by("-pk").first()
            return last.name if last else ""
        stand = place_in(self.value)
        known = places.by_model[stand.model].described([stand.pk]) if stand else {}
        return known[stand.pk].title if stand and stand.pk in known else ""


register_filter_adapter_class(PersonFilter, NamedAdapter)
register_filter_adapter_class(PlaceFilter, NamedAdapter)
