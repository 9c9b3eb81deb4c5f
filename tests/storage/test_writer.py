"""The writer: units that wait together share a commit, and each stands or falls alone."""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import Executor, Future

import pytest
from sqlalchemy import event, text

from bot.ports import NotSaved
from storage.dialect import engine_for
from storage.writer import MOST, Unit, Writer


class Held(Executor):
    """Keeps what is submitted until it is let go, so that units pile up meanwhile."""

    def __init__(self):
        self.waiting = []

    def submit(self, fn, /, *args, **kwargs):
        self.waiting.append(fn)
        return Future()

    def let_go(self):
        for fn in self.waiting:
            fn()
        self.waiting.clear()


class Desk:
    """A writer on a database in memory; `commits` counts, `kept` lists who was told that they are kept."""

    def __init__(self):
        self.engine = engine_for("sqlite://")
        self.held = Held()
        self.passed = 0.0
        self.writer = Writer(self.engine, elapsed=lambda: self.passed, executor=self.held)
        self.commits, self.kept, self.acted = 0, [], []
        event.listen(self.engine, "commit", self.count)
        self.writer.run_here(Unit(lambda db: db.execute(text("CREATE TABLE notes (words TEXT)")), lambda: None, None))
        self.commits = 0

    def count(self, _connection):
        self.commits += 1

    def note(self, words, *, fails=None, takes=0.0, deadline=None, early=False):
        def act(db):
            self.acted.append(words)
            if early:
                raise fails
            db.execute(text("INSERT INTO notes VALUES (:words)"), {"words": words})
            self.passed += takes
            if fails is not None:
                raise fails
            return f"{words}!"

        return Unit(act, lambda: self.kept.append(words), deadline)

    async def together(self, *units):
        tasks = [asyncio.create_task(self.writer.run(unit)) for unit in units]
        await asyncio.sleep(0)
        self.held.let_go()
        return await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def notes(self):
        with self.engine.connect() as db:
            return [row[0] for row in db.execute(text("SELECT words FROM notes ORDER BY rowid"))]


@pytest.fixture
def desk():
    desk = Desk()
    yield desk
    desk.writer.close()
    desk.engine.dispose()


async def test_what_waits_together_shares_a_commit(desk):
    assert await desk.together(desk.note("a"), desk.note("b"), desk.note("c")) == ["a!", "b!", "c!"]
    assert (desk.commits, desk.notes) == (1, ["a", "b", "c"])


async def test_one_that_fails_is_rolled_back_alone(desk):
    wrong = ValueError("no")
    assert await desk.together(desk.note("a"), desk.note("b", fails=wrong), desk.note("c")) == ["a!", wrong, "c!"]
    assert (desk.notes, desk.kept) == (["a", "c"], ["a", "c"])


async def test_one_that_looks_for_a_next_where_there_is_none_is_told_so_and_the_others_are_answered(desk):
    first, failed, last = await desk.together(
        desk.note("one"), desk.note("two", fails=StopIteration()), desk.note("three")
    )
    assert (first, str(failed), last) == ("one!", "StopIteration", "three!")
    assert desk.notes == ["one", "three"]


async def test_the_others_are_done_again_only_where_one_that_fails_has_written(desk):
    await desk.together(desk.note("one"), desk.note("two", fails=ValueError("no"), early=True), desk.note("three"))
    assert desk.acted == ["one", "two", "three"]
    await desk.together(desk.note("four"), desk.note("five", fails=ValueError("no")), desk.note("six"))
    assert desk.acted[3:] == ["four", "five", "four", "five", "six"]
    assert desk.notes == desk.kept == ["one", "three", "four", "six"]


async def test_one_that_fails_where_nobody_else_waits_keeps_nothing(desk):
    wrong = ValueError("no")
    assert await desk.together(desk.note("a", fails=wrong)) == [wrong]
    assert (desk.notes, desk.kept) == ([], [])


async def test_one_whose_person_has_waited_too_long_is_rolled_back_and_the_others_stand(desk):
    answers = await desk.together(desk.note("a"), desk.note("late", takes=2.1, deadline=2.0), desk.note("c"))
    assert isinstance(answers[1], NotSaved)
    assert desk.notes == ["a", "c"]


async def test_a_slow_one_that_nobody_waits_for_does_not_delay_a_person_before_it_but_has_a_commit_of_its_own(desk):
    slow, more = desk.note("slow", takes=2.6), desk.note("more")
    answers = await desk.together(desk.note("tap", deadline=2.0), slow, desk.note("another", deadline=2.0), more)
    assert answers == ["tap!", "slow!", "another!", "more!"]
    assert desk.notes == ["tap", "another", "slow", "more"]


async def test_who_became_late_behind_others_in_the_same_commit_is_not_kept_and_the_others_are_once(desk):
    wrong = ValueError("no")
    units = (
        desk.note("sweep"),
        desk.note("tap", deadline=2.0),
        desk.note("wrong", fails=wrong, deadline=9.0),
        desk.note("slow", takes=2.6, deadline=9.0),
    )
    answers = await desk.together(*units, desk.note("last"))
    assert (answers[0], answers[2:]) == ("sweep!", [wrong, "slow!", "last!"])
    assert isinstance(answers[1], NotSaved)
    assert desk.notes == desk.kept == ["sweep", "slow", "last"]


