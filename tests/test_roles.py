"""Each role × another's essay × every verb."""

from __future__ import annotations

import pytest
from django.urls import reverse

from blog.models import EssayIndexPage, EssayPage
from people.models import User
from tests.conftest import signed_in

VERBS = ["edit", "publish", "unpublish", "delete", "lock"]
# What each role may do with an essay that is live: (its own or co-authored, another's).
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "author": ({"edit", "publish", "unpublish"}, set()),
    "coauthor": ({"edit", "publish", "unpublish"}, set()),
    "other_author": (set(), set()),
    "editor": (set(VERBS), set(VERBS)),
    "moderator": (set(), set()),
    "member": (set(), set()),
    "administrator": (set(VERBS), set(VERBS)),
}


def may(user: User, essay: EssayPage) -> set[str]:
    tester = essay.permissions_for_user(user)
    return {verb for verb in VERBS if getattr(tester, f"can_{verb}")()}


@pytest.mark.parametrize("role", ALLOWED)
def test_what_each_role_may_do_with_the_essay(
    role: str, essay: EssayPage, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(role)
    assert may(user, essay) == ALLOWED[role][0]


@pytest.mark.parametrize("role", ["author", "coauthor", "editor", "administrator"])
def test_who_was_made_inactive_may_nothing(
    role: str, essay: EssayPage, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(role)
    user.is_active = False
    tester = essay.permissions_for_user(user)
    assert not any((tester.can_edit(), tester.can_publish(), tester.can_unpublish(), tester.can_delete()))


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("author", 200),
        ("coauthor", 200),
        ("other_author", 302),
        ("editor", 200),
        ("moderator", 302),
        ("member", 302),
    ],
)
@pytest.mark.parametrize("view", ["edit", "unpublish"])
def test_the_admin_keeps_to_it(
    role: str, status: int, view: str, essay: EssayPage, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(role))
    assert client.get(reverse(f"wagtailadmin_pages:{view}", args=[essay.pk])).status_code == status


@pytest.mark.parametrize(
    ("role", "status"),
    [("author", 200), ("editor", 200), ("moderator", 302), ("member", 302), ("administrator", 200)],
)
def test_who_may_start_an_essay(role: str, status: int, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(role))
    index = EssayIndexPage.objects.get(slug="essays", locale__language_code="en")
    response = client.get(reverse("wagtailadmin_pages:add", args=["blog", "essaypage", index.pk]))
    assert response.status_code == status


@pytest.mark.parametrize("role", ["author", "moderator"])
def test_categories_and_people_are_not_theirs(role: str, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(role))
    for name in ("wagtailsnippets_core_category:list", "wagtailusers_users:index"):
        assert client.get(reverse(name)).status_code == 302


def test_editors_approve_and_moderators_do_not(
    essay: EssayPage, author: User, editor: User, moderator: User
) -> None:
    workflow = essay.get_workflow()
    assert workflow is not None
    essay.save_revision(user=author)
    workflow.start(essay, author)
    assert essay.permissions_for_user(editor).can_edit()
    assert not essay.permissions_for_user(moderator).can_edit()


def test_a_new_essay_belongs_to_who_started_it(author: User) -> None:
    client = signed_in(author)
    index = EssayIndexPage.objects.get(slug="essays", locale__language_code="en")
    data = essay_form(title="What the pad remembered", publish=True)
    response = client.post(reverse("wagtailadmin_pages:add", args=["blog", "essaypage", index.pk]), data)
    assert response.status_code == 302, response.context and response.context["form"].errors
    essay = EssayPage.objects.get(slug="what-the-pad-remembered")
    assert essay.live
    assert essay.authors == [author]


def essay_form(title: str, *, publish: bool = False, **fields: str) -> dict[str, str]:
    """The fields that the essay editor posts, empty ones included."""
    forms = {
        f"{prefix}-{name}": "0"
        for prefix in ("authorships",)
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
    }
    return {
        "title": title, "slug": title.lower().replace(" ", "-"), "standfirst": "", "body-count": "0", "prompt": "",
        "hero_alt": "", "tags": "", "published_at": "2026-03-03 12:00", "seo_title": "", "search_description": "",
        "canonical_url": "", "comments_open": "on", "go_live_at": "", "expire_at": "",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        **forms, "authorships-MAX_NUM_FORMS": "1000",
        **({"action-publish": "1"} if publish else {}), **fields,
    }  # fmt: skip
