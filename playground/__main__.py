"""`python -m playground`: the stand-in and its page alone, for any Slack app."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
from pathlib import Path

from playground.clocks import RunningClocks
from playground.manifest import read_manifest
from playground.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Server
from playground.workspace import PEOPLE_FILE, Workspace


def main() -> int:
    """Parse the command line and serve until interrupted; 2 when something is missing."""
    parser = argparse.ArgumentParser(
        prog="python -m playground", description="A local stand-in for Slack, with a page."
    )
    parser.add_argument("--manifest", type=Path, required=True, help="the app's manifest, YAML or JSON")
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (loopback)")
    parser.add_argument("--port", type=int, default=3990, help="where to listen (0 takes a free port)")
    parser.add_argument("--request-url", help="where the app hears events over HTTP; without it, Socket Mode")
    parser.add_argument("--control", help="where the app lets its calendar be moved")
    parser.add_argument("--people", type=Path, default=PEOPLE_FILE, help="who is in the workspace")
    given = parser.parse_args()
    try:
        clocks = RunningClocks()
        workspace = Workspace(
            read_manifest(given.manifest), calendar=clocks.calendar, elapsed=clocks.elapsed, people=given.people
        )
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    with contextlib.suppress(KeyboardInterrupt):
        return asyncio.run(serve(workspace, clocks, given))
    return 0


async def serve(workspace: Workspace, clocks: RunningClocks, given: argparse.Namespace) -> int:
    """Serve until cancelled."""
    server = Server(workspace, clocks=clocks, request_url=given.request_url, control=given.control)
    try:
        await server.start(given.host, given.port)
    except OSError as error:
        print(f"Port {given.port} cannot be used: {error.strerror}. Choose another with --port.", file=sys.stderr)
        return 2
    print(f"The playground is at {server.url}")
    print(f"For the app: SLACK_API_URL={server.url}/api/ SLACK_BOT_TOKEN={BOT_TOKEN}")
    print(f"  over a socket: SLACK_APP_TOKEN={APP_TOKEN}; over HTTP: SLACK_SIGNING_SECRET={SIGNING_SECRET}")
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
