"""How fast a blog comes in: items a second and peak memory, each size in a process and on a site of its own."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.exports import export_of  # noqa: E402
from bench.own_site import environment, figures_of, folder  # noqa: E402

KEPT = folder("bench-imports")
SIZES = [500, 5_000, 50_000]
# Kilobytes in a megabyte, the unit of Linux' ru_maxrss.
KILOBYTES = 1024
CUT_POSTS, CUT_AT = 500, 0.6


def main() -> None:
    """Bring exports of each size in twice, and one that ends in its middle, and print the figures."""
    if len(sys.argv) > 1:
        print(json.dumps(one_import(Path(sys.argv[1]))))
        return
    figures = {size: measured(size) for size in sizes()}
    report(figures)
    cut_off()


def sizes() -> list[int]:
    """Return the sizes to measure, or only those that BENCH_POSTS names."""
    chosen = os.environ.get("BENCH_POSTS", "")
    return [int(word) for word in chosen.split(",")] if chosen else SIZES


def measured(size: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the figures of a first and a second run into an empty site."""
    export = export_of(size, KEPT / "exports")
    with_site = empty_site(KEPT / f"site-{size}")
    return figures_of(__file__, export, with_site), figures_of(__file__, export, with_site)


def cut_off() -> None:
    """Say what becomes of a file that ends in the middle of an item."""
    export = export_of(CUT_POSTS, KEPT / "exports")
    whole = export.read_bytes()
    cut = export.with_name("cut-off.xml")
    cut.write_bytes(whole[: int(len(whole) * CUT_AT)])
    before = cut.read_bytes().count(b"</item>")
    found = figures_of(__file__, cut, empty_site(KEPT / "site-cut"))
    print(
        f"\nA file of {CUT_POSTS} posts cut at {CUT_AT:.0%} holds {before} whole ones; {found['created']} came in."
    )
    for problem in found["broken"]:
        print(f"It says: line {problem['line']}: {problem['reason']}")


def empty_site(var: Path) -> dict[str, str]:
    """Make an empty site anew and return its environment."""
    shutil.rmtree(var, ignore_errors=True)
    environ = environment(var)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=environ, check=True)
    return environ


def one_import(export: Path) -> dict[str, Any]:
    """Bring an export into this process' own site; memory is that of this process and of any below it, in MB."""
    import django

    django.setup()
    from core.exchange import readers
    from transfer.writer import bring_in

    started, worked = time.perf_counter(), time.process_time()
    reader = readers.for_files([export])
    assert reader is not None
    found = bring_in(reader.read([export]))
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    essays = found.tallies["essays"]
    items = sum(found.tallies[kind].read for kind in ("essays", "comments"))
    return {
        "items": items, "created": essays.created, "seconds": seconds, "work": work, "memory": peak / KILOBYTES,
        "broken": found.broken,
    }  # fmt: skip


def report(figures: dict[int, tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """Print a line a size, and what the sizes and the runs have to do with each other."""
    print(
        "\nA WordPress export comes in: posts of 600 words, 10 KB, five comments each; its items are posts and comments."
    )
    print("Work is time of the processor, which other programs on the machine do not change.")
    print(
        f"{'posts':>8}{'posts/s':>9}{'items/s':>9}{'work a post':>13}{'peak MB':>9}"
        f"{'again':>9}{'of the first':>14}{'of its work':>13}"
    )
    for size, (first, again) in figures.items():
        assert (first["created"], again["created"]) == (size, 0), (size, first, again)
        print(
            f"{size:>8,}{size / first['seconds']:>9,.0f}{first['items'] / first['seconds']:>9,.0f}"
            f"{1000 * first['work'] / size:>10.2f} ms{max(first['memory'], again['memory']):>9.0f}"
            f"{again['seconds']:>8.1f}s{again['seconds'] / first['seconds']:>14.2f}{again['work'] / first['work']:>13.2f}"
        )
    small, large = min(figures), max(figures)
    if small != large:
        time, work = (
            _a_post(figures[large][0], key) / _a_post(figures[small][0], key) for key in ("seconds", "work")
        )
        print(f"A post of {large:,} costs {time:.2f} times one of {small:,}, and {work:.2f} times its work.")
        later = (figures[large][0]["work"] - figures[small][0]["work"]) / (large - small)
        print(f"Each post after the first {small:,} is {1000 * later:.2f} ms of work.")


def _a_post(figures: dict[str, Any], key: str) -> float:
    return float(figures[key] / figures["created"])


if __name__ == "__main__":
    main()
