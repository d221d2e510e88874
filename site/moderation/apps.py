from datetime import timedelta

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self) -> None:
        from core.scheduler import scheduler
        from moderation.models.suspension import end_suspensions

        scheduler.register("end-suspensions", timedelta(minutes=5), end_suspensions)
