"""Messages that may not have arrived: who they were for and who coordinates see it, and decide what is done."""

from __future__ import annotations

import pytest


@pytest.fixture
async def parked(story):
    """Amara and Jonas are paired; the answer to their introduction was lost."""
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    story.server.faults.order("answer_lost", method="chat.postMessage")
    await story.settle()
    await story.live(minutes=5)
    return story


def introductions(story) -> int:
    jonas = story.person("Jonas")
    return len(jonas.messages(jonas.group_with("U0AMARA").id))


async def test_home_tells_whom_it_was_for_and_who_coordinates(parked):
    for name, line in (
        ("Jonas", "whether a message of mine on Monday 12 October reached you"),
        ("Amara", "whether a message of mine on Monday 12 October reached you"),
        ("Ruth", "Of one message I don't know whether it arrived."),
    ):
        await parked.person(name).open_home()
        assert line in str(parked.person(name).home)
    await parked.person("Priya").open_home()
    assert "whether a message of mine" not in str(parked.person("Priya").home)


async def test_who_coordinates_says_that_it_arrived_and_it_is_spoken_of_no_more(parked):
    ruth = parked.person("Ruth")
    await ruth.open_home()
    await ruth.click("Have a look")
    assert "To Amara Okafor and Jonas Lindqvist in their conversation, Mon 12 Oct" in str(ruth.modal())
    await ruth.click("It arrived")
    assert "All messages arrive." in str(ruth.modal())
    await parked.live(days=1)
    assert introductions(parked) == 1
    await ruth.open_home()
    assert "whether it arrived" not in str(ruth.home)


async def test_who_coordinates_has_it_sent_again(parked):
    ruth = parked.person("Ruth")
    await ruth.say("/mentor-program health")
    await ruth.click("Send it again")
    await parked.live(minutes=5)
    assert introductions(parked) == 2
    assert parked.rows("SELECT state FROM outbox WHERE kind = 'pairing.introduction'") == [("sent",)]


async def test_what_somebody_has_said_already_changes_nothing_more(parked):
    ruth = parked.person("Ruth")
    await ruth.say("/mentor-program health")
    parked.rows("UPDATE outbox SET state = 'sent' WHERE state = 'parked' RETURNING id")
    await ruth.click("Send it again")
    await parked.live(minutes=5)
    assert introductions(parked) == 1


async def test_what_slack_did_not_take_is_told_with_its_reason_and_to_coordinators_alone(parked):
    ruth, jonas = parked.person("Ruth"), parked.person("Jonas")
    parked.rows("UPDATE outbox SET state = 'failed', reason = 'user_disabled' WHERE state = 'parked' RETURNING id")
    await ruth.say("/mentor-program health")
    assert "1: the account is switched off" in str(ruth.modal())
    await jonas.say("/mentor-program health")
    assert "Ruth" in jonas.last().text or "coordinator" in jonas.last().text.lower()
    assert jonas.modals == []
