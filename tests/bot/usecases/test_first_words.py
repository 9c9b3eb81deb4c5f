"""A first message is sent once."""

from __future__ import annotations

import pytest

from bot.mentoring.refusals import Refusal
from bot.usecases import first_words
from tests.builders import JONAS, MONDAY


def test_the_same_form_sent_twice_is_one_message_with_its_first_words(hand):
    pair = hand.pair()
    for words in ("Hello Amara", "Hello again"):
        hand.run(first_words.send, JONAS, pair, words, now=MONDAY)
    assert hand.look("SELECT words FROM first_words") == [("Hello Amara",)]
    assert hand.look("SELECT count(*) FROM outbox WHERE kind = 'first_words.passed_on'") == [(1,)]


def test_one_that_is_too_long_is_refused_and_nothing_is_kept(hand):
    pair = hand.pair()
    with pytest.raises(Refusal, match="too_long"):
        hand.run(first_words.send, JONAS, pair, "W" * 601, now=MONDAY)
    assert hand.look("SELECT * FROM first_words") == []
