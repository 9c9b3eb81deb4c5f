"""What open pages are told as it happens, each only what its person may see."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from playground import shown
from playground.records import Json, Person
from playground.workspace import Change

if TYPE_CHECKING:
    from playground.server import Server


class Feeds:
    """The WebSockets of the pages, and what goes into them."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._pages: list[tuple[str, asyncio.Queue[Json | None]]] = []
        server.workspace.on_change.append(self._changed)
        server.journal.watchers.append(self._written_down)
        server.dispatch.on_state.append(lambda: self._everyone({"type": "bot", "state": server.dispatch.state}))
        server.web_api.on_faults.append(self.faults_changed)

    async def serve(self, ws: web.WebSocketResponse, user: str) -> None:
        """Serve one page until it closes."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        page = (user, queue)
        self._pages.append(page)
        writing = asyncio.ensure_future(_write(ws, queue))
        try:
            async for message in ws:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            self._pages.remove(page)
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)

    def close(self) -> None:
        """Tell every page that this is the end."""
        for _, queue in self._pages:
            queue.put_nowait(None)

    def calendar(self, person: Person) -> Json:
        """The calendar with the days on which something was written that this person can see."""
        return {**self._server.calendar.state(), "days": shown.days(self._server.workspace, person)}

    def calendar_changed(self) -> None:
        for user in {user for user, _ in self._pages}:
            person = self._server.workspace.people.get(user)
            if person is not None:
                self.send(user, {"type": "calendar", "calendar": self.calendar(person)})

    def faults(self) -> list[Json]:
        """The faults that wait."""
        return [{"fault": f.kind, "method": f.method} for f in self._server.faults.waiting]

    def faults_changed(self) -> None:
        self._everyone({"type": "faults", "faults": self.faults()})

    def send(self, user: str, told: Json) -> None:
        """Tell every page of this person."""
        for person, queue in self._pages:
            if person == user:
                queue.put_nowait(told)

    def _changed(self, change: Change) -> None:
        if self._server.resetting and change.type != "reset":
            return  # eight weeks are told in two seconds; the page fetches once what has come of them
        for user in {user for user, _ in self._pages}:
            if change.people is None or user in change.people:
                for told in shown.live(self._server.workspace, user, change.type, change.data):
                    self.send(user, told)

    def _written_down(self, entry: Json) -> None:
        if not self._server.resetting:
            self._everyone({"type": "journal", "entry": entry})

    def _everyone(self, told: Json) -> None:
        for _, queue in self._pages:
            queue.put_nowait(told)


async def _write(ws: web.WebSocketResponse, queue: asyncio.Queue[Json | None]) -> None:
    while not ws.closed:
        told = await queue.get()
        if told is None:
            await ws.close()
            return
        await ws.send_json(told)
