"""What this site alone knows of a voice, as a file tells of it; whatever is none of our words is left out."""

from __future__ import annotations

from django.conf import settings

from listening.models import Follow, Mark, Pace, Reaction, Role, State
from transfer.own_site_wide import COPIED
from transfer.own_voice import Deed, OwnDecision, OwnFollow, OwnNumber, OwnVoice
from transfer.readers.emails import readable_email
from transfer.readers.listening_post.told import Told


def kept_of(told: Told) -> OwnVoice | None:
    """Return it, or None for an export that does not know it yet."""
    if told.words("mark") not in Mark.values:
        return None
    language = told.words("language")
    return OwnVoice(
        language=language if language in dict(settings.LANGUAGES) else "",
        role=one_of(Role.values, told.words("role")),
        imported=told.truth("imported"),
        waits=told.truth("waits"),
        mark=told.words("mark"),
        public_at=told.time("public"),
        edited_at=told.time("edited"),
        confirmed_at=told.time("confirmed"),
        read=_deed(told.inner("read")),
        heard=_deed(told.inner("heard")),
        featured=_deed(told.inner("featured")),
        settled=_deed(told.inner("settled")),
        reactions=tuple(
            deed
            for each in told.list("reactions")
            if (deed := _deed(Told(each))) and deed.by and deed.kind in Reaction.Kind.values
        ),
        decisions=tuple(filter(None, (_decision(Told(each)) for each in told.list("decisions")))),
        follows=follows_in(told),
        muted_at=told.time("muted"),
        mails_stopped_at=told.time("mails_stopped"),
        was=tuple(filter(None, (_number(Told(each)) for each in told.list("was")))),
    )


def follows_in(told: Told) -> tuple[OwnFollow, ...]:
    """Return who follows a voice, or all of a page."""
    return tuple(filter(None, (_follow(Told(each)) for each in told.list("follows"))))


def _deed(told: Told) -> Deed | None:
    at = told.time("at")
    if at is None:
        return None
    return Deed(
        at, told.words("by"), told.words("kind"), told.words("reason"), as_listener=told.truth("as_listener")
    )


def _decision(told: Told) -> OwnDecision | None:
    at, after = told.time("at"), told.words("after")
    if at is None or after not in State.values:
        return None
    before = one_of(State.values, told.words("before"))
    return OwnDecision(
        at=at,
        by=told.words("by"),
        rule=told.words("rule"),
        before=before,
        after=after,
        code=told.words("code"),
        reason=told.words("reason"),
        note=told.words("note"),
        undoes=told.number("undoes"),
    )


def _follow(told: Told) -> OwnFollow | None:
    created, began, email = told.time("created"), told.time("began"), readable_email(told.words("email"))
    if created is None or began is None or not (told.words("by") or email):
        return None
    return OwnFollow(
        by=told.words("by"),
        email=email,
        whole=told.truth("whole"),
        pace=one_of(Pace.values, told.words("pace")) or Pace.DAILY,
        because=one_of(Follow.Because.values, told.words("because")) or Follow.Because.ASKED,
        language=one_of(list(dict(settings.LANGUAGES)), told.words("language")) or settings.LANGUAGE_CODE,
        created_at=created,
        began_at=began,
        ended_at=told.time("ended"),
        confirmed_at=told.time("confirmed"),
    )


def _number(told: Told) -> OwnNumber | None:
    blog, item = told.words("blog"), told.words("id")
    if not blog or not item or blog.startswith(COPIED):
        return None
    return OwnNumber(blog[:300], item[:300], told.words("checksum")[:64])


def one_of(values: list[str], word: str) -> str:
    """Return a word that is one of ours, else nothing."""
    return word if word in values else ""
