"""The only now(): calendar time, which can be moved in play, and elapsed time, which never is."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Real time plus an offset that is zero outside play."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def now(self) -> datetime:
        """Calendar time, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    def elapsed(self) -> float:
        """Seconds that only ever pass: leases, deadlines. Never moved."""
        return time.monotonic()

    def real_time(self) -> float:
        """Real epoch seconds, for signatures, which play does not move."""
        return time.time()

    def move_to(self, moment: datetime) -> None:
        """In play alone: let the calendar show `moment` (aware) from here on."""
        self._offset = moment - datetime.now(UTC)
