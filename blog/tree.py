"""The trunk of the page tree: a home per language with its essays, and who may do what on it.

Written by fields alone, so that a migration can call it with the models of its own time.
"""

import uuid
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction

from people.roles import AUTHORS, EDITORS

STEP = 4  # Digits a level takes in treebeard's paths.
HOME_TITLES = {"en": "Listening Post", "fr": "Listening Post", "zh-hans": "Listening Post"}
INDEX_TITLES = {"en": "Essays", "fr": "Essais", "zh-hans": "文章"}
# What Wagtail calls the rights of a group on a page and everything below it.
PAGE_PERMISSIONS = {
    AUTHORS: ("index", ["add_page"]),
    EDITORS: (
        "home",
        ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
    ),
}


def plant_missing() -> None:
    """Plant what a language added to the settings since the last start has not got yet."""
    with transaction.atomic():
        plant(apps.get_model, [code for code, _name in settings.LANGUAGES])


def plant(get_model: Any, languages: list[str]) -> None:
    """Give every language that has none a home with an index of essays, translations of the first one's."""
    for language in languages:
        locale, _created = get_model("wagtailcore", "Locale").objects.get_or_create(language_code=language)
        if not get_model("blog", "HomePage").objects.filter(locale=locale).exists():
            _plant_home(get_model, locale)


def _plant_home(get_model: Any, locale: Any) -> None:
    page = get_model("wagtailcore", "Page")
    home_page = get_model("blog", "HomePage")
    index_page = get_model("blog", "EssayIndexPage")
    root = page.objects.get(depth=1)
    first = home_page.objects.order_by("path").first()
    first_index = index_page.objects.order_by("path").first()
    language = locale.language_code
    slug = "home" if first is None else f"home-{language}"
    title = HOME_TITLES.get(language, "Listening Post")
    last = page.objects.filter(depth=2).order_by("path").last()
    number = int(last.path[-STEP:], 36) + 1 if last else 1
    home = _page(get_model, home_page, locale, root.path + path_step(number), title, slug, f"/{slug}/", first)
    home.numchild = 1
    home.save()
    title = INDEX_TITLES.get(language, "Essays")
    index = _page(
        get_model,
        index_page,
        locale,
        home.path + path_step(1),
        title,
        "essays",
        f"/{slug}/essays/",
        first_index,
    )
    index.show_in_menus = False
    index.save()
    page.objects.filter(pk=root.pk).update(numchild=page.objects.filter(depth=2).count())
    _grant(get_model, {"home": home, "index": index})


def path_step(number: int) -> str:
    """Return the digits that a treebeard path takes for the child with this number, counted from 1."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(digits[number // 36**place % 36] for place in reversed(range(STEP)))


def _page(
    get_model: Any, model: Any, locale: Any, path: str, title: str, slug: str, url_path: str, twin: Any
) -> Any:
    kind, _created = get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="blog", model=model._meta.model_name
    )
    return model(
        path=path, depth=len(path) // STEP, numchild=0, title=title, draft_title=title, slug=slug, url_path=url_path,
        content_type_id=kind.pk, locale_id=locale.pk, live=True,
        translation_key=twin.translation_key if twin else uuid.uuid4(),
    )  # fmt: skip


def _grant(get_model: Any, places: dict[str, Any]) -> None:
    permission = get_model("auth", "Permission").objects
    for role, (place, codes) in PAGE_PERMISSIONS.items():
        group, _created = get_model("auth", "Group").objects.get_or_create(name=role)
        for code in codes:
            allowed = permission.get(content_type__app_label="wagtailcore", codename=code)
            get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group_id=group.pk, page_id=places[place].pk, permission_id=allowed.pk
            )
