"""Authors become people who cannot log in until they prove that the e-mail is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse

from core.slugs import free_slug, slug_for
from people.models import User
from people.models.user import HANDLE_LENGTH
from transfer.neutral import Person
from transfer.report import Tally
from transfer.writer.reasons import DELETED
from transfer.writer.sources import Known, Sources, checksum_of
from transfer.writer.targets import Term
from transfer.writer.traces import trace_of

KEPT = "changed here since and not written over: {fields}"
_EMAIL = "email"


@dataclass
class _Change:
    """What is written of a person: fields, and in which of them what somebody wrote here stays."""

    fresh: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)


class People:
    """The authors of one blog, by the key that its texts use."""

    def __init__(
        self, sources: Sources, tally: Tally, same: dict[str, int] | None = None, *, dry: bool
    ) -> None:
        self.sources = sources
        self.tally = tally
        # Those who are here already, as texts show that they share with somebody of their name.
        self.same = same or {}
        self.dry = dry
        self.ids: dict[str, int] = {}
        self.handles: dict[str, str] = {}

    def bring(self, person: Person) -> None:
        """Find this author among the people, or add them; the same e-mail is the same person, none is nobody's."""
        checksum = checksum_of(person)
        known = self.sources.get("authors", person.key)
        user = self._found(person, known)
        if known and user is None:
            self.tally.skip(person.key, DELETED)
            return
        change = _change(user, person, known, checksum)
        self._count(person, change, is_new=user is None)
        if user:
            self.ids[person.key] = user.pk
        if self.dry:
            self.handles[person.key] = user.handle if user else _handle(person)
            return
        if user is None or change.fresh:
            user = _write(user, person, change.fresh)
        if known is None or change.fresh or (known.checksum, known.object_id) != (checksum, user.pk):
            self.sources.keep("authors", person.key, user, checksum, traces=_traces(user, person, known))
        self.ids[person.key] = user.pk
        self.handles[person.key] = user.handle

    def target(self, key: str) -> Term | None:
        """Return what old addresses of this author lead to, or None if they were deleted here."""
        if key not in self.handles:
            return None
        return Term(User, self.ids.get(key), reverse("blog:person", args=[self.handles[key]]))

    def _found(self, person: Person, known: Known | None) -> User | None:
        user = User.objects.filter(pk=known.object_id).first() if known else None
        if user is None and person.email:
            user = User.objects.filter(email=person.email).first()
        return user or User.objects.filter(pk=self.same.get(person.key)).first()

    def _count(self, person: Person, change: _Change, *, is_new: bool) -> None:
        if is_new:
            self.tally.created += 1
        elif change.kept:
            self.tally.skip(person.key, KEPT.format(fields=", ".join(change.kept)))
        elif change.fresh:
            self.tally.updated += 1
        else:
            self.tally.unchanged += 1


def _told(person: Person) -> dict[str, str]:
    """Return what an export says of somebody, field by field."""
    return {
        "name": (person.name or person.key)[:120],
        "headline": person.headline[:160],
        "bio": person.bio,
        "links": "\n".join(person.links),
    }


def _change(user: User | None, person: Person, known: Known | None, checksum: str) -> _Change:
    """Of somebody who has proved to be this person, nothing changes."""
    change = _Change()
    if user is None:
        change.fresh = _told(person)
    elif user.claimable:
        is_known = known is not None and known.object_id == user.pk
        traces = known.traces if known and is_known else {}
        # Somebody who has signed up with this address, and has not proved it yet, is nobody so far.
        if known.checksum != checksum if known and is_known else not user.name:
            _compare(change, user, person, traces)
        if _takes_email(user, person, traces):
            change.fresh[_EMAIL] = person.email or ""
    return change


def _compare(change: _Change, user: User, person: Person, traces: dict[str, str]) -> None:
    """Fields that still say what an import wrote are written again; the others are somebody's who is here."""
    for name, told in _told(person).items():
        here, before = getattr(user, name), traces.get(name)
        if not told or told == here or trace_of(told) == before:
            continue
        if trace_of(here) == before if before else not here:
            change.fresh[name] = told
        else:
            change.kept.append(name)


def _takes_email(user: User, person: Person, traces: dict[str, str]) -> bool:
    """Whether they can claim by it what is theirs. Who has a role here gets an address from an administrator alone."""
    if not person.email or user.email or _EMAIL in traces or user.groups.exists():
        return False
    return not User.objects.filter(email=person.email).exists()


def _write(user: User | None, person: Person, fresh: dict[str, str]) -> User:
    # A log-in name is half of a secret: the public address is made from the name.
    user = user or User(email=person.email, is_active=False, claimable=True)
    if not user.handle or user.has_made_up_handle:
        user.handle = _handle(person)
    for name, value in fresh.items():
        setattr(user, name, value)
    if not user.pk:
        user.set_unusable_password()
    user.save()
    return user


def _traces(user: User, person: Person, known: Known | None) -> dict[str, str]:
    """Return what of the person is now as the export has it, and what was."""
    told = {**_told(person), _EMAIL: person.email or ""}
    as_told = {
        name: trace_of(value) for name, value in told.items() if value and getattr(user, name) == value
    }
    return {**(known.traces if known and known.object_id == user.pk else {}), **as_told}


def _handle(person: Person) -> str:
    wanted = (
        person.handle
        or slug_for(person.name, ascii_only=True)
        or slug_for(person.key, ascii_only=True)
        or "author"
    )
    taken = User.objects.filter(handle__startswith=wanted[: HANDLE_LENGTH - 8]).values_list(
        "handle", flat=True
    )
    return free_slug(wanted[:HANDLE_LENGTH].strip("-"), set(taken), HANDLE_LENGTH)
