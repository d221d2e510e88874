"""`make audit`: Lighthouse over the demo, as a middling telephone sees it; fails below the scores the site promises."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.demo_site import CHROMIUM, FLAGS, PAGES, ROOT, demo_site, kept_in

LIGHTHOUSE = ROOT / ".cache" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
AUDITED = ["home", "essay", "thread", "reply", "list", "person", "search", "contact"]
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
# One run is at the mercy of what else the machine does.
RUNS = 3
# Not for search engines on purpose: results and forms have no words of their own.
UNLISTED = {"search", "reply"}
UNLISTED_AUDIT = "is-crawlable"

Report = dict[str, Any]


def main() -> None:
    """Print the medians of every page that was asked for and exit with 1 if one of them is too low."""
    folder = kept_in("audit")
    low = []
    print(f"{'':<10}" + "".join(f"{name:>16}" for name in LEAST))
    with demo_site() as address:
        for page in sys.argv[1:] or AUDITED:
            reports = [
                run(page, address + PAGES[page], folder / f"{page}-{turn}.json") for turn in range(RUNS)
            ]
            scores = {name: round(median(score(page, report, name) for report in reports)) for name in LEAST}
            print(f"{page:<10}" + "".join(f"{scores[name]:>16}" for name in LEAST), flush=True)
            low += [page for name, least in LEAST.items() if scores[name] < least]
            for audit in sorted({title for report in reports for title in lost(report)}):
                print(f"    {audit}")
    print(f"Reports in {folder}")
    sys.exit(1 if low else 0)


def run(page: str, url: str, file: Path) -> Report:
    """Return Lighthouse's report of one visit with its settings for telephones, and keep it."""
    command = [
        str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={file}",
        f"--chrome-flags=--headless=new {' '.join(FLAGS)}", f"--only-categories={','.join(LEAST)}",
    ]  # fmt: skip
    # Nothing is sent to those who wrote it.
    subprocess.run(
        [*command, "--no-enable-error-reporting"], check=True, env={**os.environ, "CHROME_PATH": CHROMIUM}
    )
    report: Report = json.loads(file.read_text())
    if error := report.get("runtimeError"):
        sys.exit(f"{page}: {error['message']}")
    return report


def score(page: str, report: Report, category: str) -> float:
    """Return a category's score of 100, without what a page does on purpose."""
    found = report["categories"][category]
    if category == "seo" and page in UNLISTED:
        counted = [
            (ref["weight"], report["audits"][ref["id"]]["score"])
            for ref in found["auditRefs"]
            if ref["id"] != UNLISTED_AUDIT and report["audits"][ref["id"]]["score"] is not None
        ]
        return 100 * sum(weight * won for weight, won in counted) / sum(weight for weight, _won in counted)
    return 100 * found["score"]


def lost(report: Report) -> list[str]:
    """Return what cost points, with the figure where there is one."""
    refs = [ref for name in LEAST for ref in report["categories"][name]["auditRefs"] if ref["weight"]]
    audits = [report["audits"][ref["id"]] for ref in refs]
    return [
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
        for audit in audits
        if audit["score"] is not None and audit["score"] < 0.9
    ]


if __name__ == "__main__":
    main()
