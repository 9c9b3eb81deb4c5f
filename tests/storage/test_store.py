"""The store: one transaction a unit, nothing kept that was not said to be, nothing lost that was."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from bot.mentoring.program import Program
from bot.ports import NotSaved
from bot.usecases import home
from prompts.content import built_in
from storage.dialect import engine_for
from storage.schema import upgrade
from storage.store import DEADLINE, Store
from tests.builders import MONDAY, RUTH, AtOnce
from tests.storage.test_writer import Held


@pytest.fixture
def slow():
    """A store whose elapsed time is moved by the units that run in it."""
    engine = engine_for("sqlite://")
    upgrade(engine)
    passed = [0.0]
    store = Store(engine, Program(built_in().content), elapsed=lambda: passed[0], executor=AtOnce())
    yield store, passed
    store.close()


def note(work, words, passed=None, seconds=0.0):
    work.db.execute(text("CREATE TABLE IF NOT EXISTS notes (words TEXT)"))
    work.db.execute(text("INSERT INTO notes VALUES (:words)"), {"words": words})
    if passed is not None:
        passed[0] += seconds
    return words


def notes(work):
    return [row[0] for row in work.db.execute(text("SELECT words FROM notes"))]


async def test_what_takes_longer_than_two_seconds_is_rolled_back_and_said(slow):
    store, passed = slow
    await store.run(note, "kept")
    with pytest.raises(NotSaved):
        await store.run(note, "late", passed, DEADLINE + 0.1)
    assert await store.run(notes) == ["kept"]


async def test_a_sweep_may_take_longer(slow):
    store, passed = slow
    await store.sweep(note, "slow", passed, 60.0)
    assert await store.run(notes) == ["slow"]


async def test_a_unit_that_fails_keeps_nothing(slow):
    store, _ = slow
    await store.run(note, "kept")

    def fail(work):
        note(work, "lost")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await store.run(fail)
    assert await store.run(notes) == ["kept"]


async def test_a_locked_database_is_said_to_be_not_saved(tmp_path):
    url = f"sqlite:///{tmp_path / 'locked.db'}"
    upgrade(engine_for(url))
    store = Store(engine_for(url), Program(built_in().content), elapsed=lambda: 0.0)
    other = engine_for(url)
    with other.connect() as db, db.begin(), pytest.raises(NotSaved, match="locked"):
        await store.run(note, "blocked")
    await store.run(note, "after")
    assert await store.run(notes) == ["after"]
    store.close()
    other.dispose()


def test_a_unit_that_planned_a_message_says_so_and_one_that_only_looked_does_not(hand):
    hand.store.planned.clear()
    hand.run(home.say_hello, RUTH, event="Ev1", word=None, now=MONDAY)
    assert hand.store.planned.is_set()
    hand.store.planned.clear()
    hand.run(home.say_hello, RUTH, event="Ev1", word=None, now=MONDAY)
    hand.run(home.here, RUTH, now=MONDAY)
    assert not hand.store.planned.is_set()


async def test_what_is_done_again_as_others_were_too_late_is_shown_once():
    engine, passed, held = engine_for("sqlite://"), [0.0], Held()
    upgrade(engine)
    store = Store(engine, Program(built_in().content), elapsed=lambda: passed[0], executor=held)

    def share(work):
        work.shared.append("shared")
        return note(work, "swept")

    swept, late = asyncio.create_task(store.sweep(share)), asyncio.create_task(store.run(note, "late"))
    await asyncio.sleep(0)
    passed[0] = DEADLINE - 0.1
    slow = asyncio.create_task(store.run(note, "slow", passed, 1.0))
    await asyncio.sleep(0)
    held.let_go()
    assert (await swept, await slow) == ("swept", "slow")
    with pytest.raises(NotSaved):
        await late
    assert list(store.shared) == ["shared"]
    assert store.run_here(notes) == ["swept", "slow"]
    store.close()
