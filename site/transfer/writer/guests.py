"""Guests by their addresses, many in one go."""

from __future__ import annotations

from collections.abc import Iterable

from people.models import Guest


def guests_at(emails: Iterable[str]) -> dict[str, int]:
    """Return the id of the guest of each address, stored now if there was none."""
    wanted = set(emails)
    found = _standing(wanted)
    missing = sorted(wanted - found.keys())
    if missing:
        # Somebody may be speaking here at this moment.
        Guest.objects.bulk_create([Guest(email=email) for email in missing], ignore_conflicts=True)
        found |= _standing(missing)
    return found


def _standing(emails: Iterable[str]) -> dict[str, int]:
    return {str(email): pk for email, pk in Guest.objects.filter(email__in=emails).values_list("email", "pk")}
