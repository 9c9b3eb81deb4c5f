"""A pair plans its meetings by the rhythm that was agreed, and lives with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.scenarios.test_agreement import agreed, paired, shown


@pytest.fixture
async def pair(story):
    """Amara (Lagos) and Jonas (Stockholm) have agreed: every other Tuesday at 10:00 in Stockholm, set up by Jonas."""
    amara, jonas = await paired(story)
    await agreed(amara, jonas)
    await story.settle()
    return story


async def planned(story, name="Jonas", **form):
    """Somebody plans the meetings as agreed, from the message about the agreement."""
    person = story.person(name)
    await person.click("Plan our meetings", at=group(story).id)
    assert await person.submit(form) == {}
    assert await person.submit() == {}
    return person


def group(story):
    return story.person("Jonas").group_with("U0AMARA")


def days(story):
    rows = story.rows("SELECT starts_at FROM appointment WHERE state = 'booked' ORDER BY starts_at")
    return [f"{datetime.fromtimestamp(at, UTC):%d %b %H:%M}" for (at,) in rows]


async def test_the_agreed_rhythm_is_shown_on_both_clocks_and_booked_at_once_with_one_message(pair):
    jonas = pair.person("Jonas")
    await jonas.click("Plan our meetings", at=group(pair).id)
    assert await jonas.submit() == {}
    page = shown(jonas)
    assert "Every other Tuesday, 60 minutes with Amara" in page
    assert "Tue 13 Oct, 10:00 · 9:00 for Amara" in page
    assert "Tue 27 Oct, 10:00 for both" in page
    assert "From Tue 27 Oct it is 10:00 for Amara." in page
    assert "From Tue 30 Mar it is 9:00 for Amara." in page
    assert pair.rows("SELECT count(*) FROM appointment") == [(0,)]
    before = len(group(pair).messages)
    assert await jonas.submit() == {}
    await pair.settle()
    assert days(pair) == ["13 Oct 08:00", "27 Oct 09:00", "10 Nov 09:00"]
    told = [message.text for message in group(pair).messages[before:]]
    assert told == [
        "Jonas has planned your meetings: every other Tuesday, 60 minutes. 10:00 in Stockholm, 9:00 in Lagos, from Tue 27 Oct 10:00. "
        "Booked: Tue 13 Oct, Tue 27 Oct and Tue 10 Nov. Where: The small room"
    ]
