"""Why a voice was decided about as it was, in the words and in the language of its author."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from blog.models import EssayPage
from listening.models import Receipt, State, Voice
from moderation.deciding import decide
from moderation.models import Decision, Reason, ReasonWords
from moderation.reasons import SHIPPED, sentence
from people.models import User
from tests.jobs import work
from tests.marking import mark_translations
from tests.speaking import said, say


def own_words(code: str, language: str, words: str) -> None:
    ReasonWords.objects.create(reason=Reason.objects.get(code=code), language=language, sentence=words)


def receipt(voice: Voice, language: str = "en") -> str:
    with translation.override(language):
        address = reverse("listening:receipt", args=[Receipt.objects.of(voice).token])
    return Client().get(address).content.decode()


def test_every_reason_that_comes_with_the_site_is_there_with_a_sentence(db: None) -> None:
    assert set(Reason.objects.values_list("code", flat=True)) == set(SHIPPED)
    assert all(sentence(code) for code in SHIPPED)
    assert sentence("made-up") == ""


def test_own_words_in_a_language_take_the_place_of_shipped_ones_in_it_alone(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = sentence("off-topic", "en")
    own_words("off-topic", "fr", "Cela parle d’autre chose.")
    assert sentence("off-topic", "fr") == "Cela parle d’autre chose."
    assert sentence("off-topic", "en") == shipped
    Reason.objects.create(code="house", title="Against the rules of the house")
    assert sentence("house", "fr") == ""
    own_words("house", "en", "Please read our rules.")
    assert sentence("house", "fr") == sentence("house", "en") == "Please read our rules."


def test_moderators_are_offered_what_fits_and_is_not_retired(db: None, administrator: User) -> None:
    offered = set(Reason.objects.offered(State.HIDDEN).values_list("code", flat=True))
    assert {"off-topic", "attack", "advertising"} <= offered
    assert not offered & {"links", "first-voice", "akismet-spam"}
    assert set(Reason.objects.offered(State.SPAM).values_list("code", flat=True)) == {"advertising"}


def test_a_held_author_reads_the_rules_sentence_and_then_the_edited_one(
    essay: EssayPage, member: User
) -> None:
    voice = say(essay, member).voice
    decision = voice.decisions.get()
    assert (decision.rule, decision.code) == ("first-voice", "first-voice")
    assert "A person reads everybody’s first words before they appear." in receipt(voice)
    own_words("first-voice", "en", "We read it over the first coffee of the day.")
    own_words("first-voice", "fr", "Nous le lisons au premier café.")
    assert "We read it over the first coffee of the day." in receipt(voice)
    assert "Nous le lisons au premier café." in receipt(voice, "fr")


def test_the_mail_and_the_receipt_say_the_reason_and_what_the_moderator_adds(
    essay: EssayPage, member: User, moderator: User, real_jobs: None
) -> None:
    own_words("off-topic", "fr", "Cela parle d’autre chose.")
    voice = said(essay, member, moderator)
    Voice.objects.filter(pk=voice.pk).update(language="fr")
    voice.refresh_from_db()
    decide(voice, State.HIDDEN, moderator, code="off-topic", reason="Voyez l’autre essai.")
    work()
    told = mail.outbox[-1].body
    assert "Cela parle d’autre chose. Voyez l’autre essai." in " ".join(str(told).split())
    assert "Cela parle d’autre chose. Voyez l’autre essai." in receipt(voice, "fr")


def test_shipped_sentences_are_translated(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with translation.override("en"):
        english = sentence("first-voice")
    mark_translations(monkeypatch, "fr")
    assert sentence("first-voice", "fr") != english


def test_a_reason_keeps_its_code_and_is_edited_and_translated_in_the_cms(admin: Client) -> None:
    reason = Reason.objects.get(code="off-topic")
    address = reverse("moderation-reasons:edit", args=[reason.pk])
    assert "The author reads: “It is not about what stands here." in admin.get(address).content.decode()
    row = {
        "title": "", "code": "off-topic", "state": "hidden", "position": "10", "retired_at": "",
        "words-TOTAL_FORMS": "1", "words-INITIAL_FORMS": "0", "words-MIN_NUM_FORMS": "0", "words-MAX_NUM_FORMS": "100",
        "words-0-language": "fr", "words-0-sentence": "Cela parle d’autre chose.", "words-0-id": "", "words-0-DELETE": "",
    }  # fmt: skip
    assert "cannot be changed" in admin.post(address, {**row, "code": "other"}).content.decode()
    assert admin.post(address, row).status_code == 302
    assert sentence("off-topic", "fr") == "Cela parle d’autre chose."


def test_a_decision_outlives_its_reason(essay: EssayPage, member: User, moderator: User) -> None:
    voice = said(essay, member, moderator)
    reason = Reason.objects.create(code="house", title="House")
    own_words("house", "en", "Please read our rules.")
    decide(voice, State.HIDDEN, moderator, code="house")
    reason.delete()
    assert Decision.objects.filter(code="house").exists()
    assert "Please read our rules." not in receipt(voice)
