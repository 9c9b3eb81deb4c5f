"""What goes on behind an answer: waited for in its time, left after it, told where it fails, ended with the companion."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from handlers.slack.behind import Behind

NOW = 0.0
"""On a loop's clock, long ago."""


async def fails_after(quick):
    await quick.wait()
    raise ConnectionError("gone")


async def note_after(quick, noted):
    await quick.wait()
    noted.append("shown")


async def next_turns():
    for _ in range(3):
        await asyncio.sleep(0)


async def test_what_fails_in_time_is_raised():
    behind, quick = Behind(), asyncio.Event()
    quick.set()
    with pytest.raises(ConnectionError):
        await behind.show(fails_after(quick), until=behind.until())


async def test_what_fails_after_the_answer_is_logged():
    behind, quick = Behind(), asyncio.Event()
    await behind.show(fails_after(quick), until=NOW)
    with capture_logs() as logs:
        quick.set()
        await behind.close()
        await next_turns()
    assert [(each["event"], type(each["exc_info"])) for each in logs] == [
        ("what was shown behind an answer failed", ConnectionError)
    ]


async def test_whoever_waited_for_it_being_gone_changes_nothing_of_it():
    behind, quick = Behind(), asyncio.Event()
    waiting = asyncio.create_task(behind.show(fails_after(quick), until=behind.until()))
    await next_turns()
    waiting.cancel()
    await next_turns()
    with capture_logs() as logs:
        quick.set()
        await behind.close()
        await next_turns()
    assert [each["event"] for each in logs] == ["what was shown behind an answer failed"]


async def test_the_end_waits_for_what_began_meanwhile_too():
    behind, first, second, noted = Behind(), asyncio.Event(), asyncio.Event(), []
    await behind.show(note_after(first, noted), until=NOW)
    closing = asyncio.create_task(behind.close())
    await next_turns()
    await behind.show(note_after(second, noted), until=NOW)
    asyncio.get_running_loop().call_soon(first.set)
    await next_turns()
    asyncio.get_running_loop().call_soon(second.set)
    await closing
    assert noted == ["shown", "shown"]


async def test_what_has_not_ended_when_the_end_gives_up_is_ended():
    behind, never, noted = Behind(), asyncio.Event(), []
    await behind.show(note_after(never, noted), until=NOW)
    closing = asyncio.create_task(behind.close())
    await next_turns()
    closing.cancel()
    await next_turns()
    never.set()
    await behind.close()
    await next_turns()
    assert noted == []
