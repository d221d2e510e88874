"""Measures a discussion: what the n-th reply costs, and what reading a thread costs, as it grows.

django-comments-xtd's own bookkeeping, on the same machine in the same run, is the reference. Everything that is
written is rolled back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_comments_xtd.models import XtdComment

from blog.models import EssayPage
from discussion.models import Comment
from discussion.posting import Words, post
from discussion.thread import read_thread
from listening.models import Mark, State, Voice
from listening.paths import depth_of, path_below
from people.models import User

NTH = [2, 100, 1_000, 10_000]
LENGTHS = [200, 2_000, 10_000]
# Ten replies a conversation, as under a lively essay.
A_CONVERSATION = 11
ROUNDS = 7


def report() -> None:
    """Measure, print, and leave the site as it was."""
    with transaction.atomic():
        figures = {**_replies(), **_reading()}
        transaction.set_rollback(True)
    print(f"\n{'discussion, on ' + connection.vendor:<28}{'queries':>9}{'ms':>9}")
    for name in dict.fromkeys(key.partition(":")[0] for key in figures):
        print(f"{name:<28}{figures[f'{name}: queries']:>9.0f}{figures[f'{name}: ms']:>9.2f}")


def _replies() -> dict[str, float]:
    """What the n-th reply to one conversation costs, by our verb and by xtd's `save`."""
    essay, member = _essay_and_member()
    said = _fill(essay, member, 1, a_conversation=1)
    figures: dict[str, float] = {}
    for number in NTH:
        _fill(essay, member, number - 1 - Voice.objects.at(essay).count(), below=said[0])
        words = Words("One more.", "en", reply_to=said[0])
        figures |= _cost(f"reply {number:,}", lambda words=words: post(essay, words, member=member))  # type: ignore[misc]
    root = _xtd(essay, None)
    for number in NTH:
        _xtd_fill(essay, root, number - 2)
        figures |= _cost(f"reply {number:,}, xtd", lambda: _xtd(essay, root))
    return figures


def _reading() -> dict[str, float]:
    """What the first page of a thread costs."""
    figures: dict[str, float] = {}
    for length in LENGTHS:
        essay, member = _essay_and_member()
        _fill(essay, member, length, a_conversation=A_CONVERSATION)
        _analyze()
        figures |= _cost(f"read {length:,}", lambda essay=essay: read_thread(essay))  # type: ignore[misc]
        here = Voice.objects.at(essay)
        columns = ("pk", "path", "name", "html", "state", "mark", "said_at")
        by_path = here.public().order_by("path").values_list(*columns)
        figures |= _cost(f"50 by path of {length:,}", lambda rows=by_path: list(rows[:50]))  # type: ignore[misc]
    return figures


def _cost(name: str, deed: Callable[[], object]) -> dict[str, float]:
    with CaptureQueriesContext(connection) as queries:
        deed()
    spent = []
    for _turn in range(ROUNDS):
        started = time.perf_counter()
        deed()
        spent.append((time.perf_counter() - started) * 1000)
    return {f"{name}: queries": len(queries), f"{name}: ms": min(spent)}


def _essay_and_member() -> tuple[EssayPage, User]:
    essay = EssayPage.objects.live().order_by("?")[0]
    Voice.objects.at(essay).delete()
    member, _created = User.objects.get_or_create(email="bench@example.org", defaults={"name": "Bench"})
    return essay, member


def _fill(
    essay: EssayPage, member: User, number: int, *, below: int | None = None, a_conversation: int = 0
) -> list[int]:
    """Put so many public voices under the essay, all below one or in conversations; return their ids."""
    if number <= 0:
        return []
    # Nobody says thousands of things in a minute, which is what a rule would count.
    kind, now = ContentType.objects.get_for_model(essay), timezone.now() - timedelta(days=1)
    stored = Voice.objects.bulk_create(
        [
            Voice(
                kind="comment",
                place_type=kind,
                place_id=essay.pk,
                member=member,
                name="Bench",
                language="en",
                said_at=now,
                public_at=now,
                state=State.PUBLIC,
                html="<p>" + "Nobody listened. " * 20 + "</p>",
                mark=Mark.OPEN,
            )
            for _turn in range(number)
        ],
        batch_size=500,
    )
    above = Voice.objects.get(pk=below) if below else None
    for turn, voice in enumerate(stored):
        if not below and turn % a_conversation == 0:
            above = None
        voice.reply_to, voice.path = above, path_below(above.path if above else "", voice.pk)
        voice.depth = depth_of(voice.path)
        # Conversations go down to the fifth level and begin anew there.
        if not below:
            above = voice if voice.depth < 5 else stored[turn - turn % a_conversation]
    Voice.objects.bulk_update(stored, ["reply_to", "path", "depth"], batch_size=200)
    if below is None and number == 1:
        _comment(essay, stored[0])
    return [voice.pk for voice in stored]


def _comment(essay: EssayPage, voice: Voice) -> None:
    """Give a voice that will be answered its own row."""
    row = Comment(voice=voice, comment="Nobody listened.", submit_date=voice.said_at, **_target(essay))
    row.save(force_insert=(models.Model,))


def _target(essay: EssayPage) -> dict[str, object]:
    kind = ContentType.objects.get_for_model(essay)
    return {"content_type": kind, "object_pk": str(essay.pk), "site_id": settings.SITE_ID}


def _xtd(essay: EssayPage, above: XtdComment | None) -> XtdComment:
    row = XtdComment(comment="One more.", submit_date=timezone.now(), **_target(essay))
    row.parent_id = above.pk if above else 0
    row.save()
    return row


def _xtd_fill(essay: EssayPage, root: XtdComment, wanted: int) -> None:
    """Bring xtd's conversation to this length, the quick way: `bulk_create` refuses models of two tables."""
    from django_comments.models import Comment as BaseComment

    order = XtdComment.norel_objects.filter(thread_id=root.thread_id).count()
    missing = wanted - order + 1
    rows = [
        BaseComment(comment="x", submit_date=timezone.now(), **_target(essay)) for _turn in range(missing)
    ]
    stored = BaseComment.objects.bulk_create(rows, batch_size=500)
    columns = 'comment_ptr_id, thread_id, parent_id, level, "order", followup, nested_count'
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO django_comments_xtd_xtdcomment ({columns}) VALUES (%s, %s, %s, 1, %s, %s, 0)",
            [[row.pk, root.pk, root.pk, order + turn + 1, False] for turn, row in enumerate(stored)],
        )


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE listening_voice")
