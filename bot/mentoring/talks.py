"""The conversations two people can be led through, where each stands, and which words to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Stands(StrEnum):
    """For one member: not begun, begun, done and waiting for the other, or done; of some nothing is kept, and they are open
    at any time."""

    NEW = "new"
    HALF = "half"
    THEIRS = "theirs"
    DONE = "done"
    ANY_TIME = "any_time"


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation by its name, and where it stands."""

    name: str
    stands: Stands


def starter(choices: Sequence[T], *, mentorship: int, day: date, nth: int) -> T:
    """The nth of a day, from 0: each day begins elsewhere, and no two in a row are the same until all were shown.

    A step that shares no factor with the count walks through all of them.
    """
    count = len(choices)
    step = next(each for each in (7, 11, 13, 1) if each == 1 or count % each)
    return choices[(mentorship * 5 + day.toordinal() + nth * step) % count]
