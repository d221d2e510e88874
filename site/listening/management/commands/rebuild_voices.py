from typing import Any

from django.core.management.base import BaseCommand

from listening.marks import rebuild


class Command(BaseCommand):
    help = "Write anew who waits, who was read and who was heard. Only needed after changes by hand."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Done: {rebuild()} voices were marked wrongly.")
