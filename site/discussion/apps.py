from datetime import timedelta

from django.apps import AppConfig
from django_comments_xtd.apps import CommentsXtdConfig


class XtdConfig(CommentsXtdConfig):
    """django-comments-xtd without its handler, which publishes every reply anew when a comment is saved."""

    def ready(self) -> None:
        """Connect nothing."""


class DiscussionConfig(AppConfig):
    name = "discussion"
    default = True

    def ready(self) -> None:
        from core.scheduler import scheduler
        from core.sections import sections
        from discussion import receivers
        from discussion.closing import close_old_discussions
        from discussion.own_words import OWN_COMMENTS
        from discussion.pings import pings_at
        from discussion.registered import COMMENTS
        from discussion.unconfirmed import erase_unconfirmed
        from listening.kinds import kinds

        receivers.connect()
        kinds.register(COMMENTS, OWN_COMMENTS)
        sections.register("essay", 20, pings_at)
        sections.register("page", 20, lambda asked, user: pings_at(asked.page, user))
        scheduler.register("close-discussions", timedelta(hours=1), close_old_discussions)
        scheduler.register("erase-unconfirmed", timedelta(hours=6), erase_unconfirmed)
