"""Says labelled comments through the site's own form, each as another guest from another network, and sees what becomes
of them: the yardstick of the rules, for `make bench` and for the tests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from blog.models import EssayPage
from listening.models import Confirmation, State, Voice
from moderation.models import RuleSetting
from moderation.rules import FIRST_VOICE
from tests.said_by_form import fields, form_at

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "spam"
SPAM, READERS = "spam", "readers"
# They hold or pass whatever somebody new says; here only the words are judged.
OF_PEOPLE = [FIRST_VOICE, "trust"]
REFUSED = "refused"


@dataclass(frozen=True)
class Labelled:
    """What somebody filled in, and in which manner it was written."""

    label: str
    manner: str
    language: str
    name: str
    email: str
    website: str
    text: str


def comments(label: str) -> list[Labelled]:
    lines = (FOLDER / f"{label}.jsonl").read_text("utf-8").splitlines()
    return [Labelled(**json.loads(line)) for line in lines]


def judge_words_alone() -> None:
    """Switch off the rules that know people; all others stay as shipped."""
    for name in OF_PEOPLE:
        RuleSetting.objects.filter(name=name).update(is_on=False)
    assert not {name for name, _number in RuleSetting.objects.in_order()} & set(OF_PEOPLE)


def became(said: Labelled, essay: EssayPage, number: int) -> str:
    """Say it as the guest of this number, confirm the address, and return the state, or that it was refused."""
    client = Client(SERVER_NAME="localhost", REMOTE_ADDR=f"10.{number // 250}.{number % 250}.7")
    address = form_at(essay)
    typed = {"name": said.name, "email": said.email, "url": said.website, "comment": said.text}
    answer = client.post(address, {**fields(client.get(address).content), **typed})
    if answer.status_code != 302:
        assert_refused_by_a_rule(answer)
        return REFUSED
    voice = Voice.objects.get(guest__email=said.email)
    assert voice.state == State.AWAITING, voice
    # The link is made when the mail leaves.
    link = reverse("moderation:confirm", args=[Confirmation.objects.ask(voice)])
    assert client.post(link).status_code == 302
    voice.refresh_from_db()
    return voice.state


def assert_refused_by_a_rule(answer: HttpResponse) -> None:
    """Nothing was wrong with what was filled in, which would say nothing of the rules."""
    page = LexborHTMLParser(answer.content.decode())
    assert answer.status_code == 422, answer
    assert page.css_first("[role=alert]"), page.html
    assert not page.css(".field.bad"), page.html


def missed(label: str, essays: dict[str, EssayPage], first: int = 0) -> list[Labelled]:
    """Return the spam that became public, or the readers' comments that did not, in the language each was said in.

    A language that the site does not speak is heard under its English essay.
    """
    wrong = []
    for number, said in enumerate(comments(label), first):
        essay = essays.get(said.language, essays["en"])
        if (became(said, essay, number) == State.PUBLIC) is (label == SPAM):
            wrong.append(said)
    return wrong
