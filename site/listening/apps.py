from datetime import timedelta

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "listening"

    def ready(self) -> None:
        from core.scheduler import scheduler
        from listening.expiry import forget_earlier_texts

        scheduler.register("forget-earlier-texts", timedelta(days=1), forget_earlier_texts)
