#!/usr/bin/env python
"""Run a management command; `site/` is an import root, so it joins the path before Django starts."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed here. Run `make run` once: it makes the environment in .venv/.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
