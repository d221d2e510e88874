"""Fill an empty site with the demo: a small magazine in three languages, and people to log in as."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from blog.models import EssayPage
from people.models import User
from people.roles import AUTHORS, MODERATORS
from transfer.conversations import bring_conversations
from transfer.models import Source
from transfer.neutral import Person
from transfer.readers.markdown.folder import read_folder
from transfer.writer import bring_in

FOLDER = Path(__file__).resolve().parents[2] / "demo"
GROUPS = {"author": AUTHORS, "moderator": MODERATORS, "administrator": None}


class Command(BaseCommand):
    help = "Fill an empty site with the demo, with conversations, and make up three log-ins, kept in VAR_DIR/demo-logins.json."

    def handle(self, *args: Any, **options: Any) -> None:
        blog = read_folder(FOLDER)
        if EssayPage.objects.exists() and not Source.objects.filter(blog=blog.key).exists():
            raise CommandError("There are essays here already: the demo is for an empty site.")
        report = bring_in([blog])
        logins = make_logins(blog.people)
        moderator = User.objects.filter(groups__name=MODERATORS).order_by("pk").first()
        told = bring_conversations(FOLDER / "conversations", moderator) if moderator else 0
        if options["verbosity"]:
            self.stdout.write(report.as_text())
            self.stdout.write(f"{told} comments")
            self.stdout.write(f"Log-ins are kept in {logins}")


def make_logins(people: list[Person]) -> Path:
    """Let the first person of each role log in, with a password that is made up here; returns the file that has them."""
    file = Path(settings.VAR_DIR) / "demo-logins.json"
    if file.exists():
        return file
    with transaction.atomic():
        found = [(role, next(person for person in people if person.role == role)) for role in GROUPS]
        entries = [_let_in(role, person) for role, person in found]
        # Made before it is filled, so that nobody else reads it in between.
        file.touch(mode=0o600)
        file.write_text(json.dumps(entries, indent=1), encoding="utf-8")
    return file


def _let_in(role: str, person: Person) -> dict[str, str]:
    password = secrets.token_urlsafe(12)
    user = User.objects.get(email=person.email)
    user.set_password(password)
    user.is_active = True
    user.is_superuser = role == "administrator"
    user.save()
    user.take_address_as_proved()
    group = GROUPS[role]
    if group:
        user.groups.add(Group.objects.get(name=group))
    return {"role": role, "name": user.name, "email": str(user.email), "password": password}
