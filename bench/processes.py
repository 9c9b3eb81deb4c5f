"""Starts servers in processes of their own, on free ports, and asks them signed questions."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import aiohttp

ROOT = Path(__file__).parents[1]
SECRET = "playground-signing-secret"


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def process(*words: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """`python words…` with these settings; it is gone at the end. What it says is shown where it ended by itself."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings}
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment, stdout=said, stderr=said)
        try:
            yield running
        finally:
            ended = running.poll()
            if ended is not None:
                said.seek(0)
                sys.stderr.write(f"{' '.join(words)} ended with {ended}:\n{said.read().decode(errors='replace')}")
            running.terminate()
            running.wait(10)


def command_body(user: str, text: str = "") -> bytes:
    """What Slack sends for `/mentor`."""
    return urlencode(
        {
            "token": "t",
            "team_id": "T0COMMON",
            "team_domain": "northlight",
            "channel_id": "C0GENERAL",
            "channel_name": "general",
            "user_id": user,
            "user_name": "priya",
            "command": "/mentor",
            "text": text,
            "api_app_id": "A0APP",
            "is_enterprise_install": "false",
            "response_url": "http://127.0.0.1:1/respond/x",
            "trigger_id": "1.2.3",
        }
    ).encode()


def signed(body: bytes) -> dict[str, str]:
    """Slack's headers for this body, signed now."""
    stamp = str(int(time.time()))
    mac = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={mac}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


async def ask(session: aiohttp.ClientSession, url: str, body: bytes) -> bytes:
    """One signed request; its whole answer. Raises where it is no 200."""
    async with session.post(url, data=body, headers=signed(body)) as answer:
        text = await answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{url} answered {answer.status}: {text[:200]!r}")
        return text


async def first_answer(url: str, body: bytes, *, within: float = 30.0) -> bytes:
    """Ask until the server answers; raises TimeoutError."""
    async with aiohttp.ClientSession() as session:
        ends = time.monotonic() + within
        while time.monotonic() < ends:
            with contextlib.suppress(aiohttp.ClientConnectorError):
                return await ask(session, url, body)
            await asyncio.sleep(0.002)
    raise TimeoutError(url)


async def latencies(url: str, body: bytes, *, connections: int, requests: int, expected: bytes) -> list[float]:
    """Seconds of each of `requests` requests over `connections` kept-alive connections; every answer is compared."""
    taken: list[float] = []
    connector = aiohttp.TCPConnector(limit=connections)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def client(count: int) -> None:
            for _ in range(count):
                began = time.perf_counter()
                answer = await ask(session, url, body)
                taken.append(time.perf_counter() - began)
                if len(answer) != len(expected):
                    raise RuntimeError(f"another answer than expected: {answer[:200]!r}")

        await asyncio.gather(*(client(requests // connections) for _ in range(connections)))
    return taken
