"""French and Chinese say everything the sources say, with the same values in it, set as their printers would set it."""

from __future__ import annotations

import ast
import gettext
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import override
from playwright.sync_api import sync_playwright
from wagtail import blocks

from core.blocks import BodyBlock

ROOT = Path(__file__).resolve().parents[1]
CODES = ["fr", "zh_Hans"]
PACKAGES = ["site/config", "site/core", "site/people", "site/transfer", "blog", "search"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def run(*command: str | Path, where: Path = ROOT) -> str:
    """Return what a command says; it must succeed. `make test` installs GNU gettext."""
    done = subprocess.run([str(part) for part in command], cwd=where, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def po(code: str, root: Path = ROOT) -> Path:
    return root / "locale" / code / "LC_MESSAGES" / "django.po"


def compiled(path: Path) -> dict[Any, str]:
    """The messages of a compiled catalog; those with plurals by (message, number of the form)."""
    with path.open("rb") as file:
        catalog: dict[Any, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: text for key, text in catalog.items() if key}


def messages(code: str) -> Iterator[tuple[str, str]]:
    """Every message, its context left out, with each of its translations."""
    for key, text in compiled(po(code).with_suffix(".mo")).items():
        yield (key[0] if isinstance(key, tuple) else key).rpartition("\x04")[2], text


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, in which translations were just brought in step."""
    copy = tmp_path_factory.mktemp("sources") / "site"
    for name in ("site", "blog", "search", "templates", "locale", ".ci"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "demo"))
    shutil.copy(ROOT / "manage.py", copy)
    run(copy / ".ci" / "messages", sys.executable, where=copy)
    return copy


@pytest.mark.parametrize("code", CODES)
def test_catalog_is_in_step_with_the_sources(fresh: Path, code: str) -> None:
    """`make messages` mends it, except for what wants a translator."""
    assert compiled(po(code, fresh).with_suffix(".mo")) == compiled(po(code).with_suffix(".mo"))
    for lack in ("--untranslated", "--only-fuzzy", "--only-obsolete"):
        assert "msgid" not in run("msgattrib", "--no-wrap", lack, po(code, fresh)), lack


@pytest.mark.parametrize("code", CODES)
def test_catalog_is_compiled(tmp_path: Path, code: str) -> None:
    run("msgfmt", "--check-format", "--check-domain", "--output-file", tmp_path / "django.mo", po(code))
    assert compiled(tmp_path / "django.mo") == compiled(po(code).with_suffix(".mo"))


@pytest.mark.parametrize("code", CODES)
def test_catalog_has_neither_holes_nor_guesses(code: str) -> None:
    for lack in ("--untranslated", "--only-fuzzy", "--only-obsolete"):
        assert "msgid" not in run("msgattrib", "--no-wrap", lack, po(code)), lack


@pytest.mark.parametrize("code", CODES)
def test_translations_hold_the_same_values(code: str) -> None:
    """A plural's singular may say «one» instead of its number."""
    forms = compiled(po(code).with_suffix(".mo"))
    plurals = {key[0] for key in forms if isinstance(key, tuple)}
    wrong = {
        source: text
        for source, text in messages(code)
        if source not in plurals and set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(text))
    }
    assert wrong == {}


def test_plurals_have_as_many_forms_as_the_language() -> None:
    for code, number in (("fr", 2), ("zh_Hans", 1)):
        forms = [key[1] for key in compiled(po(code).with_suffix(".mo")) if isinstance(key, tuple)]
        assert set(forms) == set(range(number)), code


@pytest.mark.parametrize(
    ("code", "mistake"),
    [
        # A narrow no-break space stands before high punctuation and inside guillemets.
        ("fr", r"(?<!\u202f)[;:?!»](?!//)|«(?!\u202f)"),
        ("fr", r"['\"“”!]|\.\.\."),
        # A number is not parted from its noun.
        ("fr", r"(?:\d|\)[sd]) (?=minute|essai|page t|points|millions)"),
        # Marks beside Chinese are as wide as Chinese.
        ("zh_Hans", r"(?<=[一-鿿])[,;:?!.()]|[,;:?!.()](?=[一-鿿])(?<!\)[sd])(?<!\) )"),
        ("zh_Hans", r"[!！«»]|您"),
    ],
)
def test_translations_are_set_as_printers_would(code: str, mistake: str) -> None:
    found = [text for _source, text in messages(code) if re.search(mistake, PLACEHOLDER.sub("%(x)s", text))]
    assert found == []


# -- Nothing is turned into a language too early ---------------------------------------------------


def test_nothing_is_translated_while_modules_load() -> None:
    """At that moment there is no language yet: such strings are lazy ones."""
    early = []
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        tree = ast.parse(path.read_text())
        eager = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
            for alias in node.names
            if "gettext" in alias.name and "lazy" not in alias.name
        }
        early += [f"{path.relative_to(ROOT)}:{line}" for line in calls_outside_functions(tree, eager)]
    assert early == []


