"""Editors add to the tree, rename, move and merge; every old address leads to the present one in one step."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from core.models import Category, CategoryName
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_category, make_essay


def leads_to(client: Client, address: str) -> str:
    """Where an address redirects to, asked once; the page there must open."""
    response = client.get(address)
    assert response.status_code == 301, address
    assert client.get(response["Location"]).status_code == 200
    return str(response["Location"])


def shown(client: Client, address: str) -> tuple[int, int]:
    """The number the menu shows for an address, and the number of essays on its list."""
    context = client.get(address).context
    menu = {
        topic.url: topic.count
        for root in context["chrome"].topics
        for topic in [root, *root.children, *deeper(root)]
    }
    return menu[address], context["page_obj"].paginator.count


def deeper(root: object) -> list[object]:
    return [leaf for child in root.children for leaf in child.children]  # type: ignore[attr-defined]


def test_a_category_lists_its_own_and_its_descendants_essays(db: None, stranger: Client) -> None:
    make_essay("One", categories=["selling"])
    make_essay("Two", categories=["selling/lost-sales"])
    make_essay("Three", categories=["selling/lost-sales/stairs", "selling"])
    make_essay("Draft", categories=["selling"], live=False)
    assert shown(stranger, "/category/selling/") == (3, 3)
    assert shown(stranger, "/category/selling/lost-sales/") == (2, 2)
    assert shown(stranger, "/category/selling/lost-sales/stairs/") == (1, 1)


def test_an_old_address_leads_to_the_new_one_however_often_it_moves(db: None, stranger: Client) -> None:
    category = make_category("selling/lost-sales")
    make_essay("One", categories=["selling/lost-sales/stairs"])
    for slug in ("lost", "gone", "lost-for-good"):
        category.slug = slug
        category.save()
    category.parent = make_category("hearing")
    category.save()
    for slug in ("lost-sales", "lost", "gone", "lost-for-good"):
        address = f"/category/selling/{slug}/stairs/"
        assert leads_to(stranger, address) == "/category/hearing/lost-for-good/stairs/"
    assert leads_to(stranger, "/category/selling/lost/feed/") == "/category/hearing/lost-for-good/feed/"
    assert shown(stranger, "/category/hearing/") == (1, 1)
    assert shown(stranger, "/category/selling/") == (0, 0)


def test_a_category_that_comes_back_opens_at_its_first_address(db: None, stranger: Client) -> None:
    category = make_category("selling")
    for slug in ("sold", "selling"):
        category.slug = slug
        category.save()
    assert stranger.get("/category/selling/").status_code == 200
    assert leads_to(stranger, "/category/sold/") == "/category/selling/"


def test_merging_joins_lists_children_and_addresses(essay: EssayPage, stranger: Client) -> None:
    make_essay("Both", categories=["selling", "hearing"])
    make_essay("Deep", categories=["hearing/lost-sales"])
    make_category("hearing/silence")
    make_category("hearing").merge_into(make_category("selling"))
    assert shown(stranger, "/category/selling/") == (3, 3)
    assert shown(stranger, "/category/selling/lost-sales/") == (2, 2)
    assert leads_to(stranger, "/category/hearing/") == "/category/selling/"
    assert leads_to(stranger, "/category/hearing/lost-sales/") == "/category/selling/lost-sales/"
    assert leads_to(stranger, "/category/hearing/silence/") == "/category/selling/silence/"


def test_a_large_tree_shows_its_upper_levels_in_the_menu(db: None, stranger: Client) -> None:
    for number in range(9):
        for below in range(10):
            make_category(f"topic-{number}/part-{below}")
    context = stranger.get("/category/topic-1/").context
    assert [topic.children for topic in context["chrome"].topics] == [[]] * 9
    assert len(context["children"]) == 10


def test_a_category_cannot_go_below_itself(db: None) -> None:
    category = make_category("selling")
    category.parent = make_category("selling/lost-sales")
    with pytest.raises(ValidationError, match="below itself"):
        category.full_clean()
    with pytest.raises(ValidationError):
        make_category("selling").merge_into(make_category("selling/lost-sales"))


@pytest.mark.parametrize(
    ("slug", "words"), [("feed", "own addresses"), ("two words", "hyphens"), ("lost-sales", "merge")]
)
def test_slugs_that_cannot_be(slug: str, words: str, db: None) -> None:
    parent = make_category("selling")
    make_category("selling/lost-sales")
    with pytest.raises(ValidationError, match=words):
        Category(name="x", slug=slug, parent=parent).full_clean(exclude=["path"])


def test_names_become_free_slugs_in_their_own_script(db: None) -> None:
    assert [Category.objects.create(name=name).slug for name in ("沉默", "沉默", "Où?", "feed", "…")] == [
        "沉默", "沉默-2", "où", "feed-2", "category",
    ]  # fmt: skip


def test_an_editor_renames_moves_and_merges_in_the_admin(
    essay: EssayPage, editor: User, stranger: Client
) -> None:
    client = signed_in(editor)
    lost, hearing = Category.objects.get(slug="lost-sales"), make_category("hearing")
    names = {
        f"names-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    data = {
        "name": "Sales we lost",
        "parent": hearing.pk,
        "slug": "sales-we-lost",
        "position": 0,
        "description": "",
        **names,
    }
    edit = reverse("wagtailsnippets_core_category:edit", args=[lost.pk])
    assert client.post(edit, data).status_code == 302
    assert leads_to(stranger, "/category/selling/lost-sales/") == "/category/hearing/sales-we-lost/"
    merge = reverse("wagtailsnippets_core_category:merge", args=[lost.pk])
    assert "Sales we lost" in client.get(merge).content.decode()
    target = make_category("selling")
    assert client.post(merge, {"target": target.pk}).status_code == 302
    assert leads_to(stranger, "/category/selling/lost-sales/") == "/category/selling/"


@pytest.mark.parametrize("role", ["author", "moderator", "member"])
def test_nobody_else_merges(role: str, essay: EssayPage, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(role))
    merge = reverse("wagtailsnippets_core_category:merge", args=[essay.categories.get().pk])
    assert client.post(merge, {"target": make_category("hearing").pk}).status_code == 302
    assert Category.objects.filter(path="selling/lost-sales").exists()


def test_the_list_in_the_admin_leads_to_each_category(essay: EssayPage, editor: User) -> None:
    page = signed_in(editor).get(reverse("wagtailsnippets_core_category:list")).content.decode()
    assert reverse("wagtailsnippets_core_category:edit", args=[essay.categories.get().pk]) in page


def test_what_a_category_is_about_is_told_in_the_language_of_its_page(db: None, stranger: Client) -> None:
    selling = make_category("selling")
    Category.objects.update(description="From the counter to the door.")
    assert "From the counter" in stranger.get("/fr/category/selling/").content.decode()
    CategoryName.objects.create(
        category=selling, language="fr", name="Vendre", description="Du comptoir à la porte."
    )
    for place in ("category/selling/", "category/selling/feed/"):
        assert "Du comptoir" in stranger.get(f"/fr/{place}").content.decode()
        assert "From the counter" in stranger.get(f"/{place}").content.decode()
