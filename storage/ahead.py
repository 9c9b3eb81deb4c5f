"""What was read for several mentorships in one statement, so that who looks at all of them makes no statement for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """What was found by mentorship, for a unit of work that changes nothing of it before it has read it. Of what may be
    broken in one of them the rows are kept, so that it is found out at that one."""

    def __init__(self) -> None:
        self._kept: dict[int, list[T]] = {}

    def keep(self, ids: Sequence[int], found: Iterable[tuple[int, T]]) -> None:
        """Keep what was found, in order; a mentorship among `ids` of which nothing was found has nothing."""
        self._kept = {id: [] for id in ids}
        for id, value in found:
            self._kept[id].append(value)

    def of(self, id: int) -> list[T] | None:
        """What a mentorship has; None where nobody has looked ahead."""
        return self._kept.get(id)
