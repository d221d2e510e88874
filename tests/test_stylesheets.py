"""Style sheets and modules: small files, each in a layer and in a bundle, nothing undefined, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

from core.static_bundles import BUNDLES, join_modules, join_styles

STATIC = Path(__file__).parents[1] / "static"
MOST_LINES = {".css": 150, ".js": 60}
LAYERS = ["reset", "tokens", "base", "layout", "components", "utilities"]

SHEETS = sorted((STATIC / "css").rglob("*.css"))
MODULES = sorted((STATIC / "js").rglob("*.js"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Directions that do not turn with the script.
PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin-|padding-|border-|inset-)?(?:left|right|top|bottom)|(?:min-|max-)?(?:width|height))\s*:"
)


def name(path: Path) -> str:
    return str(path.relative_to(STATIC))


def code(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


@pytest.mark.parametrize("path", [*SHEETS, *MODULES], ids=name)
def test_file_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MOST_LINES[path.suffix]


def test_every_file_is_in_a_bundle() -> None:
    bundled = {part for parts in BUNDLES.values() for part in parts}
    assert bundled == {name(path) for path in [*SHEETS, *MODULES]}


@pytest.mark.parametrize("parts", BUNDLES.values(), ids=BUNDLES)
def test_no_bundle_holds_a_file_twice(parts: list[str]) -> None:
    assert len(parts) == len(set(parts))


# Layers lose against Wagtail's sheet, which stands in none.
LAYERED = [path for path in SHEETS if not path.name.startswith("admin")]


@pytest.mark.parametrize("path", LAYERED, ids=name)
def test_sheet_stands_in_one_layer(path: Path) -> None:
    text = re.sub(r"^@layer [\w, ]+;", "", code(path).strip()).strip()
    opened = re.match(r"@layer (\w+) {", text)
    assert opened
    assert opened[1] in LAYERS
    depth = [text[: index + 1].count("{") - text[: index + 1].count("}") for index in range(len(text))]
    assert depth.index(0, text.index("{")) == len(text) - 1


@pytest.mark.parametrize("bundle", [bundle for bundle in BUNDLES if bundle.endswith(".css")])
def test_every_property_is_defined_in_its_bundle(bundle: str) -> None:
    text = "".join(code(STATIC / part) for part in BUNDLES[bundle])
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    without_a_default = set(re.findall(r"var\((--[\w-]+)\)", text))
    assert without_a_default - defined == set()


def test_colours_are_named_once() -> None:
    """Outside the tokens stand only transparent stops (#0000) and print's black and white."""
    named = re.compile(r"#(?!0000\b)[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")
    elsewhere = [path for path in SHEETS if path.name not in {"tokens.css", "print.css"}]
    assert [name(path) for path in elsewhere if named.search(code(path))] == []


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_sheet_loads_nothing(path: Path) -> None:
    """An address in a part would mean another file once the parts are joined."""
    assert not re.search(r"url\(|@import", code(path))


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_sheet_turns_with_the_script(path: Path) -> None:
    rules = re.sub(r"@(?:media|container)[^{]*", "", code(path))
    assert PHYSICAL.findall(rules) == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_can_be_joined(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"^\s*(?:import|export)\b", text, re.MULTILINE)
    assert not re.search(r"\b(?:var|innerHTML|eval|document\.write)\b", text)


def test_joined_styles_keep_every_rule() -> None:
    joined = join_styles(["/* why */\n@layer a {\n  b { color: red; }\n}\n", "@layer c {\n}\n"])
    assert joined == "@layer a {\nb { color: red; }\n}\n@layer c {\n}\n"


def test_joined_modules_do_not_share_names() -> None:
    assert join_modules(["const a = 1;\n", "const a = 2;\n"]) == "{\nconst a = 1;\n}\n{\nconst a = 2;\n}\n"
