"""Measures the rules: how much of what is written in the manner of spam they stop, and how much of what readers write.

On a site of its own with the rules as shipped, those aside that know people; everything said is rolled back.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.own_site import environment, folder  # noqa: E402


def main() -> None:
    """Measure in a process of its own."""
    if len(sys.argv) > 1:
        on_this_site()
        return
    environ = environment(folder("bench-spam"))
    subprocess.run([sys.executable, __file__, "here"], env=environ, cwd=ROOT, check=True)


def on_this_site() -> None:
    """Say everything here, print both shares and the manners that came through, and leave nothing behind."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction

    from bench.labelled import READERS, SPAM, comments, judge_words_alone, missed
    from tests.factories import make_essay

    call_command("migrate", verbosity=0)
    if not Path(settings.STATIC_ROOT).exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    with transaction.atomic():
        languages = {"en": "en", "fr": "fr", "zh": "zh-hans"}
        essays = {said: make_essay(f"Said in {said}", language=site) for said, site in languages.items()}
        judge_words_alone()
        through, stopped = missed(SPAM, essays), missed(READERS, essays, len(comments(SPAM)))
        transaction.set_rollback(True)
    spam, readers = len(comments(SPAM)), len(comments(READERS))
    caught = spam - len(through)
    print(f"\nSpam held or refused: {caught} of {spam} ({caught / spam:.1%}).")
    print(f"Readers held or refused: {len(stopped)} of {readers} ({len(stopped) / readers:.1%}).")
    manners = Counter(said.manner for said in through).most_common()
    if manners:
        print("Spam that came through: " + ", ".join(f"{manner} {number}" for manner, number in manners))


if __name__ == "__main__":
    main()
