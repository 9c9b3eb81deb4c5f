"""Looks at mentorships: what is recorded of what people do, and what it leads to."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.mentoring.decision import Decision
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.signals import Signal, SignalId
from bot.mentoring.stages import Stage
from bot.usecases import looks
from tests.bot.usecases.agreeing import write
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH, TOMAS


def kinds(hand):
    return [what for (what,) in hand.look("SELECT what FROM evidence ORDER BY at, id")]


def test_a_mentorship_is_looked_at_from_its_introduction_on(hand):
    hand.pair()
    assert kinds(hand) == [What.INTRODUCED]
    assert hand.look("SELECT look_at FROM standing") == [(int(MONDAY.timestamp()),)]
    hand.run(looks.look_due, MONDAY)
    ((look_at,),) = hand.look("SELECT look_at FROM standing")
    assert look_at == int((MONDAY + timedelta(days=10)).timestamp())  # W.quiet in S1


def test_only_those_in_which_something_came_or_is_due_are_looked_at(hand):
    hand.pair()
    hand.run(looks.look_due, MONDAY)
    before = hand.look("SELECT * FROM standing")
    hand.run(looks.look_due, MONDAY + timedelta(days=9))
    assert hand.look("SELECT * FROM standing") == before


def test_a_look_forgets_no_moment_that_is_known_already(hand):
    id = hand.pair()
    runs_out = MONDAY + timedelta(days=5)
    silence = Evidence(runs_out, What.UNANSWERED, about=7)
    hand.run(lambda work: work.record(Decision(evidence=((id, silence),))))
    hand.run(looks.look_due, MONDAY)
    assert hand.look("SELECT look_at FROM standing") == [(int(runs_out.timestamp()),)]


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE standing SET felt = 'no JSON' WHERE mentorship_id = :id",
        "UPDATE evidence SET what = 'never heard of' WHERE mentorship_id = :id",
        "UPDATE agreement SET terms = 'no JSON' WHERE mentorship_id = :id",
        "UPDATE signal SET facts = 'no JSON' WHERE mentorship_id = :id",
        "UPDATE member SET role = 'never heard of' WHERE mentorship_id = :id",
    ],
)
def test_one_that_cannot_be_looked_at_harms_no_other(hand, spoil):
    broken, whole = hand.pair(), hand.pair(mentor=JONAS, mentee=PRIYA)
    write(hand, broken, AMARA)
    signal = Signal(SignalId(1), broken, "W.reversal", Stage.S3, {}, MONDAY)
    hand.run(lambda work: work.record(Decision(changes=(signal,))))
    hand.run(lambda work: work.db.execute(text(spoil), {"id": broken}))
    hand.run(looks.look_due, MONDAY)
    tomorrow = int((MONDAY + timedelta(days=1)).timestamp())
    rows = dict(hand.look("SELECT mentorship_id, look_at FROM standing"))
    assert rows[broken] == tomorrow
    assert rows[whole] > tomorrow


def test_looking_at_many_takes_no_statement_for_each_but_to_keep_what_it_led_to(hand):
    def statements(now):
        hand.run(lambda work: [work.standings.hasten(id, now) for id in ids])
        seen = []
        with hand.engine.connect() as db:
            driver = db.connection.driver_connection
        driver.set_trace_callback(seen.append)
        hand.run(looks.look_due, now)
        driver.set_trace_callback(None)
        return Counter(each.split()[0] for each in seen)

    ids = [hand.pair(), hand.pair(mentor=JONAS, mentee=PRIYA)]
    statements(MONDAY)  # the first looks have an offer to take stock to plan
    two = statements(MONDAY + timedelta(hours=1))
    ids += [hand.pair(mentor=JONAS, mentee=TOMAS), hand.pair(mentor=JONAS, mentee=RUTH)]
    statements(MONDAY + timedelta(hours=2))
    four = statements(MONDAY + timedelta(hours=3))
    assert four - two == {"SAVEPOINT": 2, "UPDATE": 2, "RELEASE": 2}
    assert four["SELECT"] <= 8


def test_what_was_done_in_a_unit_is_seen_by_its_look(hand):
    id = hand.pair()
    hand.run(looks.look_due, MONDAY)
    runs_out = MONDAY + timedelta(days=3)
    silence = Evidence(runs_out, What.UNANSWERED, about=7)

    def happens(work):
        looks.look_at(work, id, MONDAY)
        work.record(Decision(evidence=((id, silence),)))
        looks.look_at(work, id, MONDAY)

    hand.run(happens)
    assert hand.look("SELECT look_at FROM standing") == [(int(runs_out.timestamp()),)]
