from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core.models import SimplePage
        from core.page_hits import page_hits
        from core.periodic import register_periodic_jobs
        from core.searching import searchables

        searchables.register(SimplePage, page_hits)
        register_periodic_jobs()
