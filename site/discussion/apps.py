from django.apps import AppConfig
from django_comments_xtd.apps import CommentsXtdConfig


class XtdConfig(CommentsXtdConfig):
    """django-comments-xtd without its handler, which publishes every reply anew when a comment is saved."""

    def ready(self) -> None:
        """Connect nothing."""


class DiscussionConfig(AppConfig):
    name = "discussion"
    default = True
