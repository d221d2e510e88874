"""Where things lie, how large they may be, and in which direction they import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Lines a file may have. Migrations are written by Django, the demo's essays by people.
BUDGETS = {".py": 300, ".html": 100, ".css": 150, ".js": 100}
README_LINES = 60
FUNCTION_LINES = 40
VAGUE = {"utils", "helpers", "common", "misc"}
FOLDERS = ["site", "blog", "search", "templates", "static", "tests", "bench"]
PACKAGES = [
    *(
        f"site/{name}"
        for name in ("config", "core", "people", "listening", "moderation", "discussion", "transfer")
    ),
    "blog",
    "search",
]


def tracked(*suffixes: str) -> list[Path]:
    """Every file of ours with one of these endings."""
    paths = [ROOT / "manage.py", *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))]
    return [path for path in paths if path.suffix in suffixes and "migrations" not in path.parts]


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("suffix", BUDGETS)
def test_no_file_is_too_long_to_be_read_at_once(suffix: str) -> None:
    lengths = {shown(path): len(path.read_text().splitlines()) for path in tracked(suffix)}
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > BUDGETS[suffix]} == {}


def test_no_function_is_too_long_to_be_seen_at_once() -> None:
    long = {}
    for path in tracked(".py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long[f"{shown(path)}:{node.lineno} {node.name}"] = lines
    assert long == {}


def test_the_readme_is_short() -> None:
    assert 0 < len((ROOT / "README.md").read_text().splitlines()) <= README_LINES


def test_site_is_an_import_root_and_no_package() -> None:
    """Python has a module `site` of its own: ours can only hold packages."""
    assert not (ROOT / "site" / "__init__.py").exists()
    assert [path.name for path in (ROOT / "site").glob("*.py")] == []
    assert all((ROOT / package / "__init__.py").is_file() for package in PACKAGES)


def test_every_package_is_known_to_this_test() -> None:
    found = {shown(path.parent) for place in (ROOT, ROOT / "site") for path in place.glob("*/__init__.py")}
    assert found - {"tests", "bench"} == set(PACKAGES)


def test_python_still_has_its_own_site() -> None:
    import site

    assert "listening" not in str(site.__file__)
    assert ROOT / "site" not in Path(str(site.__file__)).parents


def test_every_file_is_named_after_its_subject() -> None:
    assert [shown(path) for path in tracked(".py", ".js", ".css") if path.stem in VAGUE] == []


def test_imports_point_down_only() -> None:
    command = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, env={"PYTHONPATH": ".:site"}, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout


def test_foreign_keys_written_as_text_point_down_too() -> None:
    """A model named in a string is an import that no tool sees."""
    order = [
        "core",
        "people",
        "listening",
        "moderation",
        "discussion",
        "blog",
        "search",
        "transfer",
        "config",
    ]
    upwards = []
    for path in tracked(".py"):
        own = next((part for part in path.relative_to(ROOT).parts if part in order), None)
        if own is None or "settings" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            for target in relations_of(node):
                app = target.partition(".")[0]
                if app in order and order.index(app) > order.index(own):
                    upwards.append(f"{shown(path)}: {target}")
    assert upwards == []


def relations_of(node: ast.AST) -> list[str]:
    """The models that a field names by text."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute | ast.Name):
        return []
    name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
    if name not in {
        "ForeignKey",
        "ParentalKey",
        "OneToOneField",
        "ManyToManyField",
        "ParentalManyToManyField",
    }:
        return []
    texts = [*node.args[:1], *(word.value for word in node.keywords if word.arg in {"to", "through"})]
    return [text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)]


def test_every_version_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text().splitlines()
        loose = [line for line in lines if line and not line.startswith("#") and "==" not in line]
        assert loose == [], name
