"""What is said of the channel for good news at the end: only what each allowed, and only where it may be told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.mentoring.mentorship import Celebration
from handlers.slack.views import closing, closing_notices
from tests.handlers.samples.closings import seen, word

CHANNEL = "The channel for good news may"


def allowing(mentorship, *choices):
    members = tuple(replace(m, celebration=c) for m, c in zip(mentorship.members, choices, strict=True))
    return replace(mentorship, celebration_channel="C0GOOD", members=members)


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ((Celebration.NAMES, Celebration.NAMES), "with first names"),
        ((Celebration.NAMES, Celebration.COUNTS), "without names"),
        ((Celebration.NAMES, None), None),
        ((Celebration.OFF, Celebration.NAMES), None),
    ],
)
def test_who_ends_it_reads_before_and_after_what_the_channel_may_be_told(say, choices, told):
    before, after = seen(both=True), word(both=True)
    asks = json.dumps(closing.build(before._replace(mentorship=allowing(before.mentorship, *choices)), say))
    message = closing_notices.closed(after._replace(mentorship=allowing(after.mentorship, *choices)), say)
    assert (CHANNEL in asks) == (told is not None)
    assert (CHANNEL in message.text) == (told is not None)
    assert told is None or told in str(message.blocks)


def test_where_not_all_had_finished_the_channel_is_told_nothing_and_nobody_reads_that_it_may(say):
    both = (Celebration.NAMES, Celebration.NAMES)
    before, after = seen(done=True), word()
    asks = json.dumps(closing.build(before._replace(mentorship=allowing(before.mentorship, *both)), say))
    message = closing_notices.closed(after._replace(mentorship=allowing(after.mentorship, *both)), say)
    assert CHANNEL not in asks
    assert CHANNEL not in str(message)
