"""Threads, counts and marks equal a plain recomputation after any sequence of what people do."""

from __future__ import annotations

import random

import pytest
from django.core.management import call_command

from listening.models import Mark, Voice
from tests.crowd import Crowd
from tests.recomputed import assert_in_step


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_everything_equals_a_recomputation_after_any_deeds(seed: int) -> None:
    crowd, chance = Crowd(), random.Random(seed)
    for _round in range(3):
        for _turn in range(25):
            crowd.act(chance)
        assert_in_step(crowd.essay)


@pytest.mark.django_db
def test_rebuilding_mends_marks_that_were_changed_by_hand() -> None:
    crowd, chance = Crowd(), random.Random(1)
    for _turn in range(30):
        crowd.act(chance)
    Voice.objects.update(mark=Mark.HEARD, heard_at=None, read_by=crowd.author)
    call_command("rebuild_voices", verbosity=0)
    assert_in_step(crowd.essay)
