"""How fast a blog comes in: items a second and peak memory, each size on a site of its own."""

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
from bench.own_site import environment, folder  # noqa: E402

KEPT = folder("bench-imports")
SIZES = [500, 5_000, 50_000]
KILOBYTES_IN_A_MEGABYTE = 1024
# Seconds between two looks at the memory of what runs.
OFTEN = 0.1
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
    """Return the sizes to measure, or those that BENCH_POSTS names and the smallest, which they are compared with."""
    chosen = os.environ.get("BENCH_POSTS", "")
    return sorted({SIZES[0], *map(int, chosen.split(","))}) if chosen else SIZES


def measured(size: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the figures of a first and a second run into an empty site."""
    export = export_of(size, KEPT / "exports")
    with_site = empty_site(KEPT / f"site-{size}")
    return run(export, with_site), run(export, with_site)


def run(export: Path, environ: dict[str, str]) -> dict[str, Any]:
    """Return the figures of one import, with the most memory that it and the processes below it took, in MB."""
    command = [sys.executable, __file__, str(export)]
    with subprocess.Popen(command, env=environ, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            time.sleep(OFTEN)
        said = process.stdout.read() if process.stdout else ""
    assert process.returncode == 0, f"an import ended with status {process.returncode}"
    return {**json.loads(said.splitlines()[-1]), "memory": peak / KILOBYTES_IN_A_MEGABYTE}


def memory_of(process: int) -> int:
    """Return what this process and those below it take, in KB: what two of them share counts once (Linux' PSS)."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        # It has just ended.
        return 0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own + sum(memory_of(int(child)) for child in below)


def cut_off() -> None:
    """Say what becomes of a file that ends in the middle of an item."""
    export = export_of(CUT_POSTS, KEPT / "exports")
    whole = export.read_bytes()
    cut = export.with_name("cut-off.xml")
    cut.write_bytes(whole[: int(len(whole) * CUT_AT)])
    before = cut.read_bytes().count(b"</item>")
    found = run(cut, empty_site(KEPT / "site-cut"))
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
    """Bring an export into this process' own site; work is that of this process and of those that it started."""
    import django

    django.setup()
    from core.exchange import readers
    from transfer.writer import bring_in

    started, worked = time.perf_counter(), work()
    reader = readers.for_files([export])
    assert reader is not None
    found = bring_in(reader.read([export]))
    seconds, worked = time.perf_counter() - started, work() - worked
    essays = found.tallies["essays"]
    items = sum(found.tallies[kind].read for kind in ("essays", "comments"))
    return {
        "items": items, "created": essays.created, "seconds": seconds, "work": worked, "broken": found.broken,
    }  # fmt: skip


def work() -> float:
    """Return the seconds of the processor that this process and those that it has ended took."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


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
        longer, harder = (
            _a_post(figures[large][0], key) / _a_post(figures[small][0], key) for key in ("seconds", "work")
        )
        print(
            f"A post of {large:,} costs {longer:.2f} times one of {small:,}, and {harder:.2f} times its work."
        )
        later = (figures[large][0]["work"] - figures[small][0]["work"]) / (large - small)
        print(f"Each post after the first {small:,} is {1000 * later:.2f} ms of work.")


def _a_post(figures: dict[str, Any], key: str) -> float:
    return float(figures[key] / figures["created"])


if __name__ == "__main__":
    main()
