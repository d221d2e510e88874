"""The demo's conversations: one file for each essay, its comments in order, parents before their replies.

[[comment]]
id = "tin"            # in this file
to = "…"              # whom it answers
by = "a-handle"       # a person of authors.toml; else a guest: name, headline
at = 2026-11-20T07:52:00+01:00
text = \"\"\"…\"\"\"        # as readers type it
hears = ["a-handle"]  # who pressed «I hear you»; helps = […] who pressed «Helpful»; read_by one listener more
picked_by = "a-handle"
state = "withdrawn"   # or "held"; public when left out
rule = "spam-signs"   # why a guest's words are held; otherwise they are their first
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from blog.models import EssayPage
from blog.voices import authors
from core.slugs import slug_for
from discussion.kind import COMMENT
from discussion.models import Comment
from discussion.posting import place_voice
from listening import marks
from listening.listeners import role_of
from listening.markup import html_of
from listening.models import Reaction, Receipt, Role, State, Voice
from moderation.models import Decision
from moderation.rules import FIRST_VOICE, WITHDRAWN
from people.models import Guest, User

# How long guests took to open their mail, and the moderator to read it.
CONFIRMING, READING = timedelta(minutes=3), timedelta(minutes=41)


def bring_conversations(folder: Path, moderator: User) -> int:
    """Store the conversations of essays that have none yet and return how many comments that were."""
    people = {user.handle: user for user in User.objects.all()}
    told = 0
    for file in sorted(folder.glob("*/*.toml")):
        essay = EssayPage.objects.filter(slug=file.stem, locale__language_code=file.parent.name).first()
        if essay and not Voice.objects.at(essay).exists():
            with transaction.atomic():
                told += _Conversation(essay, people, moderator).tell(tomllib.loads(file.read_text("utf-8")))
    marks.rebuild()
    return told


@dataclass
class _Conversation:
    essay: EssayPage
    people: dict[str, User]
    moderator: User
    said: dict[str, Voice] = field(default_factory=dict)
    rows: dict[int, Comment] = field(default_factory=dict)

    def tell(self, file: dict[str, Any]) -> int:
        for comment in file["comment"]:
            self._say(comment)
        return len(self.said)

    def _say(self, given: dict[str, Any]) -> None:
        member = self.people[given["by"]] if "by" in given else None
        above = self.said[given["to"]] if "to" in given else None
        voice = self._voice(given, member, above)
        place_voice(voice, above)
        self.said[given["id"]] = voice
        self.rows[voice.pk] = _row(self.essay, voice, given["text"], self.rows[above.pk] if above else None)
        Receipt.objects.give(voice)
        self._decide(voice, given.get("rule", FIRST_VOICE))
        self._react(voice, given)

    def _voice(self, given: dict[str, Any], member: User | None, above: Voice | None) -> Voice:
        role = self._role(member)
        state = State(given.get("state", State.PUBLIC))
        picked = self.people.get(given.get("picked_by", ""))
        public_at = given["at"] if member else given["at"] + READING
        gone = state == State.WITHDRAWN
        return Voice(
            kind=COMMENT,
            place_type=ContentType.objects.get_for_model(self.essay),
            place_id=self.essay.pk,
            reply_to=above,
            member=member,
            guest=None if member else Guest.objects.with_address(f"{slug_for(given['name'])}@example.org"),
            name="" if gone else member.name if member else given["name"],
            headline="" if gone else member.headline if member else given.get("headline", ""),
            role=role,
            language=self.essay.locale.language_code,
            said_at=given["at"],
            public_at=None if state == State.HELD else public_at,
            state=state,
            html="" if gone else html_of(given["text"]),
            waits=marks.asks(role, above.role if above else None),
            featured_at=public_at if picked else None,
            featured_by=picked,
        )

    def _role(self, member: User | None) -> Role:
        """As what they speak here, whether or not they can log in yet."""
        if member and member.pk in authors(self.essay):
            return Role.AUTHOR
        return role_of(member, self.essay)

    def _decide(self, voice: Voice, rule: str) -> None:
        """What a guest's words go through, at the times it took."""
        if voice.guest_id:
            _decided(voice, voice.said_at + CONFIRMING, State.AWAITING, State.HELD, rule=rule, code=rule)
        if voice.guest_id and voice.state != State.HELD:
            _decided(voice, voice.public_at, State.HELD, State.PUBLIC, by=self.moderator)
        if voice.state == State.WITHDRAWN:
            _decided(voice, voice.public_at, State.PUBLIC, State.WITHDRAWN, rule=WITHDRAWN)

    def _react(self, voice: Voice, given: dict[str, Any]) -> None:
        pressed = [(Reaction.Kind.HEAR, handle) for handle in given.get("hears", [])]
        pressed += [(Reaction.Kind.HEAR, given["read_by"])] if "read_by" in given else []
        pressed += [(Reaction.Kind.HELPFUL, handle) for handle in given.get("helps", [])]
        for kind, handle in pressed:
            member = self.people[handle]
            Reaction.objects.create(
                voice=voice,
                member=member,
                kind=kind,
                as_listener=bool(self._role(member)),
                at=voice.said_at + 2 * READING,
            )


def _decided(voice: Voice, at: Any, before: State, after: State, **who: Any) -> None:
    Decision.objects.create(voice=voice, at=at, from_state=before, to_state=after, **who)


def _row(essay: EssayPage, voice: Voice, text: str, above: Comment | None) -> Comment:
    comment = Comment(
        content_type=voice.place_type,
        object_pk=str(essay.pk),
        site_id=settings.SITE_ID,
        user_name=voice.name[:50],
        comment="" if voice.state == State.WITHDRAWN else text,
        submit_date=voice.said_at,
        parent_id=above.pk if above else 0,
        thread_id=(above.thread_id or above.pk) if above else 0,
        level=voice.depth,
        is_public=voice.is_public,
        is_removed=voice.state == State.WITHDRAWN,
        voice=voice,
    )
    comment.save(force_insert=(models.Model,))
    return comment
