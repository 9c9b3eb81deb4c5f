"""The page's own API under `/play/`: what a person sees and does, the calendar, the journal, and what is live."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from aiohttp import web

from playground import shown
from playground.calendar import CannotMove
from playground.client import NotPossible
from playground.records import BOT_USER, Conversation, Json, Person
from playground.workspace import Change

if TYPE_CHECKING:
    from playground.server import Server

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PlayApi:
    """Routes and live feeds of the page."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._feeds = server.feeds
        self._asking: asyncio.Task[None] | None = None
        server.workspace.on_change.append(self._has_come)

    def routes(self) -> list[web.RouteDef]:
        get, post = web.get, web.post
        return [
            get("/play/state", self._guarded(self._state)),
            get("/play/messages", self._guarded(self._messages)),
            get("/play/files/{id}", self._guarded(self._file)),
            get("/play/home", self._guarded(self._home)),
            post("/play/home", self._guarded(self._open_home)),
            post("/play/say", self._guarded(self._doing(self._say))),
            post("/play/act", self._guarded(self._doing(self._act))),
            post("/play/submit", self._guarded(self._doing(self._submit))),
            post("/play/dismiss", self._guarded(self._dismiss)),
            post("/play/read", self._guarded(self._read)),
            get("/play/journal", self._guarded(self._journal)),
            get("/play/faults", self._guarded(self._faults)),
            post("/play/faults", self._guarded(self._order_fault)),
            web.delete("/play/faults", self._guarded(self._clear_faults)),
            post("/play/account", self._guarded(self._doing(self._switch))),
            post("/play/calendar", self._guarded(self._move)),
            post("/play/calendar/stop", self._guarded(self._stop)),
            post("/play/calendar/set", self._guarded(self._set)),
            post("/play/reset", self._guarded(self._reset)),
            get("/play/live", self._guarded(self._live)),
        ]

    def close(self) -> None:
        if self._asking is not None:
            self._asking.cancel()

    # -- reading -----------------------------------------------------------------------------------------------------

    async def _state(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request.query.get("as") or self._first())
        server = self._server
        answer = shown.state(server.workspace, person)
        answer["calendar"] = self._feeds.calendar(person)
        answer["bot"] = server.dispatch.state
        answer["faults"] = self._feeds.faults()
        answer["hint"] = server.hint
        return web.json_response(answer)

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request.query.get("as"))
        channel = self._channel(person, request.query.get("channel"))
        return web.json_response({"messages": shown.messages(self._server.workspace, person, channel)})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A file that was shared where this person is, to download."""
        person = self._person(request.query.get("as"))
        file = self._server.workspace.files.get(request.match_info["id"])
        if file is None or file.content is None or file.channel is None:
            raise NotPossible("file_not_found", "There is no such file here.")
        self._channel(person, file.channel)
        safe = quote(file.name)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{safe}", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=file.content, content_type=file.kind, headers=headers)

    async def _home(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request.query.get("as"))
        return web.json_response({"view": shown.home(self._server.workspace, person.id)})

    async def _journal(self, request: web.Request) -> web.StreamResponse:
        """All entries, or those that came after the entry with the id `after`."""
        after = request.query.get("after", "")
        known = int(after) if after.isdecimal() else 0
        return web.json_response({"entries": [entry for entry in self._server.journal.entries if entry["id"] > known]})

    async def _faults(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"faults": self._feeds.faults()})

    # -- doing -------------------------------------------------------------------------------------------------------

    async def _open_home(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        self._server.interactions.open_home(self._person(body.get("as")).id)
        return _ok()

    async def _say(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        person = self._person(body.get("as"))
        channel = str(body.get("channel"))
        if channel in self._server.workspace.people:
            other = self._person(channel).id
            channel = self._server.workspace.dm(person.id, other).id
            self._server.workspace.tell("conversation", {person.id, other}, {"channel": channel})
        await self._server.interactions.say(person.id, channel, str(body.get("text") or ""))
        return _ok(channel=channel) if channel != body.get("channel") else _ok()

    async def _act(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        person, at = self._person(body.get("as")), _mapping(body, "at")
        block_id, action_id = body.get("block_id"), str(body.get("action_id"))
        value = _mapping(body, "value") or None
        if "view" in at:
            await self._server.interactions.act_in_view(
                person.id,
                str(at["view"]),
                block_id=block_id,
                action_id=action_id,
                value=value,
                typed=_mapping(body, "values"),
            )
        else:
            await self._server.interactions.act_in_message(
                person.id,
                str(at.get("channel")),
                str(at.get("ts")),
                block_id=block_id,
                action_id=action_id,
                value=value,
            )
        return _ok()

    async def _submit(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        person = self._person(body.get("as"))
        errors = await self._server.interactions.forms.submit(
            person.id, str(body.get("view")), _mapping(body, "values")
        )
        return _ok(errors=errors) if errors else _ok()

    async def _dismiss(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        await self._server.interactions.forms.dismiss(self._person(body.get("as")).id, str(body.get("view")))
        return _ok()

    async def _read(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        person = self._person(body.get("as"))
        channel = self._channel(person, body.get("channel"))
        if channel.messages:
            channel.read[person.id] = channel.messages[-1].ts
        self._feeds.send(person.id, {"type": "unread", "channel": channel.id, "unread": 0})
        return _ok()

    # -- the playground itself ---------------------------------------------------------------------------------------

    async def _switch(self, request: web.Request) -> web.StreamResponse:
        """An admin of the workspace switches somebody's account off, or on again."""
        body = await _body(request)
        person, on = self._person(body.get("as")), body.get("on")
        if not isinstance(on, bool):
            raise NotPossible("invalid_on", "on is true or false.")
        if person.deleted is on:
            self._server.workspace.change_person(person.id, deleted=not on)
        return _ok(on=on)

    async def _order_fault(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        try:
            self._server.faults.order(str(body.get("fault")), body.get("method"))
        except ValueError as error:
            raise NotPossible("unknown_fault", str(error)) from error
        self._feeds.faults_changed()
        return _ok()

    async def _clear_faults(self, request: web.Request) -> web.StreamResponse:
        self._server.faults.clear()
        self._feeds.faults_changed()
        return _ok()

    async def _move(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        until = body.get("until", "next")
        if not isinstance(until, (int, float, str)) or isinstance(until, bool):
            raise NotPossible("invalid_until", "Move until a time, next, day or week.")
        fast = bool(body.get("fast")) or request.query.get("fast") == "1"
        await self._server.calendar.move(until, fast=fast)
        return _ok(calendar=self._server.calendar.state())

    async def _stop(self, request: web.Request) -> web.StreamResponse:
        self._server.calendar.stop()
        return _ok()

    async def _set(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        now = body.get("now")
        if not isinstance(now, (int, float)) or isinstance(now, bool):
            raise NotPossible("invalid_now", "now is an epoch second.")
        self._server.set_calendar(float(now))
        return _ok(now=now)

    async def _reset(self, request: web.Request) -> web.StreamResponse:
        await self._server.reset()
        return _ok()

    async def _live(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request.query.get("as"))
        ws = web.WebSocketResponse(heartbeat=20)
        await ws.prepare(request)
        await self._feeds.serve(ws, person.id)
        return ws

    # -- looking up and refusing ------------------------------------------------------------------------------------

    def _person(self, user: Any) -> Person:
        person = self._server.workspace.people.get(str(user))
        if person is None or person.id == BOT_USER:
            raise NotPossible("user_not_found", "There is no such person here.")
        return person

    def _first(self) -> str:
        """Whom a page acts as that names nobody."""
        return next(p.id for p in self._server.workspace.people.values() if not p.is_bot and not p.deleted)

    def _channel(self, person: Person, channel_id: Any) -> Conversation:
        channel = self._server.workspace.conversations.get(str(channel_id))
        if channel is None or person.id not in channel.members:
            raise NotPossible("channel_not_found", "You are not in this conversation.")
        return channel

    def _doing(self, handler: Handler) -> Handler:
        """What a person does may change what happens next; the page is told when the bot has answered."""

        async def doing(request: web.Request) -> web.StreamResponse:
            answer = await handler(request)
            self._ask_what_is_next()
            return answer

        return doing

    def _ask_what_is_next(self) -> None:
        if self._asking is None or self._asking.done():
            self._asking = asyncio.ensure_future(self._server.calendar.refresh())

    def _has_come(self, change: Change) -> None:
        """What was said to come next, and was due already, may be the message that is there now."""
        following = self._server.calendar.next
        if change.type == "message" and following and following["at"] <= self._server.clocks.calendar():
            self._ask_what_is_next()

    @staticmethod
    def _guarded(handler: Handler) -> Handler:
        """Refuse foreign hosts and origins; answer refusals as JSON."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            if not _is_local(request):
                return _refused("foreign", "The playground answers this machine's own browser alone.", 403)
            try:
                return await handler(request)
            except NotPossible as refused:
                return _refused(refused.error, refused.say, 200)
            except CannotMove as refused:
                return _refused(refused.error, refused.say, 200)

        return guarded


def _is_local(request: web.Request) -> bool:
    return urlsplit(f"//{request.host}").hostname in LOOPBACK and not is_foreign(request)


def is_foreign(request: web.Request) -> bool:
    """Whether a page of another origin makes this request in somebody's browser."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host


@web.middleware
async def refuse_foreign(request: web.Request, handler: Handler) -> web.StreamResponse:
    """No page of another origin may use the stand-in, whose tokens are known to everybody."""
    if is_foreign(request):
        return _refused("foreign", "The playground answers no page but its own.", 403)
    return await handler(request)


async def _body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError:
        raise NotPossible("invalid_json", "The body is not JSON.") from None
    if not isinstance(body, dict):
        raise NotPossible("invalid_json", "The body is no JSON object.")
    return body


def _mapping(body: Json, name: str) -> Json:
    """A part of the body, empty when absent. Raises NotPossible when it is something else."""
    part = body.get(name)
    if part is not None and not isinstance(part, dict):
        raise NotPossible("invalid_json", f"{name} is no JSON object.")
    return part or {}


def _ok(**more: Any) -> web.Response:
    return web.json_response({"ok": True, **more})


def _refused(error: str, say: str, status: int) -> web.Response:
    return web.json_response({"ok": False, "error": error, "say": say}, status=status)
