"""Names of categories and tags, and what they are about, in the language of the address."""

from django.conf import settings

from core.models import Category, CategoryName, TagName


def category_names(language: str) -> dict[int, str]:
    """Return translated names by the category's id; none, and no query, in the site's first language."""
    if language == settings.LANGUAGE_CODE:
        return {}
    return dict(CategoryName.objects.filter(language=language).values_list("category_id", "name"))


def category_description(category: Category, language: str) -> str:
    """Return what the category is about, in this language where somebody has written it."""
    if language == settings.LANGUAGE_CODE:
        return category.description
    translated = CategoryName.objects.filter(category=category, language=language)
    return translated.values_list("description", flat=True).first() or category.description


def tag_names(language: str, tag_ids: list[int]) -> dict[int, str]:
    """Return translated names by the tag's id; none, and no query, in the site's first language."""
    if language == settings.LANGUAGE_CODE or not tag_ids:
        return {}
    return dict(TagName.objects.filter(language=language, tag_id__in=tag_ids).values_list("tag_id", "name"))
