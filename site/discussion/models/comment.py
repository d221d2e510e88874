from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django_comments_xtd.models import XtdComment, XtdCommentManager

from listening.models import Voice


class CommentManager(XtdCommentManager):
    def get_queryset(self) -> models.QuerySet[Comment]:
        """Without xtd's forced joins and its order, which is not the order of a thread here."""
        return models.Manager.get_queryset(self)


class Comment(XtdComment):
    """What xtd keeps of a comment: the words as they were typed. All that pages show stands in its voice."""

    # Explicit, since the names that Django would choose are taken by the parents.
    xtd = models.OneToOneField(
        XtdComment, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="+"
    )
    voice = models.OneToOneField(Voice, on_delete=models.CASCADE, related_name="comment")

    objects = CommentManager()
    norel_objects = CommentManager()

    class Meta:
        ordering: list[str] = []
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.voice)

    def get_absolute_url(self, anchor_pattern: str = "") -> str:
        return reverse("discussion:comment", args=[self.voice_id])

    def get_reply_url(self) -> str:
        return self.get_absolute_url()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the three rows and nothing else: xtd's own way rewrites the thread around a reply."""
        # Past XtdComment.save and the comment's own, which fills in a date that is always given here.
        models.Model.save(self, *args, **kwargs)
