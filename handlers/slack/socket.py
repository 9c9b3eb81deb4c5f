"""Socket Mode: the same Bolt app, its events coming over a WebSocket that the companion opens itself."""

from __future__ import annotations

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp


async def connect(app: AsyncApp, app_token: str) -> AsyncSocketModeHandler:
    """Open the socket; it reconnects by itself until `close_async`. Acknowledgements leave after the commit, as over HTTP."""
    handler = AsyncSocketModeHandler(app, app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    return handler
