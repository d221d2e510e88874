"""The folder of Markdown files, and the demo that is one."""

from __future__ import annotations

import json
import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client

from blog.models import EssayPage
from core.models import Category, ContactPage, SimplePage, Tag
from people.models import User
from tests.factories import make_essay
from transfer.neutral import RefusedError
from transfer.readers.markdown.body import body_of


def blocks(source: str) -> list[tuple[str, Any]]:
    return [(block["type"], block["value"]) for block in body_of(source, "essay.md", 4).blocks]


def test_running_text() -> None:
    assert blocks("One *two* **three** `four` ~~five~~ [six](https://example.org)\n\n- a\n  - b\n\n1. c") == [
        (
            "paragraph",
            '<p>One <i>two</i> <b>three</b> <code>four</code> <s>five</s> <a href="https://example.org">six</a></p>'
            "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol>",
        )
    ]


def test_headings_rules_and_quotations() -> None:
    assert blocks("## Vraiment\u202f?\n\n---\n\n> One\n>\n> — Ann *Lee*") == [
        ("heading", {"text": "Vraiment\u202f?", "level": "2", "anchor": "vraiment"}),
        ("rule", None),
        ("quote", {"text": "<p>One</p>", "attribution": "Ann Lee"}),
    ]


def test_directives() -> None:
    source = "::: epigraph A song\nOne\ntwo\n:::\n\n::: pull\nSaid.\n:::\n\n::: note\nAside.\n:::\n\n::: callout First\nDo *this*.\n\n- a\n:::"
    assert blocks(source) == [
        ("epigraph", {"text": "One two", "attribution": "A song"}),
        ("pull_quote", {"text": "Said.", "attribution": ""}),
        ("note", "<p>Aside.</p>"),
        ("callout", {"lead": "First", "text": "<p>Do <i>this</i>.</p><ul><li>a</li></ul>"}),
    ]


def test_code_byte_for_byte_and_its_caption() -> None:
    source = "```sql\n\nselect  1;\n::: pull\n```\nCode: What I ran."
    assert blocks(source) == [
        ("code", {"language": "sql", "code": "\nselect  1;\n::: pull", "caption": "What I ran."})
    ]


def test_tables_and_their_captions() -> None:
    (kind, value), after = blocks(
        "| a | b |\n|---|---:|\n| *1* | 2 |\n\nTable: Sums of *them*.\n\nTable: not one."
    )
    assert kind == "table"
    assert [column["heading"] for column in value["columns"]] == ["a", "b"]
    assert value["rows"] == [{"values": ["<i>1</i>", "2"]}]
    assert value["caption"] == "Sums of them."
    assert after == ("paragraph", "<p>Table: not one.</p>")


def test_raw_html_is_text() -> None:
    assert blocks("a <script>alert(1)</script> <more about it>") == [
        ("paragraph", "<p>a &lt;script&gt;alert(1)&lt;/script&gt; &lt;more about it&gt;</p>")
    ]


@pytest.mark.parametrize(("source", "line"), [("one\n\n::: shout\nx\n:::", 6), ("::: pull\nx", 4)])
def test_a_directive_that_is_wrong_is_named_by_file_and_line(source: str, line: int) -> None:
    with pytest.raises(RefusedError, match=f"essay.md, line {line}"):
        body_of(source, "essay.md", 4)


def folder(tmp_path: Path, **files: str) -> Path:
    for name, content in files.items():
        path = tmp_path / "texts" / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".toml" if "/" not in name.replace("__", "/") else ".md").write_text(
            content, encoding="utf-8"
        )
    return tmp_path / "texts"


