"""Mend the skeletons of names, after the table of look-alikes has changed."""

from typing import Any

from django.core.management.base import BaseCommand

from people.models import User
from people.skeletons import skeleton


class Command(BaseCommand):
    help = "Compute anew what each name looks like."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = [user for user in User.objects.iterator() if user.name_skeleton != skeleton(user.name)]
        for user in changed:
            user.name_skeleton = skeleton(user.name)
        User.objects.bulk_update(changed, ["name_skeleton"], batch_size=500)
        if options["verbosity"]:
            self.stdout.write(f"{len(changed)} names looked different from what was kept.")
