"""Whoever decides what in whatever order, and takes it back or not: every voice stands where its last decision left it."""

from __future__ import annotations

import random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.deciders import Deciders, assert_decided_in_step, do
from tests.jobs import jobs_in_the_database, work

FEWEST_DEEDS, MOST_DEEDS = 15, 40


@pytest.mark.django_db
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)
@given(st.lists(st.integers(0, 10**6), min_size=FEWEST_DEEDS, max_size=MOST_DEEDS))
def test_any_decisions_leave_every_voice_where_the_last_one_put_it(deeds: list[int]) -> None:
    with jobs_in_the_database(), transaction.atomic():
        crowd = Deciders()
        for turn, number in enumerate(deeds):
            do(crowd, crowd.deeds[number % len(crowd.deeds)], random.Random(number + turn))
            if number % 5 == 0:
                # The worker comes by: a suspension hides and shows again by jobs.
                work()
        work()
        assert_decided_in_step(crowd.essay)
        transaction.set_rollback(True)
