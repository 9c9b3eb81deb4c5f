"""Pairing, from the request to what is kept."""

from __future__ import annotations

from datetime import date

import pytest

from bot.mentoring.refusals import Refusal, Refusals
from bot.usecases import pairing
from tests.builders import AMARA, JONAS, MONDAY


def test_a_pair_is_kept_with_both_members_and_an_introduction_is_planned(hand):
    id = hand.pair()
    assert hand.look("SELECT role FROM member WHERE mentorship_id = :id ORDER BY role", id=id) == [
        ("mentee",),
        ("mentor",),
    ]
    assert hand.look("SELECT kind, state FROM outbox") == [("pairing.introduction", "planned")]


def test_the_same_two_in_the_same_roles_are_refused_while_they_go_on(hand):
    hand.pair()
    with pytest.raises(Refusal, match="pairing.already"):
        hand.pair()
    assert hand.look("SELECT count(*) FROM mentorship") == [(1,)]


def test_the_same_two_may_be_paired_the_other_way_round(hand):
    hand.pair()
    hand.pair(mentor=JONAS, mentee=AMARA)
    assert hand.look("SELECT count(*) FROM mentorship") == [(2,)]


def test_pairing_someone_with_themselves_is_an_error_at_the_mentee(hand):
    with pytest.raises(Refusals) as refused:
        hand.pair(mentor=JONAS, mentee=JONAS, end=date(2026, 1, 1))
    assert [(each.key, each.field) for each in refused.value.refusals] == [
        ("pairing.same_person", "mentee"),
        ("pairing.end_before_start", "end"),
    ]


def test_only_a_coordinator_pairs(hand):
    with pytest.raises(Refusal, match="pairing.not_coordinator"):
        hand.run(pairing.require_coordinator, JONAS)


def test_the_introduction_waits_until_both_are_awake(hand):
    hand.pair(now=MONDAY.replace(hour=22))
    assert hand.look("SELECT due_at FROM outbox") == [(int(MONDAY.replace(day=13, hour=7).timestamp()),)]
