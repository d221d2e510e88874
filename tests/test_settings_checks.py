"""Production starts only with its own secret, hosts and address; everything else has a default that works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.checks import refuse_to_start, required_variables

ROOT = Path(__file__).resolve().parents[1]
GIVEN = {
    "SECRET_KEY": "k9-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ALLOWED_HOSTS": "essays.example.org",
    "BASE_URL": "https://essays.example.org",
}
CHECKS = [("SECRET_KEY", "config.E001"), ("ALLOWED_HOSTS", "config.E002"), ("BASE_URL", "config.E003")]


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python under these variables and no others of the site's own."""
    own = {
        *GIVEN,
        "DEMO",
        "DATABASE_URL",
        "DJANGO_SETTINGS_MODULE",
        "EMAIL_URL",
        "TRUSTED_PROXIES",
        "CACHE_URL",
    }
    inherited = {name: value for name, value in os.environ.items() if name not in own}
    environment = {**inherited, "VAR_DIR": str(folder), **variables}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def in_production(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return run(folder, *arguments, DJANGO_SETTINGS_MODULE="config.settings.production", **variables)


@pytest.mark.parametrize(("missing", "number"), CHECKS)
def test_production_says_which_variable_it_misses(
    missing: str, number: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REQUIRED_VARIABLES = list(GIVEN)
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, "" if name == missing else value)
    (error,) = required_variables()
    assert (error.id, error.msg) == (number, f"The variable {missing} is not set.")
    assert error.hint
    with pytest.raises(ImproperlyConfigured, match=number):
        refuse_to_start()


@pytest.mark.parametrize(
    "how", [["manage.py", "serve"], ["-c", "import sys; sys.path[:0] = ['site']; import config.wsgi"]]
)
def test_production_serves_nobody_before_it_has_them(tmp_path: Path, how: list[str]) -> None:
    result = in_production(tmp_path, *how)
    assert result.returncode == 1
    assert all(number in result.stderr for _name, number in CHECKS)
    assert not (tmp_path / "db.sqlite3").exists(), "nothing is begun"


def test_production_is_clean_by_djangos_own_list(tmp_path: Path) -> None:
    given = {**GIVEN, "EMAIL_URL": "smtp://localhost"}
    result = in_production(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **given)
    assert result.returncode == 0, result.stderr


def test_production_warns_when_nobody_gets_its_mails(tmp_path: Path) -> None:
    result = in_production(tmp_path, "manage.py", "check", "--deploy", **GIVEN)
    assert result.returncode == 0
    assert "config.W001" in result.stderr
    assert "EMAIL_URL" in result.stderr


def test_production_loads_no_demo_unasked(tmp_path: Path) -> None:
    script = "import sys; sys.path[:0] = ['site']; from django.conf import settings; print(settings.DEMO)"
    assert in_production(tmp_path, "-c", script, **GIVEN).stdout == "False\n"


def test_without_any_variable_the_defaults_work(tmp_path: Path) -> None:
    result = run(tmp_path, "manage.py", "check", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


def test_a_secret_is_made_up_once_and_kept_for_its_owner(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path[:0] = ['site']; from config.settings.base import SECRET_KEY; print(SECRET_KEY)"
    )
    first, second = (run(tmp_path, "-c", script).stdout for _ in range(2))
    assert first == second
    assert len(first.strip()) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_every_variable_is_explained() -> None:
    """`.env.example` names each variable that the settings read."""
    settings = (ROOT / "site" / "config" / "settings" / "base.py").read_text()
    explained = (ROOT / ".env.example").read_text()
    read = {
        line.split('("')[1].split('"')[0]
        for line in settings.split("env.")[1:]
        if '("' in line[:12]
        for line in [line]
    }
    assert read >= {"VAR_DIR", "PORT", "DATABASE_URL", "TRUSTED_PROXIES"}
    assert [name for name in sorted(read) if f"#{name}=" not in explained] == []
