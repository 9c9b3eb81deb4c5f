"""Looks at mentorships: what is recorded of what people do, and what it leads to."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from bot.mentoring.decision import Decision
from bot.mentoring.evidence import Evidence, What
from bot.usecases import looks
from tests.builders import JONAS, MONDAY, PRIYA


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


def test_one_that_cannot_be_looked_at_harms_no_other(hand):
    broken, whole = hand.pair(), hand.pair(mentor=JONAS, mentee=PRIYA)
    spoil = text("UPDATE standing SET felt = 'no JSON' WHERE mentorship_id = :id")
    hand.run(lambda work: work.db.execute(spoil, {"id": broken}))
    hand.run(looks.look_due, MONDAY)
    tomorrow = int((MONDAY + timedelta(days=1)).timestamp())
    rows = dict(hand.look("SELECT mentorship_id, look_at FROM standing"))
    assert rows[broken] == tomorrow
    assert rows[whole] > tomorrow