@pytest.mark.django_db
def test_a_folder_comes_in_with_its_people_topics_and_translations(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        authors='[[author]]\nhandle = "ann-lee"\nname = "Ann Lee"\nemail = "ann@example.org"\nheadline = "Listens"',
        categories='[[category]]\npath = "a"\nname = "A"\nnames = { fr = "Â" }\n[[category]]\npath = "a/b"\nname = "B"',
        essays__fr__un='+++\ntitle = "Un"\ndate = 2025-01-02T03:04:05+01:00\nauthors = ["ann-lee"]\ncategories = ["a/b"]\n'
        'tags = ["vélos"]\nprompt = "Et vous ?"\n+++\nTexte.',
        pages__en__about='+++\ntitle = "About"\nposition = 1\n+++\nWe.',
        pages__fr__about='+++\ntitle = "À propos"\nposition = 1\n+++\nNous.',
        pages__en__contact='+++\ntitle = "Contact"\nposition = 2\n+++\nWrite.',
    )
    call_command("import_content", path, stdout=StringIO())
    essay = EssayPage.objects.get()
    assert (essay.url, essay.prompt, [user.handle for user in essay.authors]) == (
        "/fr/essays/un/",
        "Et vous ?",
        ["ann-lee"],
    )
    assert essay.published_at.isoformat() == "2025-01-02T02:04:05+00:00"
    assert [category.path for category in essay.categories.all()] == ["a/b"]
    assert Category.objects.get(path="a").names.get().name == "Â"
    assert Tag.objects.get().slug == "vélos"
    english, french = SimplePage.objects.order_by("url_path")
    assert english.translation_key == french.translation_key
    assert ContactPage.objects.get().show_in_menus
    call_command("import_content", path, stdout=StringIO())
    assert (EssayPage.objects.count(), SimplePage.objects.count(), User.objects.count()) == (1, 2, 1)


@pytest.mark.parametrize(
    ("content", "message"),
    [("no front matter", "no format"), ("+++\ntitle = \n+++\n", "un.md"), ("+++\ntitle", "un.md, line 1")],
)
@pytest.mark.django_db
def test_a_text_that_is_wrong_ends_the_import(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("import_content", folder(tmp_path, essays__en__un=content))


@pytest.fixture
def demo(db: None, tmp_path: Path, settings: Any) -> list[dict[str, str]]:
    """The demo's log-ins, once it has been brought in."""
    settings.VAR_DIR = tmp_path
    call_command("demo", verbosity=0)
    file = tmp_path / "demo-logins.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    logins: list[dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return logins


def test_the_demo_fills_every_language(demo: list[dict[str, str]], stranger: Client) -> None:
    essays = list(EssayPage.objects.all())
    assert {essay.locale.language_code for essay in essays} == {"en", "fr", "zh-hans"}
    assert all(essay.live and essay.body and essay.authors and essay.categories.exists() for essay in essays)
    pages = [page.url for page in (*essays, *SimplePage.objects.all(), *ContactPage.objects.all())]
    assert {stranger.get(url).status_code for url in pages} == {200}


def test_links_within_the_demo_lead_somewhere(demo: list[dict[str, str]], stranger: Client) -> None:
    addresses = {
        address
        for page in (*EssayPage.objects.all(), *SimplePage.objects.all())
        for address in _addresses_in(str(page.body.raw_data[:]))
    }
    assert {address: stranger.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


def _addresses_in(text: str) -> list[str]:
    return [part.split('"')[0] for part in text.split('href="')[1:] if part.startswith("/")]


def test_three_people_of_the_demo_can_log_in(demo: list[dict[str, str]]) -> None:
    assert [login["role"] for login in demo] == ["author", "moderator", "administrator"]
    for login in demo:
        user = authenticate(username=login["email"], password=login["password"])
        assert user is not None
        assert user.is_superuser == (login["role"] == "administrator")
    assert User.objects.filter(is_active=True).count() == 3


def test_the_demo_again_changes_nothing(demo: list[dict[str, str]]) -> None:
    before = list(EssayPage.objects.order_by("pk").values())
    call_command("demo", verbosity=0)
    assert list(EssayPage.objects.order_by("pk").values()) == before
    assert all(authenticate(username=login["email"], password=login["password"]) for login in demo)


@pytest.mark.django_db
def test_the_demo_is_for_an_empty_site(author: User) -> None:
    make_essay(authors=[author])
    with pytest.raises(CommandError, match="empty site"):
        call_command("demo")
