"""Comments as a kind of voice: what only they know about theirs."""

from django.urls import reverse
from django_comments.models import Comment as BaseComment

from discussion.models import Comment
from listening.models import State, Voice

COMMENT = "comment"


def url_of(voice: Voice) -> str:
    """The permalink, which leads to the right page of the thread."""
    return reverse("discussion:comment", args=[voice.pk])


def text_of(voice: Voice) -> str:
    return str(Comment.objects.values_list("comment", flat=True).get(voice=voice))


def rewrite(voice: Voice, text: str) -> None:
    row = BaseComment.objects.filter(pk__in=Comment.objects.filter(voice=voice).values("pk"))
    row.update(comment=text)


def follow(voice: Voice) -> None:
    """Write xtd's own flags, which no code of ours reads, after the state; its copy of the name goes with ours."""
    row = BaseComment.objects.filter(pk__in=Comment.objects.filter(voice=voice).values("pk"))
    row.update(
        is_public=voice.is_public,
        is_removed=voice.state in {State.HIDDEN, State.SPAM, State.WITHDRAWN},
        **({"user_name": ""} if voice.state == State.WITHDRAWN else {}),
    )
