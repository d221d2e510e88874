"""Digests of what an import wrote and no revision keeps, so that the next sees what somebody has changed here since."""

from __future__ import annotations

import json
from typing import Any

from django.utils.crypto import salted_hmac


def trace_of(value: Any) -> str:
    """Return a digest that tells nobody a password or a name: it is keyed."""
    told = json.dumps(value, ensure_ascii=True, sort_keys=True)
    return salted_hmac("transfer.traces", told, algorithm="sha256").hexdigest()
