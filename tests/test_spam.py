"""The rules as shipped, those aside that know people, against comments in the manner of spam and of real readers."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.labelled import READERS, SPAM, Labelled, comments, judge_words_alone, missed
from blog.models import EssayPage
from people.models import User
from tests.factories import make_essay

# Shares of what was written in each manner.
LEAST_SPAM_CAUGHT = 0.90
MOST_READERS_STOPPED = 0.03
IN_EACH_MANNER = 175


def listed(wrong: list[Labelled]) -> str:
    return "\n".join(
        f"{said.manner}, {said.language}: {said.name} ({said.website}) {said.text}" for said in wrong
    )


@pytest.fixture
def essays(author: User) -> dict[str, EssayPage]:
    """One essay in each language of the site, by the language of what is said there."""
    languages = {"en": "en", "fr": "fr", "zh": "zh-hans"}
    return {
        said: make_essay(f"She asked about the stairs, {said}", language=site, authors=[author])
        for said, site in languages.items()
    }


@pytest.mark.django_db
def test_most_spam_is_held_or_refused(essays: dict[str, EssayPage]) -> None:
    judge_words_alone()
    wrong = missed(SPAM, essays)
    assert len(wrong) <= (1 - LEAST_SPAM_CAUGHT) * IN_EACH_MANNER, listed(wrong)


@pytest.mark.django_db
def test_hardly_any_reader_is_stopped(essays: dict[str, EssayPage]) -> None:
    judge_words_alone()
    wrong = missed(READERS, essays)
    assert len(wrong) <= MOST_READERS_STOPPED * IN_EACH_MANNER, listed(wrong)


def test_the_comments_are_many_different_ones_of_many_manners_and_languages() -> None:
    everything = [*comments(SPAM), *comments(READERS)]
    assert len({said.email for said in everything}) == 2 * IN_EACH_MANNER
    for label, languages, manners in ((SPAM, 9, 25), (READERS, 8, 20)):
        said = comments(label)
        assert len(said) == IN_EACH_MANNER
        assert len({each.language for each in said}) >= languages
        assert len({each.manner for each in said}) >= manners
        # «+1» is said by more than one reader.
        assert Counter(each.text for each in said).most_common(1)[0][1] <= 2
