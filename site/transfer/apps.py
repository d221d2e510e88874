from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransferConfig(AppConfig):
    name = "transfer"
    verbose_name = _("bringing blogs in")

    def ready(self) -> None:
        from core.exchange import exporters
        from core.scheduler import scheduler
        from core.sections import sections
        from core.shelves import listeners
        from transfer.export.moderation import write_moderation
        from transfer.old_comments import old_comments_of_essay, old_comments_of_page
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
        exporters.register("moderation", write_moderation)
        sections.register("essay", 30, old_comments_of_essay)
        sections.register("page", 30, old_comments_of_page)
        listeners.merged.append(on_category_merged)
        scheduler.register("sweep-uploads", timedelta(minutes=1), sweep_uploads)
