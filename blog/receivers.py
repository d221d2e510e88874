"""Events of code that is not ours: each is passed on to one function of ours."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, post_page_move

from blog.cards.keeping import drop_file
from blog.models import EssayCard, EssayPage, EssayTag, Shelf
from blog.shelves import reshelve, unshelve
from blog.tasks import draw_card
from core.models import Category, Tag
from core.shelves import listeners


def connect() -> None:
    """Listen; called once, when the apps are ready."""
    post_save.connect(on_base_page_saved, sender=Page)
    # Before, while its rows still say on which shelves it stood; and after, because a restriction that goes with the
    # essay makes it public for a moment.
    pre_delete.connect(on_essay_deleted, sender=EssayPage)
    post_delete.connect(on_essay_deleted, sender=EssayPage)
    post_page_move.connect(on_page_moved)
    page_published.connect(on_essay_published, sender=EssayPage)
    post_delete.connect(on_card_deleted, sender=EssayCard)
    post_save.connect(on_restriction_changed, sender=PageViewRestriction)
    post_delete.connect(on_restriction_changed, sender=PageViewRestriction)
    # The admin's bulk actions delete by query and pass by every `delete()` of a model.
    pre_delete.connect(on_category_deleted, sender=Category)
    pre_delete.connect(on_tag_deleted, sender=Tag)
    listeners.moved.append(on_categories_moved)
    listeners.merged.append(on_category_merged)


def on_base_page_saved(instance: Page, **kwargs: Any) -> None:
    """Wagtail expires and unpublishes through the base class, past `EssayPage.save()`."""
    reshelve_below(instance.path)


def on_essay_deleted(instance: EssayPage, **kwargs: Any) -> None:
    unshelve(instance.pk)


def on_essay_published(instance: EssayPage, **kwargs: Any) -> None:
    """From the desk or by the clock."""
    draw_card.enqueue(instance.pk)


def on_card_deleted(instance: EssayCard, **kwargs: Any) -> None:
    """With its essay."""
    drop_file(instance)


def on_page_moved(instance: Page, **kwargs: Any) -> None:
    reshelve_below(instance.path)


def on_restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page, or everything below it, became private or public again."""
    reshelve_below(instance.page.path)


def reshelve_below(path: str) -> None:
    """Put the essays of a part of the page tree where they belong now."""
    reshelve(EssayPage.objects.filter(path__startswith=path).values_list("pk", flat=True))


def on_categories_moved(categories: Iterable[Category]) -> None:
    reshelve(_essays_in(categories))


def on_category_merged(source: Category, target: Category) -> None:
    """Hang the essays of the one into the other."""
    link = EssayPage.categories.through.objects
    essays = list(link.filter(category_id=source.pk).values_list("essaypage_id", flat=True))
    link.filter(category_id=source.pk).exclude(essaypage_id__in=_essays_in([target])).update(
        category_id=target.pk
    )
    link.filter(category_id=source.pk).delete()
    reshelve(essays)


def on_category_deleted(instance: Category, **kwargs: Any) -> None:
    """Take the category off its essays first, so that their shelves follow."""
    essays = _essays_in([instance])
    EssayPage.categories.through.objects.filter(category_id=instance.pk).delete()
    reshelve(essays)
    Shelf.objects.filter(kind=Shelf.Kind.CATEGORY, object_id=instance.pk).delete()


def on_tag_deleted(instance: Tag, **kwargs: Any) -> None:
    """Take the tag off its essays first, so that their shelves follow."""
    worn = EssayTag.objects.filter(tag=instance)
    essays = list(worn.values_list("content_object_id", flat=True))
    worn.delete()
    reshelve(essays)
    Shelf.objects.filter(kind=Shelf.Kind.TAG, object_id=instance.pk).delete()


def _essays_in(categories: Iterable[Category]) -> list[int]:
    link = EssayPage.categories.through.objects
    ids = [category.pk for category in categories]
    return list(link.filter(category_id__in=ids).values_list("essaypage_id", flat=True).distinct())
