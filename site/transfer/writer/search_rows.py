"""New essays into the database's search index, each read once, in the transaction that writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Avg, Count, Manager
from django.db.models.functions import Length
from modelsearch.backends import get_search_backends
from modelsearch.index import AutocompleteField, BaseField, RelatedFields, SearchField
from wagtail.search.models import IndexEntry

from blog.models import EssayPage
from core.rows import insert_rows
from core.words import unspaced_words


class Told(SearchField):
    """What one field of an essay says to search."""

    def __init__(self, field: BaseField, value: Any) -> None:
        super().__init__(field.field_name, boost=field.boost)
        self.value = value

    def get_value(self, obj: Any) -> Any:
        return self.value


class ToldAtOnce(AutocompleteField):
    """What one field of an essay says to a search that completes words."""

    def __init__(self, field: BaseField, value: Any) -> None:
        super().__init__(field.field_name)
        self.value = value

    def get_value(self, obj: Any) -> Any:
        return self.value


class Read:
    """An essay as the indexers of both databases take it. They ask for every field up to five times; a body costs."""

    def __init__(self, essay: EssayPage, body: list[str]) -> None:
        self.pk = essay.pk
        self.fields: list[BaseField] = []
        said: list[Any] = []
        place = 0
        for field in essay.get_search_fields():
            if field.field_name == "unspaced_words":
                place = len(self.fields)
                continue
            told = [Told(field, body)] if field.field_name == "body" else list(_told(essay, field))
            self.fields += told
            said += [one.value for one in told] if isinstance(field, SearchField) else []
        self.fields.insert(place, Told(SearchField("unspaced_words"), unspaced_words(said)))

    def get_search_fields(self) -> list[BaseField]:
        return self.fields


def _told(thing: Any, field: Any) -> Iterator[Told | ToldAtOnce]:
    if isinstance(field, RelatedFields):
        found = field.get_value(thing)
        for one in found.all() if isinstance(found, Manager) else [found]:
            for below in field.fields:
                yield from _told(one, below)
    elif isinstance(field, AutocompleteField):
        yield ToldAtOnce(field, field.get_value(thing))
    elif isinstance(field, SearchField):
        yield Told(field, field.get_value(thing))


class SearchRows:
    """The index of this database. `can_add` is false where something else indexes, which is then told at the end."""

    def __init__(self) -> None:
        backends = list(get_search_backends(with_auto_update=True))
        self.indexes = [backend.get_index_for_model(EssayPage) for backend in backends]
        kinds = {type(index).__name__ for index in self.indexes}
        self.can_add = kinds <= {"SQLiteIndex", "PostgresIndex"}
        self._titles, self._length = 0, 0.0
        self._is_dirty = False

    def add(self, essays: Iterable[tuple[EssayPage, list[str]]]) -> None:
        """Index essays that are new, each given with what of its body is searched."""
        read = [Read(essay, body) for essay, body in essays]
        for index in self.indexes:
            if connection.vendor == "sqlite":
                self._insert(index, read)
            else:
                # It would go through the whole table after each batch; `finish` does so once.
                index._refresh_title_norms = lambda full=False: None
                index.add_items(EssayPage, read)
                self._is_dirty = True

    def finish(self) -> None:
        """Weigh the titles that were added, where that is not done with each."""
        for index in self.indexes if self._is_dirty else []:
            type(index)._refresh_title_norms(index)

    def _insert(self, index: Any, read: list[Read]) -> None:
        """As `SQLiteIndex.add_items`, which writes every row a second time, and its words too, to weigh its title."""
        # Its module can only be imported where the database is SQLite.
        from modelsearch.backends.database.sqlite.sqlite import ObjectIndexer

        kind = ContentType.objects.get_for_model(EssayPage)
        if not self._titles:
            told = index.entries.aggregate(count=Count("pk"), average=Avg(Length("title")))
            self._titles, self._length = told["count"], told["count"] * (told["average"] or 0.0)
        indexers = [ObjectIndexer(one, index.backend) for one in read]
        self._titles += len(indexers)
        self._length += sum(len(one.title) for one in indexers)
        average = self._length / self._titles
        insert_rows(
            IndexEntry,
            ("content_type_id", "object_id", "title", "autocomplete", "body", "title_norm"),
            [
                (kind.pk, one.id, one.title, one.autocomplete, one.body, average / max(len(one.title), 1))
                for one in indexers
            ],
        )
