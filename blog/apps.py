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
        from blog.essay_hits import essay_hits
        from blog.models import EssayPage
        from core.searching import searchables
        from core.sections import sections

        receivers.connect()
        sections.nav.append((10, essays_link))
        searchables.register(EssayPage, essay_hits)
