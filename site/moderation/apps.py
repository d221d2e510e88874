from datetime import timedelta

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self) -> None:
        from core.scheduler import scheduler
        from listening.history import history
        from moderation.models.suspension import end_suspensions
        from moderation.telling import decided

        # At the same moment a voice is said first, then decided about.
        history.tellers.insert(1, decided)
        scheduler.register("end-suspensions", timedelta(minutes=5), end_suspensions)
