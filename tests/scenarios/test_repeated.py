"""A tap or a form that comes twice (a connection that broke before the acknowledgement) has one effect."""

from __future__ import annotations

import pytest


def kept(story) -> dict:
    """Everything in the database."""
    tables = [name for (name,) in story.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: sorted(map(repr, story.rows(f'SELECT * FROM "{table}"'))) for table in tables}


async def again(story) -> None:
    """The last tap or form once more, as it came; nothing more may come of it."""
    last = next(
        each for each in story.server.journal.entries if each.get("method") in {"view_submission", "block_actions"}
    )
    before = kept(story)
    await story.server.dispatch.deliver("interactive", last["request"], method=last["method"], sentence="sent again")
    assert kept(story) == before


@pytest.fixture
async def repeating(story):
    """At the end Slack's refusals are forgiven that come of repeating: a trigger opens one window, and that is open by then."""
    yield story
    story.server.journal.broken_rules.clear()


async def test_what_a_pair_does_in_its_first_days_comes_twice_and_is_kept_once(repeating):
    story = repeating
    ruth, amara, jonas = (story.person(name) for name in ("Ruth", "Amara", "Jonas"))
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await again(story)
    await story.settle()
    await jonas.say("/mentor plan")
    await jonas.click("Add a goal")
    await jonas.submit({"goal": "Run one small study", "outcome": "A result that others use"})
    await again(story)
    await jonas.click("Add a step to goal 1")
    await jonas.submit({"step": "Write the question down"})
    await again(story)
    await jonas.click("Mark done, goal 1 step 1: Write the question down")
    await again(story)
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-21", "time": "10:00"})
    await jonas.submit({"place": "Room 4", "objective": ""})
    await again(story)
    await story.live(days=5)
    for each in (amara, jonas):
        await each.click("Skip", at=each.last(each.app_dm))
        await again(story)
    assert story.rows("SELECT count(*) FROM mentorship, goal, step, appointment") == [(1,)]
