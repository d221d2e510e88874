from datetime import timedelta

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "listening"

    def ready(self) -> None:
        from core.scheduler import scheduler
        from core.sections import sections
        from listening.band import said_lately, waiting_band
        from listening.events import events
        from listening.expiry import forget_earlier_texts, forget_origins
        from listening.mails import follow_answers
        from listening.person import in_account, said_by

        events.moved.append(follow_answers)
        sections.register("home", 10, waiting_band)
        sections.register("home-aside", 10, said_lately)
        sections.register("person", 20, said_by)
        sections.register("account", 10, in_account)
        scheduler.register("forget-earlier-texts", timedelta(days=1), forget_earlier_texts)
        scheduler.register("forget-origins", timedelta(days=1), forget_origins)
