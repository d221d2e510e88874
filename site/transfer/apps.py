from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransferConfig(AppConfig):
    name = "transfer"
    verbose_name = _("bringing blogs in")

    def ready(self) -> None:
        from core.scheduler import scheduler
        from core.shelves import listeners
        from transfer.readers import blogger, disqus, linkedin, listening_post, markdown, medium, wordpress
        from transfer.receivers import on_category_merged
        from transfer.uploads import sweep_uploads

        listening_post.register()
        wordpress.register()
        blogger.register()
        medium.register()
        linkedin.register()
        markdown.register()
        disqus.register()
        listeners.merged.append(on_category_merged)
        scheduler.register("sweep-uploads", timedelta(minutes=1), sweep_uploads)
