"""What other apps' changes mean for where things came from."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType

from core.models import Category
from transfer.models import OldPath, Source


def on_category_merged(source: Category, target: Category) -> None:
    """Lead the old addresses of the one to the other; the next import finds it there too."""
    kind = ContentType.objects.get_for_model(Category)
    for model in (OldPath, Source):
        model._default_manager.filter(content_type=kind, object_id=source.pk).update(object_id=target.pk)
