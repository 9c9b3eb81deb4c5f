"""Nothing planned starves: what is put back has a reason in those whom it is for, or the weather had one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from playground.records import Json
from simulator.outcomes import Outcome
from simulator.peace import CAPS, LONGER, LONGEST, THEIR_OWN, has_reason

PATIENCE = 1800.0
"""Seconds for which anything may wait for no reason of anybody's: a start after a crash, the pace, a turn that comes late."""

MOST_TURNS = 20
"""How often within an hour a reason of the people's own may put back the same notice before it goes round in circles."""


class Waiting:
    """`trouble`: when there last was any (the calendar, in seconds). `unasked`: when each person got something unasked."""

    def __init__(
        self,
        broken: Callable[[str, str], None],
        *,
        now: Callable[[], datetime],
        since: Callable[[], datetime],
        look: Callable[[str], list[Any]],
        unasked: dict[int, list[float]],
        trouble: Callable[[], float],
    ) -> None:
        self._broken, self._now, self._since, self._look = broken, now, since, look
        self._unasked, self._trouble = unasked, trouble
        self._waits_since: dict[int, float] = {}
        self._turns: Counter[tuple[int, float]] = Counter()

    def became(self, outcome: Outcome, people: Sequence[Json], pauses: Collection[Json], row: Json) -> None:
        """A notice was put back, or skipped. `row`: as it stood before; `people`: for whom it is."""
        what = f"{row['kind']} {outcome.id}"
        began = self._waits_since.setdefault(outcome.id, row["due_at"])
        now = self._now().timestamp()
        is_calm = self._trouble() + PATIENCE < min(began, now)
        if outcome.state == "planned" and outcome.reason in THEIR_OWN:
            del self._waits_since[outcome.id]
            self._turns[outcome.id, now // 3600] += 1
            if self._turns[outcome.id, now // 3600] == MOST_TURNS:
                self._broken("spins", f"{what} is put back again and again: {outcome.reason}")
            if outcome.reason not in LONGER and outcome.due > now + LONGEST.total_seconds():
                self._broken("starved", f"{what} is put back for more than {LONGEST.days} days: {outcome.reason}")
            if people and not self._is_so(outcome.reason, people, pauses):
                self._broken("starved", f"{what} is put back for what is not so: {outcome.reason}")
        if is_calm and began + PATIENCE < now:
            minutes = (now - began) / 60
            self._broken(
                "starved", f"{what} waited for {minutes:.0f} minutes, and it was nobody's wish ({outcome.reason})"
            )
        elif is_calm and outcome.reason == "stale" and began <= row["latest_at"]:
            self._broken("starved", f"{what} was skipped as stale, and nothing had kept it")

    def _is_so(self, reason: str, people: Sequence[Json], pauses: Collection[Json]) -> bool:
        got: list[float] = []
        if reason in CAPS:
            [person] = [each["id"] for each in people]
            got = [*self._unasked[person], *(row["begun_at"] for row in self._look(MAYBE.format(person)))]
        return has_reason(reason, people, pauses, got, (self._now(), self._since()))


MAYBE = """
SELECT DISTINCT message_id, begun_at FROM outbox
WHERE person_id = {} AND unasked AND state IN ('sending', 'parked') AND begun_at IS NOT NULL
"""
