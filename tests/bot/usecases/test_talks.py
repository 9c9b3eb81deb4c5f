"""Which conversations are listed, and where each stands for whom."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.mentoring.expectations import Words
from bot.mentoring.talks import Stands
from bot.usecases import closing, drafts, expectations, talks
from tests.builders import AMARA, JONAS, MONDAY

NEAR_THE_END = datetime(2027, 4, 1, 10, tzinfo=UTC)


def listed(hand, who, pair, now=MONDAY):
    return {talk.name: talk.stands for talk in hand.run(talks.see, who, pair, now=now).talks}


def test_it_stands_differently_for_who_is_done_and_who_is_not(hand):
    pair = hand.pair()
    hand.run(expectations.done, JONAS, pair, Words(("help",)), now=MONDAY)
    assert listed(hand, JONAS, pair)["expectations"] is Stands.THEIRS
    assert listed(hand, AMARA, pair)["expectations"] is Stands.NEW
    hand.run(drafts.keep, AMARA, pair, "expectations", {"ticked": ("honesty",)}, now=MONDAY)
    assert listed(hand, AMARA, pair)["expectations"] is Stands.HALF
    hand.run(expectations.done, AMARA, pair, Words(("honesty",)), now=MONDAY)
    assert {listed(hand, who, pair)["expectations"] for who in (JONAS, AMARA)} == {Stands.DONE}


def test_a_closing_is_listed_once_it_has_begun(hand):
    pair = hand.pair()
    assert "closing" not in listed(hand, JONAS, pair, NEAR_THE_END)
    hand.run(closing.begin, JONAS, pair, now=NEAR_THE_END)
    assert listed(hand, AMARA, pair, NEAR_THE_END)["closing"] is Stands.NEW
    hand.run(drafts.keep, AMARA, pair, "closing:1", {"wish": "friends"}, now=NEAR_THE_END)
    assert listed(hand, AMARA, pair, NEAR_THE_END)["closing"] is Stands.HALF
    assert listed(hand, JONAS, pair, NEAR_THE_END)["closing"] is Stands.NEW
