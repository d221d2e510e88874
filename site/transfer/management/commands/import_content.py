"""Bring a blog in."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from transfer.bringing import bring_path
from transfer.neutral import RefusedError
from transfer.report import Report
from transfer.terminal import Bar

# Everything readable came in, and something in the file could not be read.
BROKEN_ITEMS = 3


class Command(BaseCommand):
    help = "Bring a blog in from another system's export: a file, a folder or a zip archive, told by its content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the export")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, say what would be done")
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="write the full report there, as JSON"
        )
        parser.add_argument(
            "--media", type=Path, metavar="FOLDER", help="where its pictures and files are: a folder or a zip"
        )
        parser.add_argument(
            "--fetch-media", action="store_true", help="ask the old servers for those that are not there"
        )
        parser.add_argument(
            "--language", default="", metavar="CODE", help="of the texts, if the export is wrong about it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["language"] and options["language"] not in dict(settings.LANGUAGES):
            raise CommandError(
                f"The site does not speak “{options['language']}”, only {', '.join(dict(settings.LANGUAGES))}."
            )
        report = self._bring_in(options)
        if options["report"]:
            options["report"].write_text(
                json.dumps(report.as_json(), ensure_ascii=False, indent=1), encoding="utf-8"
            )
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")
        self.stdout.write(report.as_text())
        if report.broken:
            sys.exit(BROKEN_ITEMS)

    def _bring_in(self, options: dict[str, Any]) -> Report:
        bar = Bar(sys.stderr)
        try:
            return bring_path(
                options["path"],
                called=str(options["path"]),
                language=options["language"],
                media=options["media"],
                fetch_media=options["fetch_media"],
                # Who runs commands here could give any role by hand.
                gives_roles=True,
                dry=options["dry_run"],
                progress=bar,
            )
        except RefusedError as error:
            raise CommandError(str(error)) from error
        finally:
            bar.finish()
