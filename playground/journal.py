"""What went to and fro between the app and the stand-in, each with a plain sentence, and which rules were broken."""

from __future__ import annotations

import json
from collections.abc import Callable

from playground.records import Json

KEPT = 500
LONGEST = 20_000

# Errors that life brings: people leave, close windows, answer late. All others mean that the app broke a rule of Slack.
LIFE = frozenset(
    {
        "user_disabled", "users_not_found", "user_not_found", "user_not_in_channel", "channel_not_found", "not_in_channel",
        "is_archived", "hash_conflict", "message_not_found", "view_not_found", "not_found", "internal_error",
    }
)  # fmt: skip


class Journal:
    """Newest first in `entries`; `broken_rules` keeps every broken rule as one sentence, oldest first."""

    def __init__(self, calendar: Callable[[], float]) -> None:
        self._calendar = calendar
        self._next = 1
        self.entries: list[Json] = []
        self.broken_rules: list[str] = []
        self.watchers: list[Callable[[Json], None]] = []

    def add(
        self,
        *,
        direction: str,
        method: str,
        result: str,
        ms: float,
        sentence: str,
        request: object = None,
        response: object = None,
        broken_rule: str | None = None,
    ) -> Json:
        """One exchange: `direction` is `to chat` or `to app`, `ms` how long it took."""
        entry: Json = {
            "direction": direction,
            "method": method,
            "result": result,
            "ms": round(ms, 1),
            "sentence": sentence,
            "request": _bounded(request),
            "response": _bounded(response),
        }
        if broken_rule:
            entry["broken_rule"] = broken_rule
            self.broken_rules.append(f"{method}: {broken_rule}")
        return self._keep(entry)

    def moved(self, sentence: str) -> Json:
        """A move of the calendar."""
        return self._keep({"calendar": True, "sentence": sentence})

    def clear(self) -> None:
        self.entries.clear()
        self.broken_rules.clear()

    def _keep(self, entry: Json) -> Json:
        entry = {"id": self._next, "at": self._calendar(), **entry}
        self._next += 1
        self.entries.insert(0, entry)
        del self.entries[KEPT:]
        for watch in self.watchers:
            watch(entry)
        return entry


def _bounded(value: object) -> object:
    """The value itself, or a note when it is too large to show."""
    if value is None:
        return None
    size = len(json.dumps(value, default=str))
    return value if size <= LONGEST else {"too_large_to_show": f"{size:,} characters"}
