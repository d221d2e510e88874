from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransferConfig(AppConfig):
    name = "transfer"
    verbose_name = _("bringing blogs in")

    def ready(self) -> None:
        from transfer.readers import markdown, wordpress

        wordpress.register()
        markdown.register()
