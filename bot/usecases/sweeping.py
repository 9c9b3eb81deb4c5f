"""Takes what a sweep found one by one: one that cannot be done keeps none of the others from being done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TypeVar

import structlog

from bot.ports import NotSaved
from storage.store import Work

T = TypeVar("T")
log = structlog.get_logger("metronome")
PUT_OFF = timedelta(days=1)
"""After which one that could not be done is tried again, where its moment is kept and too many of them would fill a turn."""


def one_by_one(
    work: Work, sweep: str, found: Iterable[T], act: Callable[[T], object], *, put_off: Callable[[T], object] = repr
) -> None:
    """Do this with each of them, as a whole or not at all. What goes wrong with one is logged with the sweep's name, and the
    next beat finds it again, unless it is `put_off`. Raises NotSaved where the database fails: for all of them."""
    for each in found:
        try:
            with work.apart():
                act(each)
        except NotSaved:
            raise
        except Exception:
            log.exception("one of many failed", work=sweep)
            put_off(each)
