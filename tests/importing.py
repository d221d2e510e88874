"""Imports in tests, and what to ask of them."""

from __future__ import annotations

import json
import tempfile
from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.test import Client

from blog.models import EssayPage
from transfer import neutral

KINDS = [*neutral.KINDS, "redirects"]


def bring(path: Path, **options: Any) -> dict[str, Any]:
    """Import and return the report; `exits` is the exit status."""
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        try:
            call_command("import_content", path, report=file, stdout=StringIO(), **options)
        except SystemExit as left:
            status = int(left.code or 0)
        report = json.loads(file.read_text(encoding="utf-8"))
    for kind in KINDS:
        tally = report[kind]
        assert tally["read"] == tally["created"] + tally["updated"] + tally["unchanged"] + len(
            tally["skipped"]
        )
        assert all(skipped["id"] and skipped["reason"] for skipped in tally["skipped"])
    return {**report, "exits": status}


def created(report: dict[str, Any]) -> int:
    return sum(report[kind]["created"] + report[kind]["updated"] for kind in KINDS)


def essay_called(title: str) -> EssayPage:
    return EssayPage.objects.get(title=title)


def everything() -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values()) for model in apps.get_models()
    }


def steps_to(path: str, client: Client) -> list[int]:
    """The statuses that a reader meets from an old address on."""
    response = client.get(path)
    statuses = [response.status_code]
    while response.status_code in {301, 302} and len(statuses) < 4:
        response = client.get(response["Location"])
        statuses.append(response.status_code)
    return statuses