async def test_who_was_refused_for_what_a_late_one_had_written_is_not_refused_as_that_is_not_kept(desk):
    def book(db):
        if db.execute(text("SELECT count(*) FROM notes")).scalar():
            raise ValueError("taken")
        return "booked"

    tap, second = desk.note("tap", deadline=2.0), Unit(book, lambda: desk.kept.append("booked"), 9.0)
    answers = await desk.together(tap, second, desk.note("slow", takes=2.6, deadline=9.0))
    assert isinstance(answers[0], NotSaved)
    assert answers[1:] == ["booked", "slow!"]


async def test_whose_person_has_waited_too_long_before_its_turn_is_not_done_at_all(desk):
    units = [desk.note("late", deadline=2.0), desk.note("tap", deadline=9.0), desk.note("later", deadline=2.0)]
    answers = await desk.together(desk.note("slow", takes=2.6), *units, desk.note("sweep"))
    assert [type(each) for each in answers] == [str, NotSaved, str, NotSaved, str]
    assert desk.acted == desk.kept == desk.notes == ["slow", "tap", "sweep"]


async def test_after_a_slow_one_the_rest_gets_a_commit_of_its_own(desk):
    await desk.together(desk.note("slow", takes=0.06), desk.note("b"), desk.note("c"))
    assert (desk.commits, desk.notes) == (2, ["slow", "b", "c"])


async def test_no_commit_is_shared_by_more_than_its_most(desk):
    await desk.together(*(desk.note(str(number)) for number in range(MOST + 1)))
    assert desk.commits == 2


async def test_nobody_is_told_before_the_commit_and_all_are_told_that_it_failed(desk):
    def refuse(_connection):
        raise OSError("the disk is gone")

    event.listen(desk.engine, "commit", refuse)
    answers = await desk.together(desk.note("a"), desk.note("b"))
    event.remove(desk.engine, "commit", refuse)
    assert [type(each) for each in answers] == [OSError, OSError]
    assert (desk.notes, desk.kept) == ([], [])


async def test_where_no_transaction_begins_everybody_who_waits_is_told(desk):
    def refuse(_connection):
        raise OSError("no connection")

    event.listen(desk.engine, "begin", refuse)
    answers = await desk.together(desk.note("a"), desk.note("b"))
    event.remove(desk.engine, "begin", refuse)
    assert [type(each) for each in answers] == [OSError, OSError]
    assert await desk.together(desk.note("c")) == ["c!"]
    assert desk.notes == ["c"]


async def test_somebody_who_stopped_waiting_does_not_hold_up_the_others(desk):
    gone = asyncio.create_task(desk.writer.run(desk.note("gone")))
    await asyncio.sleep(0)
    gone.cancel()
    assert await desk.together(desk.note("b")) == ["b!"]
    assert desk.notes == ["gone", "b"]


async def test_where_the_database_undid_everything_by_itself_all_before_are_told_whatever_the_unit_makes_of_it(desk):
    def act(db):
        db.connection.driver_connection.execute("ROLLBACK")  # as SQLite does where the disk is full

    def undone():
        return Unit(act, lambda: desk.kept.append("undone"), None)

    answers = await desk.together(desk.note("a"), undone(), desk.note("c"))
    assert [type(each) for each in answers] == [NotSaved, NotSaved, str]
    assert (desk.notes, desk.kept) == (["c"], ["c"])
    assert [type(each) for each in await desk.together(undone())] == [NotSaved]


async def test_a_fault_after_the_commit_undoes_nothing_and_holds_up_nobody(desk):
    def fails():
        raise KeyError("shared")

    def faulty():
        unit = desk.note("faulty")
        unit.committed = fails
        return unit

    assert await desk.together(faulty(), desk.note("b")) == ["faulty!", "b!"]
    assert await desk.together(desk.note("c")) == ["c!"]
    assert (desk.notes, desk.kept) == (["faulty", "b", "c"], ["b", "c"])


async def test_who_waited_in_a_loop_that_is_closed_holds_up_nobody(desk):
    async def go():
        task = asyncio.create_task(desk.writer.run(desk.note("gone")))
        await asyncio.sleep(0)
        task.cancel()

    await asyncio.to_thread(asyncio.run, go())
    assert await desk.together(desk.note("b")) == ["b!"]
    assert desk.notes == ["gone", "b"]


class LastLook(deque):
    """What waits; at the last look before the writer rests, somebody comes in between looking and resting."""

    def __init__(self, looks, comes):
        super().__init__()
        self.looks, self.comes = looks, comes

    def __bool__(self):
        there = len(self) > 0
        self.looks -= not there
        if not there and self.looks == 0:
            self.comes()
        return there


@pytest.mark.parametrize("look", [1, 2, 3, 4])
async def test_who_comes_just_as_the_writer_is_about_to_rest_is_not_left_waiting(desk, look):
    came = []
    desk.writer._waiting = LastLook(look, lambda: came[0].send(None))
    came.append(desk.writer.run(desk.note("the late one")))
    first = asyncio.create_task(desk.writer.run(desk.note("the first")))
    await asyncio.sleep(0)
    while desk.held.waiting:
        desk.held.waiting.pop(0)()
    await first
    assert desk.kept == ["the first", "the late one"]
    came[0].close()
