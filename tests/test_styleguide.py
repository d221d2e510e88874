"""The style guide shows every component, asks no database, and is for development alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from blog.styleguide.sheets import COLOURS, SHEETS
from blog.styleguide.words import SCRIPTS
from tests.test_contrast import COLOUR, TOKENS

ROOT = Path(__file__).resolve().parents[1]
PARTS = {
    f"{folder}/{path.name}"
    for folder in ("components", "blocks")
    for path in (ROOT / "templates" / folder).glob("*.html")
}
PLACES = [f"/styleguide/?sheet={sheet}&script={script}" for sheet in SHEETS for script in SCRIPTS]


def test_every_component_and_block_is_shown(stranger: Client) -> None:
    sheets = [stranger.get(f"/styleguide/?sheet={sheet}") for sheet in SHEETS]
    assert len(PARTS) > 40
    assert PARTS - {template.name for sheet in sheets for template in sheet.templates} == set()


def test_every_colour_is_shown() -> None:
    named = {name for name, _light, _dark in COLOUR.findall(TOKENS.read_text())}
    assert named <= set(COLOURS)
    sheet = (ROOT / "static" / "css" / "styleguide.css").read_text()
    assert [name for name in COLOURS if f"[data-colour={name}]" not in sheet] == []


@pytest.mark.parametrize("place", PLACES)
def test_sheet_asks_no_database(stranger: Client, place: str) -> None:
    """Without the mark `django_db` every query fails."""
    answer = stranger.get(place)
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("public")


@pytest.mark.parametrize(
    ("script", "root"),
    [("latin", '<html lang="en">'), ("zh", '<html lang="zh-hans">'), ("ar", '<html lang="ar" dir="rtl">')],
)
def test_script_sets_language_and_direction(stranger: Client, script: str, root: str) -> None:
    assert root in stranger.get(f"/styleguide/?script={script}").content.decode()


def test_theme_can_be_chosen(stranger: Client) -> None:
    assert '<html lang="en" data-theme="dark">' in stranger.get("/styleguide/?theme=dark").content.decode()
    assert "data-theme" not in stranger.get("/styleguide/").content.decode().partition("<body>")[0]


@pytest.mark.parametrize("query", ["sheet=x", "theme=x", "script=x"])
@pytest.mark.django_db
def test_anything_else_is_not_there(stranger: Client, query: str) -> None:
    assert stranger.get(f"/styleguide/?{query}").status_code == 404


@pytest.mark.parametrize("settings", ["base", "production", "dev"])
def test_only_development_has_it(settings: str, tmp_path: Path) -> None:
    asked = "import django; django.setup(); from django.urls import resolve; print(resolve('/styleguide/').view_name)"
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": f"config.settings.{settings}", "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "VAR_DIR": str(tmp_path), "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "localhost", "BASE_URL": "http://localhost",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ("styleguide" if settings == "dev" else "wagtail_serve")
