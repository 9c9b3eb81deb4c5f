"""How the companion logs: one line an event, names of things and reasons, never what people typed.

What an error says may hold people's words (a value that could not be read, the parameters of a statement), and so may the
messages of the libraries that carry them; of both, only kind and place are written.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

CARRIERS = ("slack_bolt", "slack_sdk", "asyncio", "aiohttp", "sqlalchemy")
"""Libraries through whose hands people's words go."""
DEEPEST = 8
ROOT = Path(__file__).parents[1]


def where(error: BaseException) -> str:
    """What kind of error, and the places it came through, innermost first; not what it says. Causes follow."""
    told = f"{type(error).__name__} in {_places(error.__traceback__)}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told if cause is None else f"{told}, from {where(cause)}"


def _places(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return " < ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames)) or "?"


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else "/".join(path.parts[-2:])


class Wordless(logging.Formatter):
    """Errors by kind and place; of the libraries that carry people's words, the place that spoke."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        if record.name.split(".")[0] in CARRIERS:
            record.message = f"{Path(record.pathname).name}:{record.lineno} {record.funcName} (its words are left out)"
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:
        return where(ei[1]) if ei[1] is not None else "?"


def _wordless(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    given = event.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else sys.exc_info()[1] if given else None
    if error is not None:
        event["error"] = where(error)
    return event


def configure(*, quiet: bool = False) -> None:
    """Readable lines on standard error; libraries only from WARNING up. `quiet`: our own too (play)."""
    handler = logging.StreamHandler()
    handler.setFormatter(Wordless("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("slack_bolt.AsyncApp").setLevel(logging.ERROR)  # warns that the client is ours, as it should be
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.add_log_level,
            _wordless,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
    )
