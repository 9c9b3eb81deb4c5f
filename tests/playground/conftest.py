"""A stand-in on an ephemeral port with clocks moved by hand, and Bolt apps that are connected to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground.clocks import HandClocks
from playground.manifest import Manifest
from playground.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Server
from playground.workspace import Workspace
from tests.playground.probe import Connect, a_manifest, listening


@pytest.fixture
def clocks() -> HandClocks:
    return HandClocks()


@pytest.fixture
def manifest() -> Manifest:
    return a_manifest()


@pytest.fixture
def workspace(manifest: Manifest, clocks: HandClocks) -> Workspace:
    return Workspace(manifest, calendar=clocks.calendar, elapsed=clocks.elapsed)


@pytest.fixture
async def server(workspace: Workspace, clocks: HandClocks) -> AsyncIterator[Server]:
    server = Server(workspace, clocks=clocks)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def client(server: Server) -> AsyncWebClient:
    return AsyncWebClient(token=BOT_TOKEN, base_url=f"{server.url}/api/", retry_handlers=[])


@pytest.fixture
def app(client: AsyncWebClient) -> AsyncApp:
    """A Bolt app on which the test registers its listeners."""
    return AsyncApp(client=client, signing_secret=SIGNING_SECRET, process_before_response=True)


@pytest.fixture(params=["socket", "http"])
async def connect(request: pytest.FixtureRequest, server: Server) -> AsyncIterator[Connect]:
    """Connects an app to the stand-in: once over Socket Mode, once over signed HTTP."""
    undo: list[Callable[[], Awaitable[Any]]] = []

    async def over_socket(app: AsyncApp) -> None:
        handler = AsyncSocketModeHandler(app, APP_TOKEN, web_client=app.client)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        undo.append(handler.close_async)

    async def over_http(app: AsyncApp) -> None:
        server.dispatch.request_url, stop = await listening(app)
        undo.append(stop)

    yield over_socket if request.param == "socket" else over_http
    for one in undo:
        await one()
