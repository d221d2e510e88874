from django.apps import AppConfig


class BlogConfig(AppConfig):
    name = "blog"

    def ready(self) -> None:
        from blog import receivers
        from blog.essay_hits import essay_hits
        from blog.models import EssayPage
        from core.searching import searchables

        receivers.connect()
        searchables.register(EssayPage, essay_hits)
