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
from core.rows import insert_child_rows, insert_rows, set_columns
from discussion.kind import COMMENT
from discussion.models import Comment
from discussion.posting import XTD_NAME_LENGTH
from listening import marks
from listening.models import Role, State, Voice
from listening.paths import depth_of, path_below
from people.models import Guest
from transfer import neutral
from transfer.words import typed_words, voice_html
from transfer.writer.sources import New, Sources

LONGEST_NAME, LONGEST_HEADLINE, LONGEST_WEBSITE = 120, 160, 300
_GONE = {State.HIDDEN, State.SPAM, State.WITHDRAWN}


@dataclass
class NewVoice:
    """One of them; `above` is the item that it answers, which stands already or comes with it."""

    told: neutral.Comment
    checksum: str
    place_id: int
    above: str | None
    voice: Voice = field(default_factory=Voice)
    row: Comment = field(default_factory=Comment)


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

    def __init__(self, blog: neutral.Blog, sources: Sources, people: dict[str, int]) -> None:
        self.blog = blog
        self.sources = sources
        self.people = people

    def write(self, news: list[NewVoice], above: dict[str, int]) -> None:
        """Write some comments, in this order; `above` has the voices that they answer and that stand already."""
        places = places_of(new.place_id for new in news)
        guests = guests_for([new.told for new in news if self._member(new.told) is None])
        for new in news:
            self._fill(new, places[new.place_id], guests)
        Voice.objects.bulk_create([new.voice for new in news])
        _insert([new.row for new in news])
        _place(news, _standing(above))
        insert_rows(XtdComment, _XTD, ([getattr(new.row, name) for name in _XTD] for new in news))
        insert_child_rows([new.row for new in news])
        self.sources.keep_new(
            [New("comments", new.told.id, new.voice, new.checksum) for new in news], indexed=True
        )

    def _member(self, told: neutral.Comment) -> int | None:
        return self.people.get(told.person or "")

    def _fill(self, new: NewVoice, place: Standing, guests: dict[str | None, list[Guest]]) -> None:
        told, member = new.told, self._member(new.told)
        role = Role.AUTHOR if member in place.authors else Role.NONE
        voice = new.voice
        voice.kind, voice.place_type, voice.place_id = COMMENT, place.kind, new.place_id
        voice.member_id = member
        if member is None:
            # One address is one guest; without one, nobody knows whether two are the same.
            voice.guest = guests[told.email][-1] if told.email else guests[None].pop()
        voice.role, voice.language, voice.imported = role, place.language, True
        voice.mark = marks.mark_of(role, voice.waits, None, None)
        say(voice, told, self.html(told), place)
        row = new.row
        row.voice, row.content_type, row.object_pk = voice, place.kind, str(new.place_id)
        row.site_id, row.submit_date = settings.SITE_ID, voice.said_at
        row.user_name, row.comment = voice.name[:XTD_NAME_LENGTH], told.typed or typed_words(voice.html)
        row.is_public, row.is_removed = voice.is_public, voice.state in _GONE

    def html(self, told: neutral.Comment) -> str:
        """Return the words as a voice may have them."""
        return voice_html(self.blog.said(told))


def say(voice: Voice, told: neutral.Comment, html: str, place: Standing) -> None:
    """Take over what somebody said, and as whom; what was withdrawn has no words any more."""
    voice.state = State(told.state)
    voice.name = told.name.strip()[:LONGEST_NAME] or gettext("Anonymous")
    voice.headline = told.headline[:LONGEST_HEADLINE]
    website = safe_web_url(told.url) or ""
    voice.website = website if len(website) <= LONGEST_WEBSITE else ""
    voice.said_at = told.said_at or place.published_at or timezone.now()
    voice.public_at = voice.said_at if voice.is_public else None
    voice.html = "" if voice.state == State.WITHDRAWN else html


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


def guests_for(comments: list[neutral.Comment]) -> dict[str | None, list[Guest]]:
    """Return the guest of each address, stored now if there was none, and one for each comment without."""
    emails = {comment.email for comment in comments if comment.email}
    Guest.objects.bulk_create([Guest(email=email) for email in sorted(emails)], ignore_conflicts=True)
    found: dict[str | None, list[Guest]] = {
        guest.email: [guest] for guest in Guest.objects.filter(email__in=emails)
    }
    nameless = [Guest() for comment in comments if not comment.email]
    return {**found, None: Guest.objects.bulk_create(nameless)}


# What xtd's own table holds of a comment, beside its key.
_XTD = [column.attname for column in XtdComment._meta.local_concrete_fields]
_BASE = [column.attname for column in BaseComment._meta.concrete_fields if not column.primary_key]


def _insert(rows: list[Comment]) -> None:
    """Store the outermost of the three parts of each, which gives them their number."""
    stored = BaseComment.objects.bulk_create(
        BaseComment(**{name: getattr(row, name) for name in _BASE}) for row in rows
    )
    for row, base in zip(rows, stored, strict=True):
        row.pk = row.id = row.comment_ptr_id = row.xtd_id = base.pk
        # The voice has got its number meanwhile.
        row.voice_id = row.voice.pk


def _standing(above: dict[str, int]) -> dict[str, Above]:
    columns = ("voice_id", "voice__path", "voice__place_id", "pk", "thread_id")
    rows = Comment.objects.filter(voice__in=set(above.values())).values_list(*columns) if above else []
    found = {row[0]: Above(*row) for row in rows}
    return {item: found[voice] for item, voice in above.items() if voice in found}


def _place(news: list[NewVoice], standing: dict[str, Above]) -> None:
    """Write where each stands: below what it answers, if that is at the same essay."""
    for new in news:
        above = standing.get(new.above or "")
        voice, row = new.voice, new.row
        if above and above.place_id == new.place_id:
            voice.reply_to_id = above.voice_id
            row.parent_id, row.thread_id = above.comment_id, above.thread_id or above.comment_id
            voice.path = path_below(above.path, voice.pk)
        else:
            voice.path = path_below("", voice.pk)
        voice.depth = row.level = depth_of(voice.path)
        standing[new.told.id] = Above(voice.pk, voice.path, new.place_id, row.pk, row.thread_id)
    set_columns(
        Voice,
        ["path", "depth", "reply_to_id"],
        [(new.voice.path, new.voice.depth, new.voice.reply_to_id, new.voice.pk) for new in news],
    )
