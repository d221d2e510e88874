"""Where the public test files of other projects lie: in the folder that the variable CORPORA names."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("CORPORA") or ROOT.parent / "shared" / "corpora")
FIXTURES = Path(__file__).parent / "fixtures"


def corpus(*parts: str) -> Path:
    """Return the path of a public test file; skips the test when it is not on this machine."""
    path = CORPORA.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(parts)} under CORPORA")
    return path
