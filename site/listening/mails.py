"""What people are told by mail about what they said."""

from __future__ import annotations

from listening.models import Voice


def ask_to_confirm(voice: Voice) -> None:
    """Ask a guest to confirm their address; the mail also brings the link of the receipt."""
