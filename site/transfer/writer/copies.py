"""What Wagtail keeps beside a page: its revisions' content and its references, for many new essays at once.

Wagtail looks at sixty fields and four relations of each page, most of which are the same in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.models import (
    get_all_child_relations,
    get_field_value,
    get_serializable_data_for_fields,
)
from wagtail.blocks import StreamValue
from wagtail.models import ReferenceIndex

from blog.models import EssayAuthor, EssayPage, EssayTag
from core.models import Category, Tag
from people.models import User

Reference = tuple[int, str, str, str]
_PLAIN = (str, int, bool, type(None))


def hang(
    essay: EssayPage, authorships: list[EssayAuthor], tags: list[EssayTag], categories: list[Category]
) -> None:
    """Let the page know what hangs on it: by itself it would ask the database, relation by relation."""
    nothing: dict[str, list[Any]] = {
        relation.get_accessor_name(): [] for relation in get_all_child_relations(EssayPage)
    }
    essay._cluster_related_objects = nothing | {
        "authorships": authorships,
        "tagged_items": tags,
        "categories": categories,
    }


def contents_of(essays: list[EssayPage]) -> list[dict[str, Any]]:
    """Return `serializable_data()` of each: Wagtail's own of the first, and what differs from it in the others."""
    first, *rest = essays
    pattern = first.serializable_data()
    fields = [field for field in EssayPage._meta.fields if field.serialize]
    values = [(field, field.attname, getattr(first, field.attname)) for field in fields]
    contents = [pattern]
    for essay in rest:
        content = {**pattern, "pk": essay.pk}
        for field, name, value in values:
            own = getattr(essay, name)
            if own is not value and not (isinstance(own, _PLAIN) and own == value):
                content[field.name] = get_field_value(field, essay)
        hung = essay._cluster_related_objects
        content["authorships"] = [get_serializable_data_for_fields(row) for row in hung["authorships"]]
        content["tagged_items"] = [get_serializable_data_for_fields(row) for row in hung["tagged_items"]]
        content["categories"] = [category.pk for category in hung["categories"]]
        contents.append(content)
    return contents


def references_of(
    essay: EssayPage, of_body: list[tuple[type[models.Model], str, str, str]]
) -> set[Reference]:
    """Return what `ReferenceIndex` finds in an essay, whose body, authors and tags need no looking for."""
    hung, body = essay._cluster_related_objects, essay.body
    essay._cluster_related_objects, essay.body = (
        {name: [] for name in hung},
        StreamValue(body.stream_block, []),
    )
    try:
        found = set(ReferenceIndex._extract_references_from_object(essay))
    finally:
        essay._cluster_related_objects, essay.body = hung, body
    return found | set(_references_of_rows(hung)) | set(_references_of_body(of_body))


def _references_of_body(found: list[tuple[type[models.Model], str, str, str]]) -> Iterator[Reference]:
    for model, object_id, model_path, content_path in found:
        kind = ReferenceIndex._get_base_content_type(model)
        yield kind.pk, str(object_id), f"body.{model_path}", f"body.{content_path}"


def _references_of_rows(hung: dict[str, list[Any]]) -> Iterator[Reference]:
    people, tags = ContentType.objects.get_for_model(User), ContentType.objects.get_for_model(Tag)
    for row in hung["authorships"]:
        yield people.pk, str(row.user_id), "authorships.item.user", f"authorships.{row.pk}.user"
    for row in hung["tagged_items"]:
        yield tags.pk, str(row.tag_id), "tagged_items.item.tag", f"tagged_items.{row.pk}.tag"
