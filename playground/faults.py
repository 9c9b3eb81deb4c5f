"""Faults that can be ordered for the next call to chat: what the network and Slack sometimes do to an app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

FaultKind = Literal["answer_lost", "rate_limited", "server_error", "slow", "user_disabled"]
KINDS: tuple[str, ...] = get_args(FaultKind)

# Calls that only keep an app connected are spared unless they are named.
SPARED = frozenset({"apps.connections.open", "auth.test", "api.test"})
# Without a method, "person gone" waits for a call that is about a person.
ABOUT_A_PERSON = frozenset({"conversations.open", "chat.postMessage", "chat.postEphemeral"})

SLOW_SECONDS = 5.0
RETRY_AFTER_SECONDS = 2


@dataclass(frozen=True)
class Fault:
    """One ordered fault; without `method` it waits for the next call that it can befall."""

    kind: FaultKind
    method: str | None = None

    def befalls(self, method: str) -> bool:
        if self.method is not None:
            return self.method == method
        if self.kind == "user_disabled":
            return method in ABOUT_A_PERSON
        return method not in SPARED


class Faults:
    """The faults that wait, oldest first; each befalls one call. `befallen` counts those that did."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []
        self.befallen = 0

    def order(self, kind: str, method: str | None = None) -> Fault:
        """Raises ValueError for a fault that does not exist."""
        if kind not in KINDS:
            raise ValueError(f"There is no fault {kind!r}. Choose one of: {', '.join(KINDS)}.")
        fault = Fault(kind, method)  # type: ignore[arg-type]
        self.waiting.append(fault)
        return fault

    def take(self, method: str) -> Fault | None:
        """The fault that befalls this call, taken off the list."""
        for fault in self.waiting:
            if fault.befalls(method):
                self.waiting.remove(fault)
                self.befallen += 1
                return fault
        return None

    def clear(self) -> None:
        self.waiting.clear()
