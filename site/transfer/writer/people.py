"""Authors become people who cannot log in until they prove that the e-mail is theirs."""

from __future__ import annotations

from django.urls import reverse

from core.slugs import free_slug, slug_for
from people.models import User
from people.models.user import HANDLE_LENGTH
from transfer.neutral import Person
from transfer.report import Tally
from transfer.writer.sources import Sources, checksum_of
from transfer.writer.targets import Term


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
        user = User.objects.filter(pk=known.object_id).first() if known else None
        is_update = bool(known and user and known.checksum != checksum and user.claimable)
        if user is None and person.email:
            user = User.objects.filter(email=person.email).first()
            # Somebody who has signed up with this address, and has not proved it yet, is nobody so far.
            is_update = bool(user and user.claimable and not user.name)
        user = user or User.objects.filter(pk=self.same.get(person.key)).first()
        self._count(is_new=user is None, is_update=is_update)
        if user:
            self.ids[person.key] = user.pk
        if self.dry:
            self.handles[person.key] = user.handle if user else _handle(person)
            return
        if user is None or is_update:
            user = _write(user, person)
        elif person.email and not user.email and not user.is_active:
            # By it they can claim what is theirs.
            user.email = person.email
            user.save()
        if known is None or known.checksum != checksum or known.object_id != user.pk:
            self.sources.keep("authors", person.key, user, checksum)
        self.ids[person.key] = user.pk
        self.handles[person.key] = user.handle

    def target(self, key: str) -> Term:
        """Return what old addresses of this author lead to."""
        return Term(User, self.ids.get(key), reverse("blog:person", args=[self.handles[key]]))

    def _count(self, *, is_new: bool, is_update: bool) -> None:
        if is_new:
            self.tally.created += 1
        elif is_update:
            self.tally.updated += 1
        else:
            self.tally.unchanged += 1


def _write(user: User | None, person: Person) -> User:
    # A log-in name is half of a secret: the public address is made from the name.
    user = user or User(email=person.email, is_active=False, claimable=True)
    if not user.handle or user.has_made_up_handle:
        user.handle = _handle(person)
    user.name = (person.name or person.key)[:120]
    user.headline = person.headline[:160] or user.headline
    user.bio = person.bio or user.bio
    user.links = "\n".join(person.links) or user.links
    if not user.pk:
        user.set_unusable_password()
    user.save()
    return user


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
