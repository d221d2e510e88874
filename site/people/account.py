"""«Account» in the admin: an author's public profile stands first."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
)

from people.forms import ProfileForm


class ProfilePanel(BaseSettingsPanel):
    name = "profile"
    title = _("What readers see")
    order = 50
    form_class = ProfileForm


class Account(AccountView):
    """Without Wagtail's first and last name, and without a second picture beside the portrait."""

    def get_panels(self) -> list[Any]:
        kept = [
            panel
            for panel in super().get_panels()
            if not isinstance(panel, (NameEmailSettingsPanel, AvatarSettingsPanel))
        ]
        return [ProfilePanel(self.request, self.request.user, None), *kept]
