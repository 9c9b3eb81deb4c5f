"""One scene: the stand-in, an app that nobody here wrote connected to it, and people who act and see."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from playground.acting import Acting
from playground.clocks import RunningClocks
from playground.records import Message, View
from playground.server import Server

T = TypeVar("T")

PATIENCE_SECONDS = 8.0


class Scene:
    """The people of the workspace, and a way to wait for what the app does after it has acknowledged."""

    def __init__(self, server: Server, clocks: RunningClocks, log: list[str]) -> None:
        self.server = server
        self._clocks = clocks
        self._log = log
        self._changed = asyncio.Event()
        server.workspace.on_change.append(lambda change: self._changed.set())

    def person(self, user: str) -> Acting:
        """Someone to act as. Two seconds have passed since anyone acted: people are not faster than Slack's limits."""
        self._clocks.set_calendar(self._clocks.calendar() + 2)
        return self.server.acting_as(user)

    async def until(self, look: Callable[[], T | None]) -> T:
        """What `look` finds, asked again after every change in the workspace. AssertionError after 8 s."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not (found := look()):
                    self._changed.clear()
                    await self._changed.wait()
                return found
        except TimeoutError:
            said = "\n".join([*self.server.broken_rules, *self._log])
            raise AssertionError(f"Never seen. Rules broken, and what the app printed:\n{said}") from None

    async def message(self, person: Acting, beginning: str, channel: str | None = None) -> Message:
        """The newest message that begins so, as soon as this person sees it; in the DM with the app by default."""
        return await self.until(
            lambda: next((m for m in reversed(person.messages(channel)) if m.text.startswith(beginning)), None)
        )

    async def modal(self, person: Acting, title: str) -> View:
        """The top modal, as soon as it has this title."""
        return await self.until(
            lambda: next((v for v in person.modals[-1:] if v.content["title"]["text"] == title), None)
        )

    async def home(self, person: Acting, beginning: str) -> View:
        """The Home tab, as soon as it begins so."""
        return await self.until(
            lambda: next((v for v in [person.home] if v is not None and words(v.blocks).startswith(beginning)), None)
        )


def words(blocks: list[dict[str, object]]) -> str:
    """All that stands in the sections."""
    texts = [block["text"] for block in blocks if block["type"] == "section"]
    return " ".join(str(text["text"]) for text in texts if isinstance(text, dict))
