"""The Web API over HTTP: tokens, argument reading, ordered faults, 429s, and the journal of each call."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from playground import methods
from playground.clocks import Clocks
from playground.faults import RETRY_AFTER_SECONDS, SLOW_SECONDS, Fault, Faults
from playground.journal import LIFE, Journal
from playground.records import Json, Refused
from playground.workspace import Workspace

LARGEST_BODY = 1_000_000


class WebApi:
    """Answers `/api/<method>`. `bot_tokens` are taken as the bot, `app_token` for Socket Mode."""

    def __init__(
        self,
        workspace: Workspace,
        journal: Journal,
        faults: Faults,
        *,
        clocks: Clocks,
        socket_url: Callable[[], str],
        upload_url: Callable[[str], str],
        bot_tokens: frozenset[str],
        app_token: str,
    ) -> None:
        self._workspace = workspace
        self._journal = journal
        self._faults = faults
        self._clocks = clocks
        self._socket_url = socket_url
        self._upload_url = upload_url
        self._bot_tokens = bot_tokens
        self._app_token = app_token
        self.on_faults: list[Callable[[], None]] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        began = self._clocks.elapsed()
        name = request.match_info["method"]
        arguments: Json = {}
        fault = self._faults.take(name)
        if fault is not None:
            for watch in self.on_faults:
                watch()
        headers: dict[str, str] = {}
        status = 200
        broken: str | None = None
        try:
            arguments = await _arguments(request)
            if fault is not None and fault.kind == "slow":
                await self._clocks.pause(SLOW_SECONDS)
            _befall(fault)
            self._authenticate(name, request, arguments)
            answer: Json = {"ok": True, **self._run(name, arguments)}
        except Refused as refused:
            answer = {"ok": False, "error": refused.error, **refused.extra}
            if refused.error == "ratelimited":
                status, headers = 429, {"Retry-After": str(answer.pop("retry_after"))}
            elif refused.error == "internal_error":
                status = 500
            if fault is None and refused.error not in LIFE:
                broken = f"{refused.error}: {refused.why}" if refused.why else refused.error
        headers |= {
            "X-OAuth-Scopes": ",".join(sorted(self._workspace.manifest.scopes)),
            "X-Slack-Req-Id": "stand-in",
        }
        lost = fault is not None and fault.kind == "answer_lost"
        result = "answer lost" if lost else ("ok" if answer["ok"] else answer["error"])
        self._journal.add(
            direction="to chat",
            method=name,
            result=result,
            ms=(self._clocks.elapsed() - began) * 1000,
            sentence=_sentence(self._workspace, name, arguments),
            request=arguments,
            response=answer,
            broken_rule=broken,
        )
        if lost and request.transport is not None:
            request.transport.abort()
        return web.json_response(answer, status=status, headers=headers)

    def _run(self, name: str, arguments: Json) -> Json:
        return methods.run(
            name, arguments, workspace=self._workspace, socket_url=self._socket_url, upload_url=self._upload_url
        )

    def _authenticate(self, name: str, request: web.Request, arguments: Json) -> None:
        """Raises Refused `not_authed`, `invalid_auth`, `not_allowed_token_type`."""
        header = request.headers.get("Authorization", "")
        token = header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else arguments.pop("token", "")
        arguments.pop("token", None)
        method = methods.METHODS.get(name)
        wanted = method.token if method else "bot"
        if wanted == "none":
            return
        if not token:
            raise Refused("not_authed", "The call carries no token.")
        if token not in self._bot_tokens and token != self._app_token:
            raise Refused("invalid_auth", "This token is not one of this workspace.")
        if (token == self._app_token) != (wanted == "app"):
            raise Refused("not_allowed_token_type", f"{name} takes the {wanted} token.")


def _befall(fault: Fault | None) -> None:
    if fault is None:
        return
    if fault.kind == "rate_limited":
        raise Refused("ratelimited", "ordered", retry_after=RETRY_AFTER_SECONDS)
    if fault.kind == "server_error":
        raise Refused("internal_error", "ordered")
    if fault.kind == "user_disabled":
        raise Refused("user_disabled", "ordered")


async def _arguments(request: web.Request) -> Json:
    """The arguments from the address, a form or JSON. Raises Refused `invalid_json`, `invalid_form_data`."""
    arguments: dict[str, Any] = dict(request.query)
    kind = request.content_type
    if kind == "application/json":
        raw = await request.read()
        if not raw:
            return arguments
        try:
            body = json.loads(raw)
        except (ValueError, RecursionError):
            raise Refused("invalid_json", "The body is not JSON.") from None
        if not isinstance(body, dict):
            raise Refused("json_not_object", "The body is JSON and no object.")
        arguments |= body
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        try:
            form = await request.post()
        except ValueError:
            raise Refused("invalid_form_data", "The body is not a form.") from None
        arguments |= {k: v for k, v in form.items() if isinstance(v, str)}
    elif request.can_read_body and await request.read():
        raise Refused("invalid_post_type", f"A body comes as a form or as JSON, not as {kind}.")
    return arguments


def _sentence(workspace: Workspace, name: str, arguments: Json) -> str:
    """What the call was about, for the inspector."""
    channel = workspace.conversations.get(str(arguments.get("channel")))
    text = " ".join(str(arguments.get("text") or "").split())
    short = f"{text[:70]}…" if len(text) > 70 else text
    if name.startswith("chat."):
        where = _place(workspace, str(arguments.get("channel"))) if channel is None else _place(workspace, channel.id)
        person = workspace.people.get(str(arguments.get("user")))
        seen = f", seen by {person.first_name} alone" if person and name == "chat.postEphemeral" else ""
        return f"to {where}{seen}: {short}" if short else f"in {where}"
    if name == "views.publish":
        person = workspace.people.get(str(arguments.get("user_id")))
        return f"Home of {person.first_name if person else 'nobody here'}"
    if name.startswith("views."):
        view = arguments.get("view")
        title = view.get("title") if isinstance(view, dict) else None
        return f"“{title.get('text', '')}”" if isinstance(title, dict) else "a view"
    if name == "conversations.open":
        return f"the DM with {_names(workspace, arguments.get('users'))}"
    if name.startswith("conversations.") and channel is not None:
        return f"about {_place(workspace, channel.id)}"
    if name == "files.getUploadURLExternal":
        return f"a place for {arguments.get('filename')}"
    if name == "files.completeUploadExternal":
        return f"a file to {_place(workspace, str(arguments.get('channel_id')))}"
    if name == "users.info":
        return f"who {_names(workspace, arguments.get('user'))} is"
    return {"auth.test": "who am I", "apps.connections.open": "a socket, please"}.get(name, name)


def _place(workspace: Workspace, channel_id: str) -> str:
    channel = workspace.conversations.get(channel_id)
    if channel is None:
        person = workspace.people.get(channel_id)
        return person.first_name if person else channel_id
    if channel.kind == "channel":
        return f"#{channel.name}"
    people = [workspace.people[m] for m in channel.members]
    return " and ".join(p.first_name for p in people if not p.is_bot)


def _names(workspace: Workspace, given: object) -> str:
    ids = given.split(",") if isinstance(given, str) else given
    if not isinstance(ids, list):
        return "nobody"
    return " and ".join(workspace.people[i].first_name if i in workspace.people else str(i) for i in ids)
