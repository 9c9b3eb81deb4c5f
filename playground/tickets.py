"""Trigger ids that live three seconds and work once, and response urls that work five times in half an hour."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from playground.records import Refused

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5


@dataclass
class Trigger:
    """What a person did that lets the app open a modal; `view` is the modal in which it was done, if any."""

    person: str
    at: float
    view: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """Where the app may answer one interaction. `ts` is the message it came from, `None` for a command."""

    id: str
    person: str
    channel: str
    ts: str | None
    at: float
    uses: int = 0


class Tickets:
    """Issues and checks both. `elapsed` is monotonic seconds."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        self._elapsed = elapsed
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, ResponseUrl] = {}

    def trigger(self, person: str, *, view: str | None = None) -> str:
        """A new trigger id for what this person just did."""
        name = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[name] = Trigger(person, self._elapsed(), view)
        return name

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger id up. Raises Refused with Slack's three errors."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id", "This trigger_id was never given out.")
        if trigger.used:
            raise Refused("exchanged_trigger_id", "A trigger_id works once, and this one was used before.")
        late = self._elapsed() - trigger.at
        if late > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id", f"A trigger_id lives 3 seconds; this one is {late:.1f} s old.")
        trigger.used = True
        return trigger

    def response_url(self, person: str, channel: str, *, ts: str | None = None) -> str:
        """The id of a new response url."""
        name = secrets.token_hex(12)
        self._responses[name] = ResponseUrl(name, person, channel, ts, self._elapsed())
        return name

    def use_response_url(self, name: str) -> ResponseUrl:
        """Count one use. Raises Refused `used_url` after five uses or `expired_url` after 30 minutes."""
        found = self._responses.get(name)
        if found is None:
            raise Refused("no_such_url", "This response_url was never given out.")
        if self._elapsed() - found.at > RESPONSE_SECONDS:
            raise Refused("expired_url", "A response_url works for 30 minutes.")
        if found.uses >= RESPONSE_USES:
            raise Refused("used_url", "A response_url works five times.")
        found.uses += 1
        return found

    def clear(self) -> None:
        self._triggers.clear()
        self._responses.clear()
