"""What was taken out and brought into an empty site is the same site."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import PageViewRestriction

from blog.models import EssayPage
from core.models import Category, Document, Image, SimplePage
from listening.models import Voice
from people.models import User
from tests.exporting import empty, export, files_of, furnish
from tests.importing import bring, created

pytestmark = pytest.mark.django_db

# Numbers that each site counts for itself, and addresses of files, whose names it makes up.
_OWN_NUMBERS = re.compile(
    rb"<wp:(post_id|post_parent|term_id|author_id|comment_id|comment_parent|comment_user_id)>\d+|\?p(?:age_id)?=\d+|/(media|documents)/[^<\" ]+"
    rb"|_thumbnail_id\]\]></wp:meta_key>\n<wp:meta_value><!\[CDATA\[\d+"
)
# When a picture came in is its site's own; the rest of an attachment is compared.
_UPLOADED = re.compile(rb"<pubDate>[^<]*|<wp:post_(?:date|modified)(?:_gmt)?><!\[CDATA\[[^\]]*")


def comparable(name: str, content: bytes) -> bytes:
    if name.startswith("comments/"):
        return re.sub(rb'"(id|to)": \d+', b"", content)
    if not name.startswith("wordpress"):
        return content
    items = _OWN_NUMBERS.sub(b"", content).split(b"<item>\n")
    return b"<item>\n".join(
        sorted(
            _UPLOADED.sub(b"", item) if b">attachment<" in item or b"[attachment]" in item else item
            for item in items
        )
    )


def test_importing_an_export_into_an_empty_site_gives_the_same_site(tmp_path: Path) -> None:
    furnish()
    before = files_of(export(tmp_path / "one"))
    assert b'"en": "essays/en/con-' in before["essays/fr/des-escaliers.json"]
    shapes = _shapes()
    assert len(shapes) > 20
    told = b"".join(content for name, content in before.items() if name.startswith("comments/essays/en/con-"))
    assert b"Elsewhere said" in told
    empty()
    assert not EssayPage.objects.exists()
    report = bring(tmp_path / "one")
    after = files_of(export(tmp_path / "two"))
    assert report["broken"] == report["unconverted"] == report["collisions"] == []
    assert before.keys() == after.keys()
    different = {name for name in before if comparable(name, before[name]) != comparable(name, after[name])}
    for name in sorted(different):
        assert comparable(name, before[name]).decode() == comparable(name, after[name]).decode()
    assert _shapes() == shapes
    _is_alive()
    assert created(bring(tmp_path / "one")) == 0


def _shapes() -> list[tuple[Any, ...]]:
    """Who answers whom, with which words and in which state."""
    voices = Voice.objects.order_by("place_id", "path").select_related("reply_to", "guest")
    return sorted(
        (
            voice.said_at,
            voice.name,
            voice.html,
            voice.depth,
            voice.state,
            (voice.reply_to and voice.reply_to.html) or "",
        )
        for voice in voices
    )


def _is_alive() -> None:
    """What two equal exports would not show: that references by id lead to what is here."""
    essay = EssayPage.objects.get(slug="con")
    stored = json.dumps(essay.body.get_prep_value(), ensure_ascii=False)
    page, document = SimplePage.objects.get(slug="équipe"), Document.objects.get()
    assert f'linktype=\\"page\\" id=\\"{page.pk}\\"' in stored
    assert f'linktype=\\"document\\" id=\\"{document.pk}\\"' in stored
    about = SimplePage.objects.get(slug="about", locale__language_code="en")
    assert f'linktype=\\"page\\" id=\\"{essay.pk}\\"' in json.dumps(about.body.get_prep_value())
    assert f'id=\\"{essay.pk}\\"' in about.get_latest_revision().content["body"].replace("\\\\", "\\")
    assert essay.hero_image == Image.objects.get()
    twin = EssayPage.objects.get(slug="des-escaliers")
    assert twin.translation_key == essay.translation_key
    person = User.objects.get(handle="solene-abgrall")
    assert person.portrait == essay.hero_image
    assert not person.is_active
    assert not person.has_usable_password()
    assert {group.name for group in person.groups.all()} == {"Authors", "Editors"}
    assert Category.objects.at_address("selling/lost-sales") == Category.objects.get(
        path="selling/sales-lost"
    )
    assert EssayPage.objects.get(slug="later").scheduled_revision is not None
    assert EssayPage.objects.get(slug="draft").scheduled_revision is None


def carried(essay: EssayPage) -> dict[str, Any]:
    """What WordPress' format has a place for, of an essay."""
    rule = PageViewRestriction.objects.filter(page=essay).first()
    latest = essay if essay.live else essay.get_latest_revision_as_object()
    return {
        "title": "".join(filter(str.isprintable, latest.title)).strip(),
        "state": (essay.live, bool(essay.scheduled_revision)),
        # To the second; of a scheduled essay, when it is to appear.
        "date": (latest.go_live_at or latest.published_at).replace(microsecond=0),
        "authors": [user.name for user in essay.authors] if essay.live else [],
        "categories": sorted(category.name for category in essay.categories.all()),
        "tags": sorted(tag.name for tag in essay.tags.all()),
        "standfirst": latest.standfirst,
        "featured": essay.featured,
        "comments_open": essay.comments_open,
        "password": rule.password if rule else "",
        "blocks": [shown for block in latest.body.raw_data if (shown := _in_wordpress(block))],
    }


