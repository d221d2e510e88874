"""Measuring happens in processes and on sites of their own, which nothing on this machine changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def folder(name: str) -> Path:
    """Return where the generated site or files of this name are kept."""
    return Path(os.environ.get("VAR_DIR", ROOT / "var")) / name


def environment(var: Path) -> dict[str, str]:
    """Return the variables of a site in `var`."""
    environ = {
        **os.environ,
        "VAR_DIR": str(var),
        # Nothing that .env says of another database may be filled with what was generated.
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
    }
    environ.pop("DATABASE_URL", None)
    return environ


def figures_of(script: str, argument: object, environ: dict[str, str]) -> dict[str, Any]:
    """Run one of these scripts on that site and return what it prints last, which is JSON."""
    done = subprocess.run(
        [sys.executable, script, str(argument)], env=environ, cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
