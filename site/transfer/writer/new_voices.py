"""Many comments in one go: their voices, xtd's three rows of each, guests, and where each stands in its thread.

Nobody is told of them: no mail, no event, no receipt, which is made when somebody asks for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext
from django_comments.models import Comment as BaseComment
from django_comments_xtd.models import XtdComment

from blog.models import EssayAuthor, EssayPage
from core.links import safe_web_url
from core.models import SimplePage
from core.rows import insert_parts, insert_rows, reserve_ids
from discussion.kind import COMMENT
from discussion.models import Comment
from discussion.posting import XTD_NAME_LENGTH
from listening import marks
from listening.models import Role, State, Voice
from listening.paths import depth_of, path_below
from people.models import Guest
from transfer import neutral
from transfer.writer.guests import guests_at
from transfer.writer.kept_voices import keep_around, keep_as_it_was
from transfer.writer.sources import New, Sources
from transfer.writer.told import Told

LONGEST_NAME, LONGEST_HEADLINE, LONGEST_WEBSITE = 120, 160, 300
_GONE = {State.HIDDEN, State.SPAM, State.WITHDRAWN}


@dataclass
class NewVoice:
    """One of them; `above` is the item that it answers, which stands already or comes with it.

    Of what xtd keeps, `comment_id` is its own number, the others those of what it answers and of where that began.
    """

    told: Told
    place_id: int
    above: str | None
    voice: Voice = field(default_factory=Voice)
    comment_id: int = 0
    parent_id: int = 0
    thread_id: int = 0

    @property
    def comment(self) -> neutral.Comment:
        return self.told.comment


class Above(NamedTuple):
    """What a reply needs to know of the comment that it answers."""

    voice_id: int
    path: str
    place_id: int
    comment_id: int
    thread_id: int


class Standing(NamedTuple):
    """What comments need to know of an essay or a page."""

    kind: ContentType
    language: str
    published_at: datetime | None
    authors: set[int]


class NewVoices:
    """Writes the new comments of one blog. Each call belongs in a transaction."""

    def __init__(self, sources: Sources, people: dict[str, int]) -> None:
        self.sources = sources
        self.people = people

    def write(self, news: list[NewVoice], above: dict[str, int]) -> None:
        """Write some comments, in this order; `above` has the voices that they answer and that stand already."""
        places = places_of(new.place_id for new in news)
        guests = guests_for([new.comment for new in news if self._member(new.comment) is None])
        for new in news:
            self._fill(new, places[new.place_id], guests)
        _number(news)
        _place(news, _standing(above))
        insert_parts(Voice, [new.voice for new in news])
        _insert_comments(news)
        keep_around(news, self.people)
        self.sources.keep_new(
            [New("comments", new.comment.id, new.voice, new.told.checksum) for new in news], indexed=True
        )

    def _member(self, told: neutral.Comment) -> int | None:
        return self.people.get(told.person or "")

    def _fill(self, new: NewVoice, place: Standing, guests: dict[str | None, list[int]]) -> None:
        told, member = new.comment, self._member(new.comment)
        role = Role.AUTHOR if member in place.authors else Role.NONE
        voice = new.voice
        voice.kind, voice.place_type, voice.place_id = COMMENT, place.kind, new.place_id
        voice.member_id = member
        if member is None:
            # One address is one guest; without one, nobody knows whether two are the same.
            voice.guest_id = guests[told.email][-1] if told.email else guests[None].pop()
        voice.role, voice.language, voice.imported = role, place.language, True
        voice.mark = marks.mark_of(role, voice.waits, None, None)
        say(voice, new.told, place)
        if told.own:
            keep_as_it_was(voice, told.own, self.people)


def say(voice: Voice, words: Told, place: Standing) -> None:
    """Take over what somebody said, and as whom; what was withdrawn has neither words nor a name any more."""
    told = words.comment
    voice.state = State(told.state)
    voice.name = told.name.strip()[:LONGEST_NAME] or gettext("Anonymous")
    voice.headline = told.headline[:LONGEST_HEADLINE]
    website = safe_web_url(told.url) or ""
    voice.website = website if len(website) <= LONGEST_WEBSITE else ""
    voice.said_at = told.said_at or place.published_at or timezone.now()
    voice.public_at = voice.said_at if voice.is_public else None
    voice.html = words.html
    if voice.state == State.WITHDRAWN:
        voice.html = voice.name = voice.headline = voice.website = ""


def typed(voice: Voice, words: Told) -> str:
    """Return the words as xtd keeps them."""
    return words.comment.typed if voice.state == State.WITHDRAWN else words.typed


def places_of(ids: Iterable[int]) -> dict[int, Standing]:
    """Return what comments need to know of these essays and pages; pages of other kinds are no places."""
    wanted = set(ids)
    authors: dict[int, set[int]] = defaultdict(set)
    for page, user in EssayAuthor.objects.filter(page__in=wanted).values_list("page_id", "user_id"):
        authors[page].add(user)
    found: dict[int, Standing] = {}
    for model, date in ((EssayPage, "published_at"), (SimplePage, "first_published_at")):
        kind = ContentType.objects.get_for_model(model)
        rows = model._default_manager.filter(pk__in=wanted - found.keys())
        for pk, language, when in rows.values_list("pk", "locale__language_code", date):
            found[pk] = Standing(kind, language, when, authors[pk])
    return found


def guests_for(comments: list[neutral.Comment]) -> dict[str | None, list[int]]:
    """Return the guest of each address, stored now if there was none, and one for each comment without."""
    found = guests_at(comment.email for comment in comments if comment.email)
    nameless = [Guest() for comment in comments if not comment.email]
    one_each: dict[str | None, list[int]] = {email: [pk] for email, pk in found.items()}
    return {**one_each, None: [guest.pk for guest in Guest.objects.bulk_create(nameless)]}


def _number(news: list[NewVoice]) -> None:
    """Give each voice its id, and its comment the one that its three rows share."""
    voices, rows = reserve_ids(Voice, len(news)), reserve_ids(BaseComment, len(news))
    for new, voice, row in zip(news, voices, rows, strict=True):
        new.voice.pk, new.comment_id = voice, row


def _standing(above: dict[str, int]) -> dict[str, Above]:
    columns = ("voice_id", "voice__path", "voice__place_id", "pk", "thread_id")
    rows = Comment.objects.filter(voice__in=set(above.values())).values_list(*columns) if above else []
    found = {row[0]: Above(*row) for row in rows}
    return {item: found[voice] for item, voice in above.items() if voice in found}


def _place(news: list[NewVoice], standing: dict[str, Above]) -> None:
    """Say where each stands: below what it answers, if that is at the same essay."""
    for new in news:
        above = standing.get(new.above or "")
        voice = new.voice
        if above and above.place_id == new.place_id:
            voice.reply_to_id = above.voice_id
            new.parent_id, new.thread_id = above.comment_id, above.thread_id or above.comment_id
            voice.path = path_below(above.path, voice.pk)
        else:
            voice.path = path_below("", voice.pk)
        voice.depth = depth_of(voice.path)
        standing[new.comment.id] = Above(voice.pk, voice.path, new.place_id, new.comment_id, new.thread_id)


def _insert_comments(news: list[NewVoice]) -> None:
    """The rows of three tables, which every comment here has; what they do not name of xtd's is never used."""
    insert_rows(
        BaseComment,
        (
            "id", "content_type_id", "object_pk", "site_id", "user_name", "user_email", "user_url", "comment",
            "submit_date", "is_public", "is_removed",
        ),
        [
            (
                new.comment_id, new.voice.place_type_id, str(new.place_id), settings.SITE_ID,
                new.voice.name[:XTD_NAME_LENGTH], "", "", typed(new.voice, new.told), new.voice.said_at,
                new.voice.is_public, new.voice.state in _GONE,
            )
            for new in news
        ],
    )  # fmt: skip
    insert_rows(
        XtdComment,
        ("comment_ptr_id", "thread_id", "parent_id", "level", "order", "followup", "nested_count"),
        [(new.comment_id, new.thread_id, new.parent_id, new.voice.depth, 1, False, 0) for new in news],
    )
    insert_rows(Comment, ("xtd_id", "voice_id"), [(new.comment_id, new.voice.pk) for new in news])
