"""What was taken out and brought into an empty site is the same site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blog.models import EssayPage
from tests.exporting import empty, export, files_of, furnish
from tests.importing import bring

pytestmark = pytest.mark.django_db

# Numbers that each site counts for itself, and addresses of files, whose names it makes up.
_OWN_NUMBERS = re.compile(
    rb"<wp:(post_id|post_parent|term_id|author_id)>\d+|\?p(?:age_id)?=\d+|/(media|documents)/[^<\" ]+"
    rb"|_thumbnail_id\]\]></wp:meta_key>\n<wp:meta_value><!\[CDATA\[\d+"
)
# When a picture came in is its site's own; the rest of an attachment is compared.
_UPLOADED = re.compile(rb"<pubDate>[^<]*|<wp:post_(?:date|modified)(?:_gmt)?><!\[CDATA\[[^\]]*")


def comparable(name: str, content: bytes) -> bytes:
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
    empty()
    assert not EssayPage.objects.exists()
    report = bring(tmp_path / "one")
    after = files_of(export(tmp_path / "two"))
    assert report["broken"] == report["unconverted"] == []
    assert before.keys() == after.keys()
    different = {name for name in before if comparable(name, before[name]) != comparable(name, after[name])}
    for name in sorted(different):
        assert comparable(name, before[name]).decode() == comparable(name, after[name]).decode()
    assert different == set()
