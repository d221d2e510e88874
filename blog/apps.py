from datetime import timedelta

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext


def essays_link() -> tuple[str, str]:
    """The menu's way to all essays."""
    return gettext("Essays"), reverse("wagtail_serve", args=["essays/"])


class BlogConfig(AppConfig):
    name = "blog"

    def ready(self) -> None:
        from blog import receivers
        from blog.cards.keeping import draw_missing
        from blog.desk import own_essays
        from blog.essay_hits import essay_hits
        from blog.models import EssayPage
        from blog.page_voices import PAGES, page_thread
        from blog.tree import plant_missing
        from blog.voices import ESSAYS, comment_way
        from core.models import SimplePage
        from core.scheduler import scheduler
        from core.searching import searchables
        from core.sections import sections
        from core.start import at_start
        from listening.kinds import places

        receivers.connect()
        at_start.append(plant_missing)
        scheduler.register("draw-cards", timedelta(minutes=2), draw_missing)
        sections.nav.append((10, essays_link))
        sections.register("desk", 10, own_essays)
        sections.register("essay-ways", 10, comment_way)
        searchables.register(EssayPage, essay_hits)
        sections.register("page", 10, page_thread)
        places.register(EssayPage, ESSAYS)
        places.register(SimplePage, PAGES)
