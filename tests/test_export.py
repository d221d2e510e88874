"""Everything of a site is taken out as files: for people to read, and for WordPress."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from lxml import etree
from wagtail.models import PageViewRestriction

from blog.models import EssayPage
from core.exchange import Target, exporters
from core.models import Document, Image
from people.models import User
from tests.exporting import HOSTILE, OLD, every_block, export, files_of
from tests.factories import make_essay, make_page
from tests.pictures import make_image

pytestmark = pytest.mark.django_db

_WP = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def told(folder: Path, place: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / f"{place}.json").read_text(encoding="utf-8"))
    return found


def items_of(file: Path) -> list[etree._Element]:
    return list(etree.parse(file).getroot().iter("item"))


def text_of(item: etree._Element, name: str) -> str:
    return item.findtext(name, "", _WP)


@pytest.fixture
def hostile(author: User, coauthor: User) -> EssayPage:
    """An essay with every block, and with words that want to break out of each format."""
    page, document = make_page(slug="équipe"), Document(title="Prices")
    document.file.save("prices.csv", ContentFile(b"a;b"))
    essay = make_essay(
        HOSTILE, slug="con", authors=[coauthor, author], categories=["selling/other", "service/other"],
        tags=["été"], published_at=OLD, standfirst="</p><img src=x onerror=alert(1)> ]]>", featured=True,
    )  # fmt: skip
    essay.body = every_block(make_image("</title>"), document, page)
    essay.save()
    return essay


def test_every_thing_is_a_json_and_an_html_file(tmp_path: Path, hostile: EssayPage) -> None:
    folder = export(tmp_path / "out")
    files = files_of(folder)
    in_json = {name[:-5] for name in files if name.endswith(".json") and "/" in name}
    assert in_json == {name[:-5] for name in files if name.endswith(".html")}
    kinds = {place.split("/")[0] for place in in_json}
    assert kinds == {
        "categories", "documents", "essays", "homes", "moderation", "pages", "people", "pictures", "tags",
    }  # fmt: skip
    assert "export_content" in files["README.txt"].decode()
    essay = told(folder, next(place for place in in_json if place.startswith("essays/")))
    assert essay["title"] == hostile.title
    assert essay["authors"] == ["cora-coauthor", "ana-author"]
    assert [block["type"] for block in essay["body"]] == [block.block_type for block in hostile.body]


def test_names_of_files_are_safe_on_every_file_system(tmp_path: Path, hostile: EssayPage) -> None:
    names = [part for name in files_of(export(tmp_path / "out")) for part in name.split("/")]
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*(\.[a-z0-9]+)?", name) for name in names)
    assert all(len(name) < 110 and name.partition(".")[0] not in {"con", "nul", "aux"} for name in names)


def test_a_second_run_writes_the_same_bytes_and_drops_what_is_gone(
    tmp_path: Path, hostile: EssayPage
) -> None:
    first = files_of(export(tmp_path / "out"))
    assert files_of(export(tmp_path / "out")) == first
    make_page("Soon gone", slug="soon-gone").delete()
    hostile.delete()
    left = files_of(export(tmp_path / "out"))
    assert not [name for name in left if name.startswith("essays/")]


def test_a_folder_of_somebody_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CommandError, match="holds no earlier export"):
        export(tmp_path)
    (tmp_path / "listening-post.json").write_text('{"format": "another"}')
    with pytest.raises(CommandError, match="holds no earlier export"):
        export(tmp_path)
    with pytest.raises(CommandError, match="no folder"):
        export(tmp_path / "letter.txt")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt", "listening-post.json"]


def test_links_in_an_earlier_export_are_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    folder = export(tmp_path / "out")
    (folder / "README.txt").unlink()
    (folder / "README.txt").symlink_to(outside / "kept.txt")
    (folder / "people").symlink_to(outside)
    (folder / ".new").symlink_to(outside)
    make_essay(authors=[User.objects.create_user("a@example.org", "A")])
    export(folder)
    assert [path.name for path in outside.iterdir()] == ["kept.txt"]
    assert (outside / "kept.txt").read_text() == "kept"
    assert not any(path.is_symlink() for path in folder.rglob("*"))


def test_what_the_operator_keeps_beside_stays(tmp_path: Path) -> None:
    folder = export(tmp_path / "out")
    (folder / "notes.txt").write_text("mine")
    export(folder)
    assert (folder / "notes.txt").read_text() == "mine"
    assert folder.stat().st_mode & 0o077 == 0


def test_nothing_in_a_page_runs_or_loads_from_elsewhere(tmp_path: Path, hostile: EssayPage) -> None:
    folder = export(tmp_path / "out")
    for file in folder.rglob("*.html"):
        tree = etree.HTML(file.read_text(encoding="utf-8"))
        assert not tree.xpath("//script | //iframe | //object | //style | //@*[starts-with(name(), 'on')]")
        for address in tree.xpath("//@src"):
            assert (file.parent / address).resolve().is_relative_to(folder)
            assert (file.parent / address).is_file()
        for address in tree.xpath("//@href"):
            assert address.startswith(("https://", "http://")) or (file.parent / address).is_file()


def test_wordpress_gets_well_formed_xml_with_the_same_words(tmp_path: Path, hostile: EssayPage) -> None:
    folder = export(tmp_path / "out")
    (item,) = [item for item in items_of(folder / "wordpress.xml") if text_of(item, "wp:post_type") == "post"]
    assert text_of(item, "title") == hostile.title.replace("\x01", "")
    assert text_of(item, "wp:status") == "publish"
    assert text_of(item, "wp:is_sticky") == "1"
    assert text_of(item, "wp:post_date_gmt") == "2019-02-03 04:05:06"
    assert text_of(item, "dc:creator") == "cora-coauthor"
    body = text_of(item, "content:encoded")
    assert (
        '<pre class="language-python">\nif a&#91;0] &lt; "b":\n\n    x = &#91;"]]&gt;"]  # &lt;script&gt;</pre>'
        in body
    )
    assert "\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n\n" in body
    assert "<figcaption>Fourteen steps</figcaption>" in body
    assert re.search(
        r'<img src="http://localhost:8000/media/original_images/[^"]+" alt="A flight of stairs">', body
    )
    filed = {(one.get("domain"), one.get("nicename")) for one in item.iter("category")}
    # WordPress has no two categories of one name.
    assert {("category", "selling-other"), ("category", "service-other"), ("post_tag", "été")} <= filed
    attached = [
        item for item in items_of(folder / "wordpress.xml") if text_of(item, "wp:post_type") == "attachment"
    ]
    assert {text_of(one, "wp:attachment_url").split("/")[3] for one in attached} == {"media", "documents"}
    assert (
        len({text_of(one, "wp:post_id") for one in items_of(folder / "wordpress.xml")}) == len(attached) + 2
    )


def test_the_file_for_wordpress_is_split_by_size_and_language(tmp_path: Path, author: User) -> None:
    for number in range(6):
        make_essay(f"Essay {number}", authors=[author], body=[("paragraph", f"<p>{'word ' * 2000}</p>")])
    make_essay("Un essai", language="fr", slug="un-essai", authors=[author])
    folder = export(tmp_path / "out", largest=0.025)
    parts = sorted(path.name for path in folder.glob("*.xml"))
    assert parts == ["wordpress-2.xml", "wordpress-3.xml", "wordpress-fr.xml", "wordpress.xml"]
    titles = [text_of(item, "title") for part in parts for item in items_of(folder / part)]
    assert sorted(titles) == [*(f"Essay {number}" for number in range(6)), "Un essai"]
    for part in parts:
        logins = etree.parse(folder / part).findall(".//wp:author_login", _WP)
        assert [login.text for login in logins] == ["ana-author"]
    assert etree.parse(folder / "wordpress-fr.xml").findtext(".//language") == "fr"


def test_what_is_not_public_is_there_with_its_state(tmp_path: Path, author: User) -> None:
    draft = make_essay("Draft", live=False, authors=[author])
    draft.title = "Draft, written on"
    draft.save_revision()
    later = make_essay("Later", live=False, go_live_at="2100-01-01T00:00:00Z")
    later.refresh_from_db()
    later.save_revision(approved_go_live_at=later.go_live_at)
    locked = make_essay("Locked")
    PageViewRestriction.objects.create(page=locked, restriction_type="password", password="open")
    PageViewRestriction.objects.create(page=make_essay("Private"), restriction_type="login")
    folder = export(tmp_path / "out")
    assert told(folder, "essays/en/draft")["title"] == "Draft, written on"
    assert told(folder, "essays/en/draft")["state"] == "draft"
    assert told(folder, "essays/en/later")["state"] == "scheduled"
    assert told(folder, "essays/en/locked")["access"] == {"kind": "password", "password": "open"}
    items = {text_of(item, "title"): item for item in items_of(folder / "wordpress.xml")}
    states = {title: text_of(item, "wp:status") for title, item in items.items()}
    assert states == {
        "Draft, written on": "draft",
        "Later": "future",
        "Locked": "publish",
        "Private": "private",
    }
    assert text_of(items["Later"], "wp:post_date_gmt") == "2100-01-01 00:00:00"
    assert text_of(items["Locked"], "wp:post_password") == "open"


def test_only_who_wrote_or_has_a_role_is_named(
    tmp_path: Path, essay: EssayPage, member: User, editor: User, administrator: User
) -> None:
    folder = export(tmp_path / "out")
    assert {path.stem for path in (folder / "people").glob("*.json")} == {
        "ana-author",
        "cora-coauthor",
        "edda-editor",
    }
    assert told(folder, "people/edda-editor")["roles"] == ["Editors"]
    everything = b"".join(files_of(folder).values())
    assert str(member.email).encode() not in everything
    assert str(administrator.email).encode() not in everything
    assert member.password.encode() not in everything


def test_a_file_that_is_lost_leaves_its_words_and_is_named(
    tmp_path: Path, hostile: EssayPage, capsys: pytest.CaptureFixture[str]
) -> None:
    image = Image.objects.get()
    Path(image.file.path).unlink()
    call_command("export_content", tmp_path / "out")
    assert f"No file: {image.file.name}" in capsys.readouterr().err
    (place,) = (tmp_path / "out" / "essays" / "en").glob("*.json")
    assert "<p>A flight of stairs</p><p>Fourteen steps</p>" in place.read_text().replace("\\n", "")


def test_an_app_can_add_what_it_holds(tmp_path: Path) -> None:
    def write(target: Target) -> None:
        target.add("../7", {"title": "A question"}, "<p onclick=alert(1)>Why?</p><script>alert(1)</script>")

    exporters.register("questions", write)
    try:
        folder = export(tmp_path / "out")
    finally:
        del exporters.known["questions"]
    (page,) = (folder / "questions").rglob("*.html")
    assert "<p>Why?</p>\n</body>" in page.read_text()