# As which block of ours another comes back: WordPress has none like it.
_BECOMES = {
    "epigraph": "quote",
    "callout": "paragraph",
    "note": "paragraph",
    "gallery": "remote_image",
    "image": "remote_image",
}


def _in_wordpress(block: Any) -> tuple[str, str]:
    """The kind of a block and its exact words, where both survive."""
    kind, value = block["type"], block["value"]
    kind = _BECOMES.get(kind, kind)
    words = {"code": lambda: value["code"], "heading": lambda: value["text"], "embed": lambda: value["url"]}
    return kind, words.get(kind, lambda: "")()


def _merged(blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Running text that stands together becomes one block, and a gallery its single pictures."""
    return [
        block for index, block in enumerate(blocks) if index == 0 or block[1] or block != blocks[index - 1]
    ]


def test_importing_the_files_for_wordpress_gives_the_same_essays_as_far_as_they_can_carry_them(
    tmp_path: Path,
) -> None:
    furnish()
    folder = export(tmp_path / "one")
    before = {(essay.locale.language_code, essay.slug): carried(essay) for essay in EssayPage.objects.all()}
    pages = set(SimplePage.objects.values_list("slug", "locale__language_code"))
    (tmp_path / "wxr").mkdir()
    for file in folder.glob("*.xml"):
        (tmp_path / "wxr" / file.name).write_bytes(file.read_bytes())
    empty()
    report = bring(tmp_path / "wxr")
    assert report["broken"] == []
    after = {(essay.locale.language_code, essay.slug): carried(essay) for essay in EssayPage.objects.all()}
    assert before.keys() == after.keys()
    for key in before:
        before[key]["blocks"], after[key]["blocks"] = (
            _merged(before[key]["blocks"]),
            _merged(after[key]["blocks"]),
        )
        assert before[key] == after[key]
    # A contact page comes back as a page: its form is none of WordPress'.
    assert pages <= set(SimplePage.objects.values_list("slug", "locale__language_code"))
    assert SimplePage.objects.get(slug="équipe").get_parent().slug == "about"


def test_a_folder_that_was_changed_brings_in_nothing_live(tmp_path: Path, essay: EssayPage) -> None:
    folder = export(tmp_path / "one")
    file = folder / "essays" / "en" / f"{essay.slug}.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    told["canonical"], told["hero"] = "javascript:alert(1)", {"file": "../../../etc/passwd", "alt": ""}
    told["body"] = [
        {
            "type": "paragraph",
            "value": '<p onclick="x">Hi<script>alert(1)</script><a href="javascript:x">y</a></p>',
        },
        {"type": "embed", "value": {"url": "javascript:alert(1)", "title": ""}},
        {"type": "image", "value": {"image": {"image": "../../secret.png"}, "caption": ""}},
        {"type": "raw_html", "value": "<script>alert(1)</script>"},
        "nonsense",
    ]
    file.write_text(json.dumps(told), encoding="utf-8")
    (folder / "essays" / "en" / "broken.json").write_text('{\n"title": ', encoding="utf-8")
    (folder / "pictures").mkdir()
    (folder / "media" / "pictures").mkdir(parents=True)
    (folder / "media" / "pictures" / "x.png").write_text("<svg onload=alert(1)>")
    picture = {"kind": "picture", "title": "X", "file": "media/pictures/x.png"}
    (folder / "pictures" / "x.json").write_text(json.dumps(picture))
    empty()
    report = bring(folder)
    assert report["exits"] == 3
    assert [(entry["line"], "essays/en/broken.json" in entry["reason"]) for entry in report["broken"]] == [
        (2, True)
    ]
    assert report["images"]["skipped"][0]["id"] == "media/pictures/x.png"
    assert report["unconverted"][0]["what"].startswith("4 blocks")
    copy = EssayPage.objects.get()
    assert copy.canonical_url == ""
    assert copy.hero_image is None
    assert [block["value"] for block in copy.body.raw_data] == ["<p>Hi<a>y</a></p>"]


def test_an_export_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    folder = export(tmp_path / "one")
    mark = folder / "listening-post.json"
    mark.write_text(mark.read_text().replace('"complete": true', '"complete": false'))
    with pytest.raises(CommandError, match="cut short"):
        call_command("import_content", folder)
