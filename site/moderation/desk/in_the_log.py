"""How Wagtail's site history tells what moderators did."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.log_actions import LogFormatter

from listening.models import State, Voice
from moderation.permissions import is_moderator


class DecisionInWords(LogFormatter):  # type: ignore[misc]
    """«Decided: held for a moderator → public (off-topic), together with others»."""

    label: str | Promise = gettext_lazy("Decide about a voice")
    sentence: str | Promise = gettext_lazy("Decided: %(before)s → %(after)s")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        states = {"before": _state(data.get("from", "")), "after": _state(data.get("to", ""))}
        said = str(self.sentence) % states
        if data.get("code"):
            said += f" ({data['code']})"
        if data.get("bulk"):
            said += ", " + _("together with others")
        return " – ".join(filter(None, [said, data.get("reason", "")]))


class UndoInWords(DecisionInWords):
    label = gettext_lazy("Take a decision back")
    sentence = gettext_lazy("Took a decision back: %(before)s → %(after)s")


class VoiceURLFinder(ModelAdminURLFinder):  # type: ignore[misc]
    """Where the site history leads to from a voice."""

    def get_edit_url(self, instance: Voice) -> str | None:
        return self.construct_edit_url(instance) if self.user is None or is_moderator(self.user) else None

    def construct_edit_url(self, instance: Voice) -> str:
        return reverse("voices:voice", args=[instance.pk])


def register(actions: Any) -> None:
    """Name every action of the desk."""
    actions.register_action("listening.decide")(DecisionInWords)
    actions.register_action("listening.undo")(UndoInWords)
    actions.register_action("listening.claim", gettext_lazy("Claim a voice"), gettext_lazy("Claimed it"))
    actions.register_action(
        "listening.release", gettext_lazy("Give a voice back"), gettext_lazy("Gave it back")
    )
    actions.register_action("listening.reply", gettext_lazy("Answer a voice"), gettext_lazy("Answered it"))


def _state(value: str) -> str:
    return str(State(value).label) if value in State.values else "–"
