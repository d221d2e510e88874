"""Nobody takes a name that readers would take for somebody else's; the refusal names a way out."""

from __future__ import annotations

import random
import re

import pytest
from django.core.management import call_command

from people.lookalikes import imitated
from people.models import User
from people.names import way_out
from people.skeletons import prototypes, skeleton
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

LOOK_LIKE_ANA = [
    "Ana Author", "ANA AUTHOR", "ana  author", "Ana-Author", "Аna Author", "Ana Αuthor", "Anа Authоr", "Ａna Author",
    "𝐀na 𝖠uthor", "Ana\u200bAuthor", "Àna Áuthor", "Ana Auth0r", "Ana\u00a0Author", "Ana Author.", "Ana Author\ufe0f",
]  # fmt: skip
OTHERS = ["Anna Author", "Ana Authors", "Ana Other", "安娜", "Ана Петрова", "อานา", "José", "Ana A. Author"]


@pytest.mark.parametrize("name", LOOK_LIKE_ANA)
def test_a_name_that_looks_the_same_is_found(name: str, author: User, member: User) -> None:
    assert imitated(name, member) == author
    assert imitated(name, author) is None


@pytest.mark.parametrize("name", OTHERS)
def test_a_name_that_looks_different_is_free(name: str, author: User) -> None:
    assert imitated(name) is None


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Alan", "AIan"),
        ("Carner", "Camer"),
        ("Otto", "0tt0"),
        ("IRIS", "iris"),
        ("Ζoé", "Zoe"),
        ("сср", "ccp"),
    ],
)
def test_letters_that_look_alike_leave_the_same_skeleton(name: str, other: str) -> None:
    assert skeleton(name) == skeleton(other)


def test_scripts_without_cases_and_accents_keep_their_words_apart() -> None:
    names = ["กา", "กี", "का", "की", "高橋", "高桥", "محمد", "محمود"]
    assert len({skeleton(name) for name in names}) == len(names)


def test_reading_twice_changes_nothing() -> None:
    """What is left of a name is left of what is left, too: no chain of look-alikes is cut half-way."""
    letters = [chr(code) for code in prototypes()]
    dice = random.Random(7)
    for _turn in range(500):
        name = "".join(dice.choices(letters, k=6))
        assert skeleton(skeleton(name)) == skeleton(name)


def test_the_refusal_says_whom_and_a_way_out_that_works(author: User, member: User) -> None:
    member.headline = "Nurse, Porto"
    member.save()
    page = signed_in(member).post("/account/profile/", {"name": "Аna Author", "headline": "Nurse, Porto"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "Readers would take you for Ana Author" in text
    assert 'value="Аna Author"' in text, "what was typed is still there"
    suggested = re.search(r"For example “([^”]+)”", text)
    assert suggested
    assert suggested[1] == "Ana Author (Porto)" == way_out(author.name, member)
    assert signed_in(member).post("/account/profile/", {"name": suggested[1]}).status_code == 302


def test_at_the_desk_it_is_refused_as_well(author: User, other_author: User) -> None:
    fields = {"profile-name": "Anа Author", "profile-headline": "", "profile-bio": "", "profile-links": ""}
    signed_in(other_author).post("/admin/account/", fields)
    other_author.refresh_from_db()
    assert other_author.name == "Otto Other"


@pytest.mark.parametrize(
    "name", ["", "   ", "\u200b\u200b", "...", "☎️", "A\u0336\u0337\u0338\u0339\u033a\u033bna"]
)
def test_what_is_no_name_is_refused(name: str, member: User) -> None:
    assert signed_in(member).post("/account/profile/", {"name": name}).status_code == 422


def test_signs_that_nobody_sees_are_left_out(member: User) -> None:
    signed_in(member).post("/account/profile/", {"name": "Mel\u202e\u2066\n Mem\u200bber\u0000"})
    member.refresh_from_db()
    assert member.name == "Mel Member"


def test_what_is_kept_beside_names_equals_a_recomputation(author: User, member: User) -> None:
    member.name = "Меl"
    member.save(update_fields=["name"])
    User.objects.filter(pk=author.pk).update(name="Renamed past the model")
    call_command("rebuild_names", verbosity=0)
    kept = dict(User.objects.values_list("name", "name_skeleton"))
    assert kept == {name: skeleton(name) for name in kept}
    assert User.objects.get(pk=member.pk).name_skeleton == skeleton("Mel")
