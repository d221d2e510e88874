"""Categories, found again by their path, and tags, found again by slug or name."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from core.models import Category, CategoryName, Tag, TagName
from core.models.category import PATH_LENGTH, SLUG_LENGTH
from core.reserved import EVERY_LEVEL
from core.slugs import free_slug
from transfer.neutral import Category as ReadCategory
from transfer.neutral import Tag as ReadTag
from transfer.report import Tally
from transfer.writer.reasons import DELETED
from transfer.writer.slugs import own_slug
from transfer.writer.sources import Sources, checksum_of
from transfer.writer.targets import Term

TAG_LENGTH = 100


class Categories:
    """The categories of one blog, by the key that its texts use. In a dry run they have paths and no ids."""

    def __init__(self, sources: Sources, tally: Tally, *, dry: bool) -> None:
        self.sources = sources
        self.tally = tally
        self.dry = dry
        self.ids: dict[str, int] = {}
        self.paths: dict[str, str] = {}

    def bring(self, read: ReadCategory) -> None:
        """Find this category in the tree, or add it below its parent, which was brought before."""
        checksum = checksum_of(read)
        known = self.sources.get("categories", read.key)
        category = Category.objects.filter(pk=known.object_id).first() if known else None
        path = category.path if category else self._path(read)
        # A name of ours for the same place, perhaps an earlier one, is the same category.
        category = category or Category.objects.at_address(path)
        if known and category is None:
            self.tally.skip(read.key, DELETED)
            return
        self.paths[read.key] = category.path if category else path
        self.tally.created += category is None
        self.tally.unchanged += category is not None
        if category:
            self.ids[read.key] = category.pk
        if self.dry:
            return
        category = category or self._create(read, path)
        if known is None or known.checksum != checksum or known.object_id != category.pk:
            self.sources.keep("categories", read.key, category, checksum)
        self.ids[read.key] = category.pk

    def target(self, key: str) -> Term | None:
        """Return what old addresses of this category lead to, or None if it was deleted here."""
        if key not in self.paths:
            return None
        return Term(Category, self.ids.get(key), reverse("blog:category", args=[self.paths[key]]))

    def _path(self, read: ReadCategory) -> str:
        above = f"{self.paths[read.parent]}/" if read.parent in self.paths and read.parent else ""
        slug = own_slug(read.slug, read.name, "category", SLUG_LENGTH)
        while len(above) + len(slug) + 4 > PATH_LENGTH:
            above = above.rstrip("/").rpartition("/")[0] + "/"
        mine = {path.removeprefix(above) for path in self.paths.values() if path.startswith(above)}
        return above + free_slug(slug, mine | EVERY_LEVEL, SLUG_LENGTH)

    def _create(self, read: ReadCategory, path: str) -> Category:
        category = Category(
            name=read.name[:120],
            slug=path.rpartition("/")[2],
            parent=Category.objects.filter(path=path.rpartition("/")[0]).first(),
            description=read.description,
            position=read.position,
        )
        category.save()
        about = dict(read.descriptions)
        for language, name in _spoken(read):
            CategoryName.objects.create(
                category=category,
                language=language,
                name=name[:120],
                description=about.get(language, ""),
            )
        return category


class Tags:
    """The tags of one blog, by the key that its texts use."""

    def __init__(self, sources: Sources, tally: Tally, *, dry: bool) -> None:
        self.sources = sources
        self.tally = tally
        self.dry = dry
        self.ids: dict[str, int] = {}
        self.slugs: dict[str, str] = {}

    def bring(self, read: ReadTag) -> None:
        """Find this tag, or add it. Two tags of one blog stay two, whatever their names."""
        checksum = checksum_of(read)
        known = self.sources.get("tags", read.key)
        tag = Tag.objects.filter(pk=known.object_id).first() if known else None
        slug = tag.slug if tag else self._slug(read)
        tag = tag or self._found(read, slug)
        if known and tag is None:
            self.tally.skip(read.key, DELETED)
            return
        self.slugs[read.key] = tag.slug if tag else slug
        self.tally.created += tag is None
        self.tally.unchanged += tag is not None
        if tag:
            self.ids[read.key] = tag.pk
        if self.dry:
            return
        tag = tag or _create_tag(read, slug)
        if known is None or known.checksum != checksum or known.object_id != tag.pk:
            self.sources.keep("tags", read.key, tag, checksum)
        self.ids[read.key] = tag.pk

    def target(self, key: str) -> Term | None:
        """Return what old addresses of this tag lead to, or None if it was deleted here."""
        if key not in self.slugs:
            return None
        return Term(Tag, self.ids.get(key), reverse("blog:tag", args=[self.slugs[key]]))

    def _slug(self, read: ReadTag) -> str:
        slug = own_slug(read.slug, read.name, "tag", TAG_LENGTH - 10)
        slug = f"{slug}-tag" if slug in EVERY_LEVEL else slug
        return free_slug(slug, set(self.slugs.values()), TAG_LENGTH)

    def _found(self, read: ReadTag, slug: str) -> Tag | None:
        tag = (
            Tag.objects.at_address(slug)
            or Tag.objects.filter(name__iexact=read.name[:TAG_LENGTH].strip()).first()
        )
        return None if tag and tag.slug in self.slugs.values() else tag


def _spoken(read: ReadCategory | ReadTag) -> list[tuple[str, str]]:
    """Return the names in languages that the site speaks: there is no place for others."""
    return [(language, name) for language, name in read.names if language in dict(settings.LANGUAGES)]


def _create_tag(read: ReadTag, slug: str) -> Tag:
    tag = Tag.objects.create(name=_free_name(read.name.strip() or slug), slug=slug)
    for language, name in _spoken(read):
        TagName.objects.create(tag=tag, language=language, name=name[:TAG_LENGTH])
    return tag


def _free_name(wanted: str) -> str:
    """Names are unique here; WordPress tells tags apart by their slugs."""
    name, number = wanted[:TAG_LENGTH], 1
    while Tag.objects.filter(name=name).exists():
        number += 1
        name = f"{wanted[: TAG_LENGTH - 6]} ({number})"
    return name
