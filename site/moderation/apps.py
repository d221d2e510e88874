from datetime import timedelta

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self) -> None:
        from core.scheduler import scheduler
        from core.sections import sections
        from core.unwanted import questions
        from listening.events import events
        from listening.history import history
        from listening.mails import sayings
        from listening.models import VoiceMail
        from moderation.akismet import correct
        from moderation.desk.no_answer import panel
        from moderation.desk.panel import held_voices
        from moderation.mails import confirm, follow_decisions
        from moderation.mails import decided as told
        from moderation.models import Block
        from moderation.models.said_before import forget_what_was_said
        from moderation.rules.repeated import remember_what_is_new
        from moderation.sanctions import end_suspensions
        from moderation.standing_of_people import person_behind, reports_on
        from moderation.telling import decided
        from moderation.telling_people import in_account

        sayings[VoiceMail.Event.CONFIRM] = confirm
        sayings[VoiceMail.Event.DECIDED] = told
        sections.register("desk", 20, held_voices)
        sections.register("account", 5, in_account)
        sections.register("moderated-voice", 20, panel)
        sections.register("moderated-voice", 20, reports_on)
        sections.register("moderated-voice", 30, person_behind)
        events.moved.append(follow_decisions)
        events.moved.append(remember_what_is_new)
        events.moved.append(correct)
        # At the same moment a voice is said first, then decided about.
        history.tellers.insert(1, decided)
        questions.append(Block.objects.keeping_mail_from)
        scheduler.register("end-suspensions", timedelta(minutes=5), end_suspensions)
        scheduler.register("forget-what-was-said", timedelta(days=1), forget_what_was_said)
