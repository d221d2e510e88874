"""Starts the measuring of threads in a process and on a site of its own, and prints what it finds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.own_site import environment, folder  # noqa: E402

ESSAYS = 10


def main() -> None:
    """Measure on SQLite, or on the empty database that BENCH_DATABASE_URL names."""
    if len(sys.argv) > 1:
        on_this_site()
        return
    environ = environment(folder("bench-threads"))
    if address := os.environ.get("BENCH_DATABASE_URL"):
        environ["DATABASE_URL"] = address
    subprocess.run([sys.executable, __file__, "here"], env=environ, cwd=ROOT, check=True)


def on_this_site() -> None:
    """Give this process' site a few essays, and measure there."""
    import django

    django.setup()
    from django.core.management import call_command

    from bench.generate import generate
    from bench.voices import report
    from blog.models import EssayPage

    call_command("migrate", verbosity=0)
    generate(max(0, ESSAYS - EssayPage.objects.count()))
    report()


if __name__ == "__main__":
    main()
