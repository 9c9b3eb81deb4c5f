"""How the companion logs: one line an event, names of things and reasons, never what people typed."""

from __future__ import annotations

import logging

import structlog


def configure(*, quiet: bool = False) -> None:
    """Readable lines on standard error; libraries only from WARNING up. `quiet`: our own too (play)."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("slack_bolt.AsyncApp").setLevel(logging.ERROR)  # warns that the client is ours, as it should be
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
    )
