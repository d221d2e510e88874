"""Where the public test files of other projects lie: in the folder that the variable CORPORA names."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Without the variable, a folder of that name in one beside this checkout does.
CORPORA = Path(os.environ.get("CORPORA") or next(ROOT.parent.glob("*/corpora"), ROOT / "corpora"))
FIXTURES = Path(__file__).parent / "fixtures"


def corpus(*parts: str) -> Path:
    """Return the path of a public test file; skips the test when it is not on this machine."""
    path = CORPORA.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(parts)} under CORPORA")
    return path
