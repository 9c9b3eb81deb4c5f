"""Sweeps: what goes wrong with one keeps none of the others waiting, minute by minute and for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.ports import NotSaved
from bot.scheduler import SWEEPS
from bot.usecases import tips
from bot.usecases.sweeping import one_by_one
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, TOMAS

DAY = timedelta(days=1)
SPOIL = text("UPDATE member SET role = 'never heard of' WHERE mentorship_id = :id")


@pytest.fixture
def broken(hand):
    """The id of a pair that cannot be read; another one is whole."""
    id = hand.pair(AMARA, JONAS)
    hand.pair(TOMAS, PRIYA)
    hand.run(lambda work: work.db.execute(SPOIL, {"id": id}))
    return id


@pytest.mark.parametrize(
    ("sweep", "days", "key"),
    [
        ("tips.plan_due", 14, "tip:%"),
        ("agreement.nudge", 3, "agreement.nudge:%"),
        ("closing.carry_on", 400, "closure:%"),
    ],
)
def test_a_sweep_does_all_the_others_where_one_cannot_be_done(hand, broken, sweep, days, key):
    hand.run(SWEEPS[sweep], MONDAY + days * DAY)
    planned = hand.look("SELECT DISTINCT mentorship_id FROM outbox WHERE key LIKE :key", key=key)
    assert planned == [(broken + 1,)]


def test_a_tip_that_cannot_be_planned_is_put_off_so_that_many_of_them_fill_no_turn(hand, broken):
    now = MONDAY + 14 * DAY
    hand.run(tips.plan_due, now)
    assert hand.look("SELECT next_at FROM tip WHERE mentorship_id = :id", id=broken) == [
        (int((now + DAY).timestamp()),)
    ]


def test_what_one_had_written_before_it_failed_is_not_kept(hand):
    def write(work, number):
        work.db.execute(text("UPDATE person SET title = title || :number"), {"number": str(number)})
        if number == 2:
            raise ValueError("a fault of ours")

    hand.pair()
    hand.run(lambda work: one_by_one(work, "counting", (1, 2, 3), lambda number: write(work, number)))
    assert {title[-2:] for (title,) in hand.look("SELECT title FROM person")} == {"13"}


def test_where_the_database_itself_fails_nothing_is_put_off_and_nothing_kept(hand):
    put_off = []

    def act(work):
        one_by_one(work, "x", (1, 2), lambda _: work.db.execute(text("SELECT nothing")), put_off=put_off.append)

    with pytest.raises(NotSaved):
        hand.run(act)
    assert put_off == []
