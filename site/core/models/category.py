from __future__ import annotations

from typing import Any

from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Concat, Substr
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from core.reserved import EVERY_LEVEL
from core.shelves import listeners
from core.slugs import free_slug, slug_for

# A path stays well inside what servers and indexes take (PostgreSQL indexes up to 2,700 bytes).
PATH_LENGTH = 600
SLUG_LENGTH = 80


class CategoryQuerySet(models.QuerySet["Category"]):
    def under(self, path: str) -> CategoryQuerySet:
        """The category at `path` and everything below it."""
        return self.filter(models.Q(path=path) | models.Q(path__startswith=f"{path}/"))

    def at_address(self, path: str) -> Category | None:
        """The category that lives at `path` or has lived there, or None."""
        found = self.filter(path=path).first()
        return found or self.filter(aliases__path=path).first()


class Category(index.Indexed, ClusterableModel):
    """A node in the tree of topics. Its path of slugs is its place in the tree and its address at once."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("below"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_(
            "Choose another to move this category with everything below it. Old addresses keep working."
        ),
    )
    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(
        _("slug"),
        max_length=SLUG_LENGTH,
        blank=True,
        help_text=_("Its part of the address. Made from the name."),
    )
    path = models.CharField(max_length=PATH_LENGTH, unique=True, editable=False)
    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences above its list.")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Smaller comes first among its neighbours; equal ones by name.")
    )

    objects = CategoryQuerySet.as_manager()

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """How many categories stand above this one."""
        return self.path.count("/")

    @property
    def ancestor_paths(self) -> list[str]:
        """The paths from the root down to this category's own."""
        parts = self.path.split("/")
        return ["/".join(parts[: end + 1]) for end in range(len(parts))]

    @display(description=_("name"))
    def indented_name(self) -> str:
        """The name, set in by its depth in the tree."""
        return "— " * self.depth + self.name

    def get_absolute_url(self) -> str:
        return reverse("blog:category", args=[self.path])

    def clean(self) -> None:
        if self.parent and self.pk and self.parent.path.startswith(f"{self._stored_path()}/"):
            raise ValidationError({"parent": _("A category cannot move below itself.")})
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("A category cannot move below itself.")})
        if self.slug in EVERY_LEVEL:
            raise ValidationError({"slug": _("This word is part of the site's own addresses.")})
        if self.slug and self.slug != slug_for(self.slug, length=SLUG_LENGTH):
            raise ValidationError({"slug": _("Letters, digits and single hyphens only.")})
        if len(f"{self.parent.path if self.parent else ''}/{self.slug}") > PATH_LENGTH:
            raise ValidationError(
                {"parent": _("This address would be too long. Choose a shorter slug, or another place.")}
            )
        if self.slug and self._neighbours().filter(slug=self.slug).exists():
            raise ValidationError(
                {"slug": _("Its neighbour has this address already. To join the two, merge them.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store, and move everything below when the path has changed; old addresses lead here from now on."""
        with transaction.atomic():
            self.slug = self.slug or self._free_slug()
            old = self._stored_path()
            self.path = f"{self.parent.path}/{self.slug}" if self.parent else self.slug
            super().save(*args, **kwargs)
            CategoryAlias.objects.filter(path=self.path).delete()
            if old and old != self.path:
                self._bring_along(old)

    def merge_into(self, target: Category) -> None:
        """Give everything this category holds to `target` and remove it; its addresses lead there from now on."""
        if target.path == self.path or target.path.startswith(f"{self.path}/"):
            raise ValidationError(_("A category cannot be merged into itself or into one below it."))
        with transaction.atomic():
            for child in self.children.all():
                twin = target.children.filter(slug=child.slug).first()
                if twin:
                    child.merge_into(twin)
                else:
                    child.parent = target
                    child.save()
            listeners.category_merged(self, target)
            CategoryAlias.objects.filter(category=self).update(category=target)
            path = self.path
            self.delete()
            CategoryAlias.objects.update_or_create(path=path, defaults={"category": target})

    def _bring_along(self, old: str) -> None:
        below = Category.objects.filter(path__startswith=f"{old}/")
        moved = [(pk, path, self.path + path[len(old) :]) for pk, path in below.values_list("pk", "path")]
        below.update(path=Concat(models.Value(self.path), Substr("path", len(old) + 1)))
        places = [(self.pk, old, self.path), *moved]
        CategoryAlias.objects.filter(path__in=[new for _pk, _old, new in places]).delete()
        for pk, before, _new in places:
            CategoryAlias.objects.update_or_create(path=before, defaults={"category_id": pk})
        listeners.categories_moved(Category.objects.under(self.path))

    def _stored_path(self) -> str:
        return (
            Category.objects.filter(pk=self.pk).values_list("path", flat=True).first() or ""
            if self.pk
            else ""
        )

    def _neighbours(self) -> models.QuerySet[Category]:
        return Category.objects.filter(parent=self.parent).exclude(pk=self.pk)

    def _free_slug(self) -> str:
        taken = set(self._neighbours().values_list("slug", flat=True)) | EVERY_LEVEL
        return free_slug(slug_for(self.name, length=SLUG_LENGTH) or "category", taken, SLUG_LENGTH)


class CategoryName(models.Model):
    """A category's name, and what it is about, in another language than the site's first."""

    category = ParentalKey(Category, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences above its list.")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["category", "language"], name="one_name_a_language")]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


class CategoryAlias(models.Model):
    """An address where a category once was. A category that takes it over removes this row."""

    path = models.CharField(max_length=PATH_LENGTH, unique=True)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="aliases")

    def __str__(self) -> str:
        return f"{self.path} → {self.category_id}"
