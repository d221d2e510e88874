"""What an import refuses, with an unchanged database, and what it brings in without anything live."""

from __future__ import annotations

import json
import os
import re
import stat
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from blog.models import EssayPage
from core.links import safe_url
from tests.corpora import corpus
from tests.wxr import item, written, wxr

pytestmark = pytest.mark.django_db

BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BY_SYSTEM = '<!DOCTYPE rss SYSTEM "http://evil.example/x.dtd">'
# Elements that act, and attributes that do.
LIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "svg",
    "math",
    "style",
    "base",
    "meta",
    "link",
    "template",
}


def bring(path: Path) -> None:
    call_command("import_content", path, stdout=StringIO())


def assert_refused(path: Path, message: str) -> None:
    with pytest.raises(CommandError, match=message) as refused:
        bring(path)
    assert "\n" not in str(refused.value)
    assert not EssayPage.objects.exists()


@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE, BY_SYSTEM], ids=["bomb", "outside", "system"])
def test_entities_are_refused_before_anything_is_parsed(tmp_path: Path, declaration: str) -> None:
    path = written(tmp_path, item(1, "&b;&x;"))
    path.write_text(
        path.read_text(encoding="utf-8").replace("<rss", f"{declaration}\n<rss", 1), encoding="utf-8"
    )
    assert_refused(path, "line 3: it declares entities")


def test_an_entity_that_nobody_declared_is_text(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1).replace("<![CDATA[A post]]>", "say &lol1;")))
    assert EssayPage.objects.get().title == "say &lol1;"


@pytest.mark.parametrize("levels", [300, 20_000])
def test_elements_without_end_are_refused(tmp_path: Path, levels: int) -> None:
    assert_refused(written(tmp_path, item(1), item(2, extra="<a>" * levels + "</a>" * levels)), "deep")


def test_an_absurd_item_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transfer.readers.xml.pieces.LARGEST_ITEM", 10_000)
    assert_refused(written(tmp_path, item(1), item(2, content="x" * 20_000)), "an item of")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no format that we know"),
        ("hello", "no format that we know"),
        (wxr(item(1)).replace("<channel>", "<chanel>"), "no <channel>"),
        (wxr(item(1)).replace('encoding="UTF-8"', 'encoding="klingon"'), "encoding"),
    ],
)
def test_what_is_no_export(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "export.xml"
    path.write_text(content, encoding="utf-8")
    assert_refused(path, message)


def zipped(tmp_path: Path, name: str, content: str, mode: int = 0) -> Path:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("good.xml", wxr(item(1)))
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = mode << 16
        archive.writestr(entry, content)
    return path


def test_a_zip_archive_comes_in(tmp_path: Path) -> None:
    bring(zipped(tmp_path, "notes/readme.txt", "hello"))
    assert EssayPage.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "mode", "message"),
    [
        ("../outside.xml", 0, "leads out"),
        ("a/../../outside.xml", 0, "leads out"),
        ("/etc/outside.xml", 0, "leads out"),
        ("..\\outside.xml", 0, "leads out"),
        ("link.xml", stat.S_IFLNK | 0o777, "is a link"),
    ],
)
def test_archives_that_reach_outside(tmp_path: Path, name: str, mode: int, message: str) -> None:
    assert_refused(zipped(tmp_path, name, "/etc/passwd", mode), message)
    assert not (tmp_path.parent / "outside.xml").exists()


def test_an_archive_that_grows_without_measure(tmp_path: Path) -> None:
    assert_refused(zipped(tmp_path, "big.xml", "0" * 30_000_000), "grows too much")


def test_a_damaged_archive(tmp_path: Path) -> None:
    path = zipped(tmp_path, "notes.txt", "hello")
    path.write_bytes(path.read_bytes()[:40] + b"XXXXXXXX" + path.read_bytes()[48:])
    assert_refused(path, "cannot be unpacked")


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "export.xml").symlink_to(written(outside, item(1)))
    (inside / "more").symlink_to(outside)
    assert_refused(inside, "no format that we know")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "export.xml")
    assert_refused(tmp_path / "export.xml", "no file that can be read")


def test_serialized_php_is_never_read(tmp_path: Path) -> None:
    meta = '<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[O:8:"Evil":0:{}]]></wp:meta_value></wp:postmeta>'
    bring(written(tmp_path, item(1, content="<!-- wp:footnotes /-->words", extra=meta)))
    assert EssayPage.objects.count() == 1


def payloads() -> list[str]:
    text = corpus("hostile", "dompurify-expect.mjs.txt").read_text(encoding="utf-8")
    found = re.findall(r'"payload"\s*:\s*("(?:[^"\\]|\\.)*")', text)
    unescaped = [json.loads(re.sub(r"\\x([0-9a-fA-F]{2})", r"\\u00\1", one), strict=False) for one in found]
    return unescaped + json.loads(corpus("hostile", "blns.json").read_text(encoding="utf-8"))


def test_hostile_texts_leave_nothing_live_and_stay_readable(tmp_path: Path, stranger: Client) -> None:
    """Fifty payloads to an essay, each also as a title, an excerpt, a category and a tag."""
    hostile = [
        re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", one).replace("]]>", "]]&gt;")
        for one in payloads()
    ]
    items = []
    for number in range(0, len(hostile), 50):
        some = hostile[number : number + 50]
        content = "\n\nMARK\n\n".join([*some, "the end"])
        label = some[7]
        filed = f'<category domain="category" nicename="c{number}"><![CDATA[{label}]]></category>'
        filed += f'<category domain="post_tag" nicename="t{number}"><![CDATA[{label}]]></category>'
        items.append(item(number + 1, some[3] or "x", excerpt=some[5], content=content, extra=filed))
    bring(written(tmp_path, *items))
    essays = list(EssayPage.objects.all())
    assert len(essays) == len(items)
    for address in [*[essay.url for essay in essays], "/", "/essays/", "/feed/", "/category/c0/", "/tag/t0/"]:
        page = stranger.get(address)
        assert page.status_code == 200
        if not address.startswith("/feed"):
            assert_nothing_live(page.content.decode(), address)
    assert all("MARK" in str(essay.body) for essay in essays)


def assert_nothing_live(html: str, address: str) -> None:
    """Of the whole page, what the site itself draws excepted: its scripts and styles are files of its own."""
    body = LexborHTMLParser(html).css_first("main")
    assert body is not None
    for node in body.traverse(include_text=False):
        tag, attributes = node.tag or "", node.attributes
        own_icon = tag == "svg" and "icon" in (attributes.get("class") or "")
        own_form = tag == "form" and (attributes.get("action") or "").startswith("/")
        if tag in LIVE and not own_icon and not own_form:
            raise AssertionError(f"{address}: {node.html}")
        assert not [name for name in attributes if name.startswith("on") or name in {"style", "srcdoc"}], (
            node.html
        )
        for name in ("href", "src", "action"):
            value = attributes.get(name) or ""
            # The site's own link for passing a page on names no recipient.
            assert value.startswith("mailto:?subject=") or safe_url(value) is not None, (address, node.html)
