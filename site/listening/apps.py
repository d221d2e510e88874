from datetime import timedelta

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "listening"

    def ready(self) -> None:
        from core.composing import composers
        from core.scheduler import scheduler
        from core.sections import sections
        from listening.band import said_lately, waiting_band
        from listening.events import events
        from listening.expiry import forget_earlier_texts, forget_origins
        from listening.follows.asking import follow_once_confirmed
        from listening.follows.bulletins import COMPOSER, forget_bulletins, send_due
        from listening.follows.news import compose
        from listening.follows.publishing import tell_of_new_voices
        from listening.mails import follow_answers
        from listening.person import in_account, said_by

        # Whom a mail about their own voice tells is known before the job asks who else is told.
        events.moved.extend([follow_once_confirmed, follow_answers, tell_of_new_voices])
        composers[COMPOSER] = compose
        sections.register("home", 10, waiting_band)
        sections.register("home-aside", 10, said_lately)
        sections.register("person", 20, said_by)
        sections.register("account", 10, in_account)
        scheduler.register("bulletins", timedelta(minutes=1), send_due)
        scheduler.register("forget-bulletins", timedelta(days=1), forget_bulletins)
        scheduler.register("forget-earlier-texts", timedelta(days=1), forget_earlier_texts)
        scheduler.register("forget-origins", timedelta(days=1), forget_origins)
