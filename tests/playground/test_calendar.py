"""The calendar: a week is lived, moment by moment, as the bot's control plans it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web

from playground.calendar import CannotMove
from playground.client import NotPossible
from playground.clocks import HandClocks
from playground.records import Json, Refused
from playground.server import Server
from playground.workspace import Workspace

START = 1_795_000_000.0


class Bot:
    """The control of a bot whose plan is a list of moments; what is due at a stop is done there."""

    def __init__(self) -> None:
        self.plan: list[tuple[float, str]] = []
        self.now = 0.0
        self.stops: list[float] = []
        self.resets = 0
        self.stubborn = False
        self.on_move: Callable[[], object] = lambda: None
        self.held = asyncio.Event()
        self.held.set()

    def answer(self) -> web.Response:
        following = self.plan[0] if self.plan else None
        coming: Json | None = following and {"at": following[0], "title": following[1], "people": ["U0PRIYA"]}
        return web.json_response({"now": self.now, "next": coming})

    async def read(self, request: web.Request) -> web.Response:
        return self.answer()

    async def move(self, request: web.Request) -> web.Response:
        await self.held.wait()
        self.now = (await request.json())["now"]
        self.stops.append(self.now)
        self.on_move()
        if not self.stubborn:
            self.plan = [moment for moment in self.plan if moment[0] > self.now]
        return self.answer()

    async def reset(self, request: web.Request) -> web.Response:
        self.resets += 1
        return self.answer()


@pytest.fixture
async def bot(workspace: Workspace, clocks: HandClocks) -> AsyncIterator[tuple[Bot, Server]]:
    bot = Bot()
    app = web.Application()
    app.add_routes([web.get("/clock", bot.read), web.post("/clock", bot.move), web.post("/reset", bot.reset)])
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    clocks.set_calendar(START)
    server = Server(workspace, clocks=clocks, control=f"http://127.0.0.1:{runner.addresses[0][1]}")
    await server.start()
    yield bot, server
    await server.stop()
    await runner.cleanup()


async def test_a_week_stops_at_every_planned_moment_and_ends_a_week_later(
    bot: tuple[Bot, Server], clocks: HandClocks
) -> None:
    control, server = bot
    control.plan = [(START + 100, "a question"), (START + 50_000, "a meeting"), (START + 9e6, "much later")]
    await server.calendar.move("week", fast=True)
    assert control.stops == [START + 100, START + 50_000, START + 7 * 86_400]
    assert clocks.calendar() == START + 7 * 86_400
    assert server.calendar.state()["next"]["title"] == "much later"
    told = [e["sentence"] for e in reversed(server.journal.entries)]
    assert told == ["Calendar moved: a question", "Calendar moved: a meeting", "Calendar moved"]


async def test_next_stops_at_the_next_moment(bot: tuple[Bot, Server], clocks: HandClocks) -> None:
    control, server = bot
    control.plan = [(START + 100, "a question"), (START + 200, "another")]
    await server.calendar.move("next", fast=True)
    assert (clocks.calendar(), control.stops) == (START + 100, [START + 100])


async def test_the_journal_has_what_happened_at_a_stop_after_the_move(bot: tuple[Bot, Server]) -> None:
    control, server = bot
    control.plan = [(START + 100, "a question")]
    control.on_move = lambda: server.journal.add(
        direction="to chat", method="chat.postMessage", result="ok", ms=0, sentence="to Priya"
    )
    await server.calendar.move("next", fast=True)
    assert [e["sentence"] for e in server.journal.entries] == ["to Priya", "Calendar moved: a question"]


async def test_nothing_planned_is_said(bot: tuple[Bot, Server]) -> None:
    with pytest.raises(CannotMove, match="Nothing is planned"):
        await bot[1].calendar.move("next")
    assert bot[1].calendar.moving is False


async def test_between_stops_there_is_a_pause_in_which_it_can_be_stopped(
    bot: tuple[Bot, Server], clocks: HandClocks
) -> None:
    control, server = bot
    control.plan = [(START + 100, "a question"), (START + 200, "another")]
    control.held.clear()
    moving = asyncio.ensure_future(server.calendar.move("day"))
    await asyncio.sleep(0)
    with pytest.raises(CannotMove, match="moving already"):
        await server.calendar.move("day")
    server.calendar.stop()
    control.held.set()
    await moving
    assert control.stops == [START + 100]
    assert server.calendar.moving is False


async def test_a_moment_that_stays_due_does_not_hold_the_calendar_up(
    bot: tuple[Bot, Server], clocks: HandClocks
) -> None:
    control, server = bot
    control.on_move = lambda: clocks.live(0.5)
    control.plan, control.stubborn = [(START - 10, "held back")], True
    async with asyncio.timeout(10):
        await server.calendar.move(START + 50, fast=True)
    assert control.stops == [START, START + 50]


async def test_the_calendar_goes_forward_only_once_something_was_written(server: Server, clocks: HandClocks) -> None:
    server.set_calendar(START - 1e6)
    await server.acting_as("U0PRIYA").say("hello")
    with pytest.raises(NotPossible, match="forward only"):
        server.set_calendar(START - 2e6)
    with pytest.raises(CannotMove, match="forward only"):
        await server.calendar.move(START - 2e6)
    server.set_calendar(START)
    assert clocks.calendar() == START


async def test_without_a_control_only_the_playgrounds_calendar_moves(server: Server, clocks: HandClocks) -> None:
    began = clocks.calendar()
    await server.calendar.move("day")
    assert clocks.calendar() == began + 86_400


async def test_a_bot_that_is_away_is_said_and_the_calendar_stands_still(
    workspace: Workspace, clocks: HandClocks
) -> None:
    server = Server(workspace, clocks=clocks, control="http://127.0.0.1:9")
    began = clocks.calendar()
    with pytest.raises(CannotMove, match="isn't running"):
        await server.calendar.move("day")
    assert clocks.calendar() == began
    await server.stop()


async def test_a_reset_empties_everything_and_tells_the_bot(bot: tuple[Bot, Server]) -> None:
    control, server = bot
    await server.acting_as("U0PRIYA").say("hello")
    await server.reset()
    assert control.resets == 1
    assert server.acting_as("U0PRIYA").messages() == []
    assert server.journal.entries == []


async def test_a_day_that_was_lived_has_passed_for_the_posting_limits(server: Server, workspace: Workspace) -> None:
    workspace.limits.post("D0PRIYA")
    with pytest.raises(Refused):
        workspace.limits.post("D0PRIYA")
    await server.calendar.move("day")
    workspace.limits.post("D0PRIYA")
