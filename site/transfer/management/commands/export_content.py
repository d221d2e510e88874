"""Take everything out."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from transfer.export import LARGEST_PART, NotOursError, export_site

MEGABYTE = 1024**2


class Command(BaseCommand):
    help = "Write everything of the site into a folder: files to read, and an export that WordPress takes in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="an empty or a new one, or that of an earlier export")
        parser.add_argument(
            "--largest",
            type=float,
            default=LARGEST_PART / MEGABYTE,
            metavar="MB",
            help="of each file for WordPress (%(default)g MB): what its host takes as an upload",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"]
        try:
            outcome = export_site(folder, largest=int(options["largest"] * MEGABYTE))
        except NotOursError as error:
            raise CommandError(f"{folder}: {error}") from error
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror or error}") from error
        if outcome.unpublished:
            self.stderr.write(
                f"{outcome.unpublished} public pages have changes that are not published: they stay here."
            )
        for lost in outcome.lost:
            self.stderr.write(f"No file: {lost}")
        if options["verbosity"]:
            self.stdout.write(f"Everything is in {folder}; README.txt there says where.")
