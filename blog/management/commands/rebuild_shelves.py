from typing import Any

from django.core.management.base import BaseCommand

from blog.models import ShelfRow
from blog.shelves import rebuild


class Command(BaseCommand):
    help = "Write every list and its size anew. Only needed after somebody changed the database by hand."

    def handle(self, *args: Any, **options: Any) -> None:
        rebuild()
        self.stdout.write(f"Done: {ShelfRow.objects.count()} rows stand on the shelves.")
