"""`make bench`: how fast pages are, as ratios to a plain one-query view measured in the same run, how fast blogs
come in, and what the rules make of spam and of readers.

The generated sites are kept in VAR_DIR/bench-<essays>, so that a second run measures at once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.own_site import environment, figures_of, folder  # noqa: E402

SIZES = [1_000, 100_000]


def main() -> None:
    """Measure each size in a process of its own and print both."""
    if len(sys.argv) > 1:
        print(json.dumps(one_site(int(sys.argv[1]))))
        return
    figures = {size: figures_of(__file__, size, environment(folder(f"bench-{size}"))) for size in SIZES}
    for size, rates in figures.items():
        report(size, rates)
    small, large = figures[SIZES[0]], figures[SIZES[-1]]
    for kind in ("list", "category"):
        near = small[f"{kind}, page 1"] / small["reference"]
        far = large[f"{kind}, far down"] / large["reference"]
        print(
            f"Far down a {kind} of {SIZES[-1]:,} essays costs {near / far:.2f} times page 1 of {SIZES[0]:,}."
        )
    subprocess.run([sys.executable, ROOT / "bench" / "imports.py"], cwd=ROOT, check=True)
    subprocess.run([sys.executable, ROOT / "bench" / "threads.py"], cwd=ROOT, check=True)
    subprocess.run([sys.executable, ROOT / "bench" / "spam.py"], cwd=ROOT, check=True)


def one_site(size: int) -> dict[str, float]:
    """Return requests per second by page of this process' own site."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from bench.generate import generate
    from bench.measure import REFERENCE, measure, pages
    from blog.models import EssayPage

    call_command("migrate", verbosity=0)
    if not Path(settings.STATIC_ROOT).exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    missing = size - EssayPage.objects.count()
    if missing > 0:
        print(f"Writing {missing:,} essays …", file=sys.stderr)
        generate(missing)
    rates = measure(pages())
    return {"reference": rates.pop(REFERENCE), **rates}


def report(size: int, rates: dict[str, float]) -> None:
    """Print a table of one site."""
    reference = rates["reference"]
    print(f"\n{size:,} essays; the reference answers {reference:,.0f} times a second.")
    print(f"{'page':<20}{'per second':>12}{'of the reference':>18}")
    for name, rate in rates.items():
        if name != "reference":
            print(f"{name:<20}{rate:>12,.0f}{rate / reference:>18.3f}")


if __name__ == "__main__":
    main()