def calls_outside_functions(node: ast.AST, names: set[str]) -> Iterator[int]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id in names:
            yield child.lineno
        yield from calls_outside_functions(child, names)


def labels(block: Any, place: str = "body") -> Iterator[tuple[str, Any]]:
    """Every label that an author reads beside a block, and the block's place."""
    # Wagtail's own choosers name themselves.
    if type(block).__module__.startswith("core.") or isinstance(block, blocks.FieldBlock):
        yield place, block.meta.label
    for name, child in getattr(block, "child_blocks", {}).items():
        if type(block).__module__ == "core.blocks":
            yield from labels(child, f"{place}.{name}")


def test_labels_at_the_desk_can_be_translated() -> None:
    named = [
        (field.verbose_name, f"{model._meta.label}.{field.name}")
        for model in apps.get_models()
        if isinstance(model._meta.verbose_name, Promise)
        for field in model._meta.get_fields()
        if getattr(field, "editable", False)
        and not field.auto_created
        and not getattr(field.remote_field, "parent_link", False)
        # Wagtail's own, which no form shows.
        and not field.name.startswith("focal_point")
        and field.model.__module__.split(".")[0] in {"core", "people", "blog", "transfer"}
    ]
    assert len(named) > 40
    assert [place for label, place in named if not isinstance(label, Promise)] == []
    body = [(place, label) for place, label in labels(BodyBlock()) if place != "body"]
    assert len(body) > 25
    assert [place for place, label in body if not isinstance(label, Promise)] == []


# -- Time ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "3 March 2026", "March 2026"),
        ("fr", "3 mars 2026", "mars 2026"),
        ("zh-hans", "2026年3月3日", "2026年3月"),
    ],
)
def test_dates_are_written_as_in_their_language(language: str, day: str, month: str) -> None:
    with override(language):
        assert date_format(date(2026, 3, 3), "DATE_FORMAT") == day
        assert date_format(date(2026, 3, 3), "YEAR_MONTH_FORMAT") == month


@pytest.mark.slow
def test_the_browser_says_how_long_ago_in_the_language_of_the_page() -> None:
    now = datetime.now(UTC)
    script = (ROOT / "static" / "js" / "relative_times.js").read_text()
    times = [(now - timedelta(days=days)).isoformat() for days in (92, 5 * 366)]
    said = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        for language in ("en", "fr", "zh-hans"):
            drawn = "".join(f'<p><time datetime="{time}" data-relative>exact</time></p>' for time in times)
            page.set_content(f'<html lang="{language}"><body>{drawn}</body></html>')
            page.add_script_tag(content=script, type="module")
            page.wait_for_selector("time[title]")
            said[language] = page.locator("time").all_inner_texts()
        browser.close()
    assert said == {
        "en": ["3 months ago", "5 years ago"],
        "fr": ["il y a 3 mois", "il y a 5 ans"],
        "zh-hans": ["3个月前", "5年前"],
    }


def test_scripts_bring_no_words_of_their_own() -> None:
    """They take them from the page, or from the browser's own languages."""
    spoken = re.compile(
        r"(?:textContent|innerText|innerHTML|title|placeholder|alt|ariaLabel)\s*=\s*[\"'`][^\"'`]*[A-Za-z]"
        r"|(?:alert|confirm|prompt)\(|setAttribute\(\s*[\"'](?:aria-label|title|alt|placeholder)[\"'],\s*[\"'`]\w"
    )
    modules = sorted((ROOT / "static" / "js").glob("*.js"))
    assert modules
    assert [path.name for path in modules if spoken.search(path.read_text())] == []
