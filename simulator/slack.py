"""The chat as the companion meets it here: the stand-in's rules without its sockets, and what a network does in between."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from slack_bolt.request.async_request import AsyncBoltRequest

from playground import methods
from playground.dispatch import ACKNOWLEDGE_SECONDS, Answer, Dispatch, Envelope
from playground.events import Events
from playground.interactions import Interactions
from playground.journal import LIFE as BROUGHT_BY_LIFE
from playground.journal import Journal
from playground.limits import PostingLimits
from playground.records import Json, Refused
from playground.workspace import Workspace
from simulator.clocks import SimulatedClocks
from simulator.life import Killed, Life

ADDRESS = "https://slack.simulated"


class Journaled(Journal):
    """Keeps broken rules alone: a year has very many entries."""

    def add(self, *, method: str, broken_rule: str | None = None, **rest: Any) -> Json:
        if broken_rule:
            self.broken_rules.append(f"{method}: {broken_rule}")
        return {}


class Delay(NamedTuple):
    """What the network does to something on its way to the companion: seconds until it arrives, and after how many more it comes
    again, each time as if it were new."""

    first: float
    again: tuple[float, ...] = ()


class Incoming(Dispatch):
    """Brings what people do to the companion that lives just then: straight into Bolt, as Socket Mode does."""

    def __init__(self, clocks: SimulatedClocks, journal: Journal, delay: Callable[[Envelope], Delay]) -> None:
        super().__init__(clocks=clocks, journal=journal, signing_secret="")
        self._delay = delay
        self.life: Life | None = None
        self.bolt: Any = None
        self.brought: Callable[[Json], None] = lambda _: None
        self.heard: Callable[[Envelope, Json, Answer], None] = lambda *_: None

    async def deliver(
        self, envelope: Envelope, payload: Json, *, method: str, sentence: str, attempt: int = 0, reason: str = ""
    ) -> Answer:
        self.brought(payload)
        delay = self._delay(envelope)
        for wait in delay.again:
            asyncio.get_running_loop().create_task(self._once(envelope, payload, delay.first + wait))
        answer = await self._once(envelope, payload, delay.first)
        self.heard(envelope, payload, answer)
        return answer

    async def _once(self, envelope: Envelope, payload: Json, wait: float) -> Answer:
        await asyncio.sleep(wait)
        life = self.life
        if life is None or not life.alive:
            return Answer("no_app")
        doing = life.begin(self._dispatch(json.loads(json.dumps(payload))))
        done, _ = await asyncio.wait([doing], timeout=ACKNOWLEDGE_SECONDS)
        if not done:
            return Answer("http_timeout")
        if doing.cancelled() or isinstance(doing.exception(), Killed):
            return Answer("connection_failed")
        answered: Answer = doing.result()
        return answered

    async def _dispatch(self, payload: Json) -> Answer:
        request = AsyncBoltRequest(mode="socket_mode", body=payload)
        response = await self.bolt.async_dispatch(request)
        if response.status != 200:
            return Answer("http_timeout")  # over Socket Mode nothing is said; Slack takes it for one that was late
        text = response.body
        kind = (response.headers.get("content-type") or [""])[0]
        return Answer("", (json.loads(text) if kind.startswith("application/json") else text) if text else None)


class Reached(NamedTuple):
    """An answer of the chat over HTTP."""

    status: int
    headers: dict[str, str]
    body: str
    kind: str = "application/json"


class Lenient(PostingLimits):
    """The limits, but for what was late: that is not the sender's doing."""

    lenient = False

    def post(self, channel: str) -> None:
        if not self.lenient:
            super().post(channel)


class Chat:
    """The workspace and its Web API. `carried_out` is told of every call that was, `limited` of every refusal for the sake of
    the limits; while it is `rough` an answer may come too late for a window to open."""

    def __init__(self, workspace: Workspace, clocks: SimulatedClocks, delay: Callable[[Envelope], Delay]) -> None:
        self.workspace = workspace
        self.limits = workspace.limits = Lenient(clocks.calendar)
        self.journal = Journaled(clocks.calendar)
        self.incoming = Incoming(clocks, self.journal, delay)
        self.events = Events(workspace, self.incoming, self.journal)
        self.interactions = Interactions(
            workspace, self.incoming, self.journal, respond_address=lambda name: f"{ADDRESS}/respond/{name}"
        )
        self.carried_out: Callable[[str, Json, Json], None] = lambda *_: None
        self.limited: Callable[[str], None] = lambda _: None
        self.rough: Callable[[], bool] = lambda: False

    def take(self, url: str, given: Any) -> Reached:
        """Carry a request out, whoever waits for the answer."""
        path = url.removeprefix(ADDRESS)
        if path.startswith("/respond/"):
            return self._respond(path.removeprefix("/respond/"), json.loads(given["data"]))
        if path.startswith("/upload/"):
            self.workspace.files.upload(path.removeprefix("/upload/"), given["data"])
            return Reached(200, {}, "OK", "text/plain")
        return self._call(path.removeprefix("/api/"), arguments_of(given))

    def _call(self, name: str, arguments: Json) -> Reached:
        headers = {"X-OAuth-Scopes": ",".join(sorted(self.workspace.manifest.scopes)), "x-oauth-scopes": ""}
        headers["x-oauth-scopes"] = headers["X-OAuth-Scopes"]
        try:
            answer: Json = {
                "ok": True,
                **methods.run(
                    name,
                    arguments,
                    workspace=self.workspace,
                    socket_url=lambda: f"{ADDRESS}/socket",
                    upload_url=lambda ticket: f"{ADDRESS}/upload/{ticket}",
                ),
            }
        except Refused as refused:
            return self._refused(name, refused, headers)
        self.carried_out(name, arguments, answer)
        return Reached(200, headers, json.dumps(answer))

    def _refused(self, name: str, refused: Refused, headers: dict[str, str]) -> Reached:
        answer = {"ok": False, "error": refused.error, **refused.extra}
        status = 500 if refused.error == "internal_error" else 200
        if refused.error == "ratelimited":
            status, headers = 429, {**headers, "Retry-After": str(answer.pop("retry_after"))}
            self.limited(f"{name}: {refused.why}")
        elif refused.error not in BROUGHT_BY_LIFE and not (refused.error == "expired_trigger_id" and self.rough()):
            self.journal.broken_rules.append(f"{name}: {refused}")
        return Reached(status, headers, json.dumps(answer))

    def _respond(self, name: str, body: Json) -> Reached:
        try:
            self.interactions.replies.through_url(name, body)
        except Refused as refused:
            if refused.error not in ("used_url", "expired_url", "no_such_url", "message_not_found"):
                self.journal.broken_rules.append(f"response_url: {refused}")
            return Reached(404, {}, refused.error, "text/plain")
        self.carried_out("response_url", body, {})
        return Reached(200, {}, "ok", "text/plain")


def arguments_of(given: Any) -> Json:
    """The arguments of a call as they come out at the other end."""
    found: Json = {}
    for part in ("params", "data", "json"):
        if isinstance(given.get(part), dict):
            found |= json.loads(json.dumps(given[part]))
    found.pop("token", None)
    return found
