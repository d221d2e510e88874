"""What this app writes in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def settling_in_the_log(actions: Any) -> None:
    actions.register_action("listening.settle", _("Say that no answer is needed"), _("No answer needed"))
    actions.register_action("listening.unsettle", _("Let it wait again"), _("Waits for an answer again"))
