"""Previews show what was typed, also before anything of it is stored."""

from __future__ import annotations

from django.urls import reverse

from blog.models import EssayIndexPage, EssayPage
from people.models import User
from tests.conftest import signed_in
from tests.test_roles import essay_form

PARAGRAPH = {
    "body-count": "2",
    "body-0-deleted": "", "body-0-order": "0", "body-0-type": "rule", "body-0-id": "", "body-0-value": "",
    "body-1-deleted": "", "body-1-order": "1", "body-1-type": "image", "body-1-id": "",
    "body-1-value-image-image": "", "body-1-value-image-alt_text": "", "body-1-value-caption": "A place kept",
}  # fmt: skip


def previewed(user: User, address: str, form: dict[str, str]) -> str:
    """Return the page that the panel beside the editor shows for this form."""
    client = signed_in(user)
    answer = client.post(address, form).json()
    assert answer == {"is_valid": True, "is_available": True}
    shown = client.get(address, {"in_preview_panel": "true", "mode": ""})
    assert shown.status_code == 200
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    return shown.content.decode()


def test_an_essay_that_was_never_saved(author: User) -> None:
    index = EssayIndexPage.objects.get(locale__language_code="en")
    address = reverse("wagtailadmin_pages:preview_on_add", args=["blog", "essaypage", index.pk])
    page = previewed(author, address, essay_form("What the pad remembered", standfirst="Eleven steps."))
    assert "What the pad remembered" in page
    assert "Eleven steps." in page
    assert "Ana Author" in page
    assert not EssayPage.objects.exists()


def test_an_essay_that_is_being_changed(author: User, essay: EssayPage) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[essay.pk])
    page = previewed(author, address, essay_form("Another title", slug=essay.slug))
    assert "Another title" in page
    essay.refresh_from_db()
    assert essay.title == "She asked about the stairs"


def test_a_place_for_a_picture_that_is_not_chosen_yet(author: User, essay: EssayPage) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[essay.pk])
    assert "A place kept" in previewed(author, address, essay_form("Stairs", slug=essay.slug, **PARAGRAPH))


def test_a_draft_knows_how_long_it_takes_to_read(author: User, essay: EssayPage) -> None:
    essay.body = [("paragraph", "<p>" + "She asked again. " * 300 + "</p>")]
    assert essay.save_revision(user=author).content["minutes"] == 4
