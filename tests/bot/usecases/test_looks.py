"""Looks at mentorships: what is recorded of what people do, and what it leads to."""

from __future__ import annotations

from datetime import timedelta

from bot.mentoring.evidence import What
from bot.usecases import looks
from tests.builders import MONDAY


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
