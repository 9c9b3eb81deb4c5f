"""What was said to somebody about a message a moment ago: it is still before them, and is not said a second time."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.mentoring.people import Handle
from handlers.slack.incoming import MessagePlace

A_MOMENT = timedelta(minutes=5)


class Said:
    """Kept in memory alone: after a restart it may be said once more."""

    def __init__(self) -> None:
        self._at: dict[tuple[Handle, str, str, str], datetime] = {}

    def anew(self, who: Handle, place: MessagePlace, text: str, now: datetime) -> bool:
        """Whether this is news to that person there. Asking makes it known."""
        self._at = {each: at for each, at in self._at.items() if at > now - A_MOMENT}
        key = (who, place.channel, place.ts, text)
        if key in self._at:
            return False
        self._at[key] = now
        return True
