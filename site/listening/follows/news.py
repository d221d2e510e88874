"""What a bulletin says when it leaves: only what everybody may still read, and its reader still wants to hear."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.composing import Letter, letter
from core.sanitise import plain_text
from listening.follows.links import link_of, one_click
from listening.follows.person import Person, Stand, stand_of
from listening.kinds import Described, kinds, places
from listening.models import Bulletin, Follow, MailWishes, Pace, Receipt, Role, State, Told, Voice

# Longer mails are cut off by those who show them; the conversation has the rest.
MOST_SHOWN = 100
# A paragraph: enough to see whether one wants to read on.
EXCERPT_LENGTH = 400


class Item(NamedTuple):
    """Somebody spoke."""

    name: str
    role: str
    to: str
    excerpt: str
    language: str
    at: datetime
    url: str


class Reason(NamedTuple):
    """Why something stands in a mail, and the link that ends it."""

    why: str
    stop: str


class Group(NamedTuple):
    """The news from one place, oldest first; `more` of them are not shown."""

    place: Described
    url: str
    items: list[Item]
    reasons: list[Reason]
    more: int


def compose(bulletin_id: int) -> Letter | None:
    """Return the mail as it is to be read now; None when there is nothing left to tell."""
    bulletin = Bulletin.objects.select_related("member", "guest").filter(pk=bulletin_id).first()
    if bulletin is None or not bulletin.address:
        return None
    with translation.override(bulletin.language):
        still = news_in(bulletin)
        stands = places.described(stand_of(row.voice) for row in still)
        news = [row for row in still if stand_of(row.voice) in stands]
        return _letter(bulletin, news, _grouped(news, stands)) if news else None


def news_in(bulletin: Bulletin) -> list[Told]:
    """Return what is still to be told: public, not one's own, followed, and nowhere asked to be quiet about."""
    going_on = Q(follow__ended_at=None, follow__isnull=False)
    answered = Q(follow__voice=None) | Q(follow__voice__state=State.PUBLIC)
    rows = Told.objects.filter(going_on, answered, bulletin=bulletin, voice__state=State.PUBLIC)
    rows = rows.select_related("voice", "voice__member", "voice__guest", "voice__reply_to", "follow")
    # What each said is read of those that are shown alone.
    rows = rows.defer("voice__html", "voice__reply_to__html")
    quiet = _asked_to_be_quiet(bulletin)
    return [
        row
        for row in rows.order_by("voice__public_at", "voice")
        if row.voice.address != bulletin.address and quiet.isdisjoint(row.voice.ids_above)
    ]


def _asked_to_be_quiet(bulletin: Bulletin) -> set[int]:
    """The voices of this person whose receipts say that answers are no news."""
    silent = Q(muted_at__isnull=False) | Q(mails_stopped_at__isnull=False)
    own = Person(*bulletin.person).selves.own("voice__")
    return set(Receipt.objects.filter(silent, own).values_list("voice_id", flat=True))


def _grouped(news: list[Told], stands: dict[tuple[int, int], Described]) -> list[Group]:
    """Return the news by place: the place with the oldest news first, and in each the oldest news."""
    by_place: dict[Stand, list[Told]] = {}
    for row in news:
        by_place.setdefault(stand_of(row.voice), []).append(row)
    in_order = [row.voice_id for rows in by_place.values() for row in rows]
    said = dict(Voice.objects.filter(pk__in=in_order[:MOST_SHOWN]).values_list("pk", "html"))
    return [_group(stands[stand], rows, said) for stand, rows in by_place.items()]


def _group(place: Described, rows: list[Told], said: dict[int, str]) -> Group:
    follows = {row.follow_id: row.follow for row in rows}
    reasons = [Reason(_why(follow), link_of(follow.token)) for follow in follows.values() if follow]
    items = [_item(row.voice, said[row.voice_id]) for row in rows if row.voice_id in said]
    return Group(place, f"{settings.BASE_URL}{place.url}", items, reasons, len(rows) - len(items))


def _item(voice: Voice, html: str) -> Item:
    text = plain_text(html)
    return Item(
        name=voice.name,
        role=str(Role(voice.role).label),
        to=voice.reply_to.name if voice.reply_to and voice.reply_to.is_public else "",
        excerpt=text if len(text) <= EXCERPT_LENGTH else text[:EXCERPT_LENGTH].rsplit(" ", 1)[0] + " …",
        language=voice.language,
        at=voice.public_at or voice.said_at,
        url=f"{settings.BASE_URL}{kinds.of(voice).url(voice)}",
    )


def _why(follow: Follow) -> str:
    if follow.because == Follow.Because.AUTHOR:
        return _("You get this because you wrote what it is about.")
    if follow.voice_id:
        return _("You get this because you wanted to hear of replies to what you said.")
    return _("You get this because you follow this conversation.")


def _letter(bulletin: Bulletin, news: list[Told], groups: list[Group]) -> Letter:
    follow = news[0].follow
    wishes = MailWishes.objects.of(*bulletin.person)
    # One click ends what the mail is about: this conversation, or all that such a digest gathers.
    is_single = bulletin.pace == Pace.AT_ONCE and follow is not None
    headers = one_click(follow.token if is_single and follow else wishes.token)
    context: dict[str, Any] = {
        "groups": groups,
        "is_single": len(news) == 1,
        "everything": link_of(wishes.token),
        "pace": bulletin.get_pace_display(),
    }
    return letter("listening/mail/bulletin", _subject(news, groups), context, headers)


def _subject(news: list[Told], groups: list[Group]) -> str:
    voice, follow = news[0].voice, news[0].follow
    title, names = groups[0].place.title, {"number": len(news), "title": groups[0].place.title}
    if len(news) == 1 and follow and follow.voice_id and voice.reply_to_id == follow.voice_id:
        return _("%(name)s has answered you") % {"name": voice.name}
    if len(news) == 1:
        return _("%(name)s on “%(title)s”") % {"name": voice.name, "title": title}
    if len(groups) == 1:
        said = ngettext(
            "%(number)d new voice on “%(title)s”", "%(number)d new voices on “%(title)s”", len(news)
        )
        return said % names
    said = ngettext(
        "%(number)d new voice in conversations you follow",
        "%(number)d new voices in conversations you follow",
        len(news),
    )
    return said % names
