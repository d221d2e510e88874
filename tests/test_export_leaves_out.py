"""Every row that people leave on a site is in its export, or is named there as left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps

from tests.exporting import export
from transfer.export.left_out import LEFT_OUT, WRITTEN

pytestmark = pytest.mark.django_db
OURS = {"blog", "core", "discussion", "listening", "moderation", "people", "search", "transfer"}


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_every_model_is_written_or_left_out() -> None:
    ours = {model._meta.label for model in apps.get_models() if model._meta.app_label in OURS}
    named = {*WRITTEN, *(label for labels in LEFT_OUT.values() for label in labels)}
    assert ours == named, "say in export/left_out.py where it stands, or why it does not"


def test_the_export_and_the_handbook_name_all_that_is_left_out(tmp_path: Path) -> None:
    readme = one_line((export(tmp_path / "out") / "README.txt").read_text(encoding="utf-8"))
    handbook = one_line((Path(__file__).parents[1] / "docs" / "operations.md").read_text(encoding="utf-8"))
    for words in LEFT_OUT:
        assert words in readme
        assert words in handbook
    for place in {place.partition("/")[0] for place in WRITTEN.values()}:
        assert place in readme
