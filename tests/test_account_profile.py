"""What a member says and shows of themselves: on their own page only, cleaned, and never what a camera noted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Drawn

from core.models import Image
from core.sections import Section, sections
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_essay

pytestmark = pytest.mark.django_db

GPS = 0x8825


@pytest.fixture(autouse=True)
def own_media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]


def photograph(size: tuple[int, int] = (1600, 900), kind: str = "JPEG") -> SimpleUploadedFile:
    """A picture with a place and a camera in it: red, green in the middle."""
    picture = Drawn.new("RGB", size, "red")
    picture.paste("green", (size[0] // 2 - size[1] // 2, 0, size[0] // 2 + size[1] // 2, size[1]))
    exif = Drawn.Exif()
    exif[0x010F] = "A camera of mine"
    exif.get_ifd(GPS)[1] = "N"
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return SimpleUploadedFile("me at home.jpg", out.getvalue(), "image/jpeg")


def test_what_is_said_stands_on_ones_own_page(author: User) -> None:
    make_essay("The pad beside the till", authors=[author])
    said = {
        "name": "Ana Author", "headline": "Shop floor, Lisbon", "bio": "Forty years at a counter.",
        "links": "https://ana.example\nhttp://elsewhere.example/ana",
    }  # fmt: skip
    client = signed_in(author)
    assert client.post("/account/profile/", said).url == "/account/"
    page = Client().get("/people/ana-author/").content.decode()
    for text in ("Shop floor, Lisbon", "Forty years at a counter.", 'href="https://ana.example"'):
        assert text in page
    assert "ana@example.org" not in page


def test_a_portrait_is_cut_square_and_forgets_where_it_was_taken(author: User) -> None:
    make_essay("The pad beside the till", authors=[author])
    client = signed_in(author)
    answer = client.post("/account/profile/", {"name": author.name, "picture": photograph()})
    assert answer.status_code == 302
    image = Image.objects.get()
    with Drawn.open(image.file.path) as stored:
        assert stored.size == (900, 900)
        assert stored.convert("RGB").getpixel((2, 450))[1] > 100, "the middle was cut out"
        assert not stored.getexif()
    assert b"camera of mine" not in Path(image.file.path).read_bytes()
    assert image.collection.name == "Portraits"
    assert 'class="portrait"' in Client().get("/people/ana-author/").content.decode()


def test_a_new_portrait_replaces_the_old_one_and_its_file(author: User) -> None:
    client = signed_in(author)
    client.post("/account/profile/", {"name": author.name, "picture": photograph()})
    before = Path(Image.objects.get().file.path)
    client.post("/account/profile/", {"name": author.name, "picture": photograph((500, 400))})
    assert Image.objects.count() == 1
    client.post("/account/profile/", {"name": author.name, "no_picture": "on"})
    assert not Image.objects.exists()
    author.refresh_from_db()
    assert author.portrait is None
    assert before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("a.png", b"<html><script>alert(1)</script>"),
        ("a.jpg", b""),
        ("a.gif", b"GIF89a" + b"\0" * 20),
    ],
)
def test_what_is_no_picture_is_refused_beside_its_field(name: str, content: bytes, author: User) -> None:
    upload = SimpleUploadedFile(name, content, "image/png")
    answer = signed_in(author).post(
        "/account/profile/", {"name": author.name, "bio": "Kept.", "picture": upload}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_picture_error"' in text
    assert "Kept." in text
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("links", "javascript:alert(1)"),
        ("links", "data:text/html,x"),
        ("links", "\n".join(f"https://example.org/{turn}" for turn in range(6))),
        ("bio", "x" * 2001),
        ("headline", "x" * 161),
        ("name", "x" * 121),
    ],
)
def test_what_does_not_fit_is_refused_and_kept(field: str, value: str, author: User) -> None:
    answer = signed_in(author).post("/account/profile/", {"name": author.name, field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}",
    "</title><svg onload=alert(1)>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_profile_is_alive(text: str, author: User, administrator: User) -> None:
    essay = make_essay("The pad beside the till", authors=[author])
    said = {"name": f"Ana {text}", "headline": text, "bio": text}
    client = signed_in(author)
    client.post("/account/profile/", said)
    pages = [
        Client().get(author.get_absolute_url()), Client().get(essay.url), Client().get("/"),
        Client().get("/feed/"), Client().get("/feed.json"), client.get("/account/"), client.get("/account/menu/"),
        client.get("/account/profile/"), signed_in(administrator).get("/admin/users/"),
    ]  # fmt: skip
    for page in pages:
        assert page.status_code == 200
        if "json" not in page["Content-Type"]:
            assert not any(
                tag in page.content.decode() for tag in ("<script>alert", "<img src=x", "<svg onload")
            )


def test_who_has_published_nothing_has_no_page(member: User, stranger: Client) -> None:
    assert stranger.get(f"/people/{member.handle}/").status_code == 404


@pytest.fixture
def something_said(member: User) -> Iterator[None]:
    """Another app that has something of this member to show."""
    part = Section("components/empty.html", {"text": "What Mel said"})
    places = {name: list(builds) for name, builds in sections.places.items()}
    sections.register("person", 50, lambda person, user: part if person.pk == member.pk else None)
    yield
    sections.places.clear()
    sections.places.update(places)


@pytest.mark.usefixtures("something_said")
def test_who_has_said_something_has_a_page_without_essays(
    member: User, author: User, stranger: Client
) -> None:
    page = stranger.get(f"/people/{member.handle}/")
    assert page.status_code == 200
    assert 'id="essays"' not in page.content.decode()
    assert "public" in page["Cache-Control"]
    assert stranger.get(f"/people/{author.handle}/").status_code == 404


def test_a_member_changes_nobody_else(member: User, author: User) -> None:
    form = {
        "name": "Mel Member",
        "handle": "ana-author",
        "id": author.pk,
        "is_superuser": "on",
        "groups": "1",
        "email": "x@example.org",
    }
    signed_in(member).post("/account/profile/", form)
    member.refresh_from_db()
    assert (member.handle, member.is_superuser, member.email) == ("mel-member", False, "mel@example.org")
    assert not member.groups.exists()


@pytest.mark.parametrize(
    "path", ["/account/", "/account/menu/", "/account/profile/", "/account/email/", "/account/2fa/"]
)
def test_pages_of_an_account_ask_little(
    path: str, member: User, django_assert_max_num_queries: object
) -> None:
    client = signed_in(member)
    client.get(path)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get(path)
