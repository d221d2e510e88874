"""An import says how far it is to a person at a terminal, and to nobody else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.serving import ROOT, Site, ready_site
from tests.wxr import item, written


def test_a_terminal_shows_a_bar_and_a_pipe_nothing(tmp_path: Path, django_db_blocker: object) -> None:
    export = written(tmp_path, *[item(number) for number in range(1, 251)])
    with django_db_blocker.unblock(), ready_site(tmp_path / "var") as site:  # type: ignore[attr-defined]
        quiet = site.manage("import_content", str(export), "--dry-run")
        assert (quiet.returncode, quiet.stderr) == (0, "")
        shown = on_a_terminal(site, "import_content", str(export))
    assert "Reading: " in shown
    assert "250 of 250 texts" in shown
    assert " a second" in shown
    assert shown.endswith("\r\x1b[K")


def on_a_terminal(site: Site, *arguments: str) -> str:
    """Run a command whose messages go to a terminal, and return what that shows of them."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "manage.py", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env=site.environment, stdout=subprocess.DEVNULL, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 65536):
                shown += data
        except OSError:
            # What Linux says when the other end of a terminal is closed.
            pass
        os.close(ours)
    assert process.returncode == 0, shown.decode()
    return shown.decode()
