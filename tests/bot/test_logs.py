"""The log tells what failed and where, and never what people typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRIVATE = "my-most-private-words"
BEGIN = """
import logging, structlog
from bot.logs import configure
configure()
def read(text):
    try:
        return {}[text]
    except KeyError as error:
        raise ValueError(f"cannot read {text}") from error
"""


def logged(lines: str) -> str:
    """What a process that does this writes."""
    script = f"{BEGIN}\n{lines}".replace("PRIVATE", repr(PRIVATE))
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    return done.stderr


OUR_OWN = """
try:
    read(PRIVATE)
except ValueError:
    structlog.get_logger("slack").exception("a handler failed", handler="sign")
"""
A_LIBRARYS = """
try:
    read(PRIVATE)
except ValueError as error:
    logging.getLogger("slack_bolt.AsyncApp").exception(f"Failed to run listener function (error: {error})")
"""
ANOTHERS = """
try:
    read(PRIVATE)
except ValueError:
    logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
"""


@pytest.mark.parametrize("lines", [OUR_OWN, A_LIBRARYS, ANOTHERS], ids=["ours", "Bolt", "uvicorn"])
def test_an_error_is_told_by_kind_and_place_alone(lines):
    told = logged(lines)
    assert PRIVATE not in told
    assert "ValueError in <string>" in told
    assert "read" in told
    assert "from KeyError" in told


@pytest.mark.parametrize("name", ["slack_bolt.AsyncApp", "slack_sdk.socket_mode", "asyncio", "aiohttp.server"])
def test_what_libraries_that_carry_peoples_words_say_is_left_out(name):
    told = logged(f"logging.getLogger({name!r}).error('Unhandled request (' + PRIVATE + ')')")
    assert PRIVATE not in told
    assert name in told
    assert "its words are left out" in told


def test_other_libraries_and_our_own_events_speak_plainly():
    told = logged(
        "logging.getLogger('uvicorn.error').warning('port busy'); structlog.get_logger('x').info('sent', kind='hello')"
    )
    assert "port busy" in told
    assert "event=sent" in told
    assert "kind=hello" in told
