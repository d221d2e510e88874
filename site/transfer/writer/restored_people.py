"""What only a site like this one knows of its people: portraits, and roles, which are told and seldom given."""

from __future__ import annotations

from django.contrib.auth.models import Group

from people.models import User
from people.roles import AUTHORS, EDITORS, MODERATORS
from transfer.neutral import Blog
from transfer.report import Report
from transfer.writer.people import People

ROLES = (AUTHORS, EDITORS, MODERATORS)


class RestoredPeople:
    """Of one blog. Whoever claims a name gets its roles, so that only an administrator's import gives them."""

    def __init__(self, blog: Blog, report: Report, *, gives_roles: bool, dry: bool) -> None:
        self.names = {person.key: person.name for person in blog.people}
        self.report = report
        self.gives_roles = gives_roles
        self.dry = dry

    def restore(self, key: str, people: People, portrait: int | None, roles: tuple[str, ...]) -> None:
        """Only of somebody who has not claimed their name and whom nobody here has given a role."""
        person = User.objects.filter(pk=people.ids.get(key)).first()
        # Who was deleted here has no address; who is new has no row yet in a dry run.
        if key not in people.handles or (person and not person.claimable):
            return
        if person and portrait and person.portrait_id is None and not self.dry:
            User.objects.filter(pk=person.pk).update(portrait=portrait)
        meant = [role for role in ROLES if role in roles]
        if meant and not (person and person.groups.exists()):
            told = {"id": key, "name": self.names.get(key, ""), "roles": ", ".join(meant)}
            self.report.roles.append({**told, "given": self.gives_roles})
            if person and self.gives_roles and not self.dry:
                person.groups.set(Group.objects.filter(name__in=meant))
