"""One call of a Web API method: its arguments read, its scope asked for, its blocks checked."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from playground.blocks import TOO_LONG, block_faults
from playground.records import Conversation, Json, Refused
from playground.workspace import Workspace

T = TypeVar("T")
PAGE = 100


def missing_scope(needed: str, provided: frozenset[str]) -> Refused:
    """Slack's `missing_scope`, with what is needed and what the manifest asks for."""
    return Refused(
        "missing_scope",
        f"The manifest does not ask for the scope {needed}.",
        needed=needed,
        provided=",".join(sorted(provided)),
    )


def invalid_arguments(faults: list[str]) -> Refused:
    """Slack's `invalid_arguments` with its sentences."""
    return Refused("invalid_arguments", "; ".join(faults), response_metadata={"messages": faults})


@dataclass(frozen=True)
class Call:
    """What a method is given. `arguments` have been checked for missing and unknown names."""

    workspace: Workspace
    arguments: Json
    socket_url: Callable[[], str]
    upload_url: Callable[[str], str]

    def text(self, name: str) -> str:
        """A text argument, "" when absent. Raises Refused `invalid_arguments` for anything else."""
        value = self.arguments.get(name, "")
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            raise invalid_arguments([f"[ERROR] {name} must be a string"])
        return value

    def flag(self, name: str) -> bool:
        """A yes or no, in any way that a form or JSON can say it."""
        return str(self.arguments.get(name, "")).lower() in ("true", "1")

    def number(self, name: str, otherwise: int) -> int:
        try:
            return int(self.arguments.get(name, otherwise))
        except (TypeError, ValueError, OverflowError):
            raise invalid_arguments([f"[ERROR] {name} must be a whole number"]) from None

    def page(self, everything: list[T]) -> tuple[list[T], str]:
        """One page of a list and the cursor of the next ("" at the end). Raises Refused `invalid_cursor`."""
        limit = self.number("limit", PAGE)
        if not 0 <= limit <= 1000:
            raise Refused("invalid_limit", "limit goes from 1 to 1000.")
        limit = limit or PAGE
        start = self._start()
        following = start + limit
        cursor = "" if following >= len(everything) else base64.b64encode(f"next:{following}".encode()).decode()
        return everything[start:following], cursor

    def _start(self) -> int:
        given = self.text("cursor")
        if not given:
            return 0
        try:
            following = base64.b64decode(given, validate=True).decode().removeprefix("next:")
        except (ValueError, binascii.Error):
            following = ""
        if not following.isdecimal():
            raise Refused("invalid_cursor", "This cursor was never given out.")
        return int(following)

    def need(self, conversation: Conversation, right: str) -> None:
        """Ask for the scope that this kind of conversation needs (`im:history`). Raises Refused `missing_scope`."""
        needed = f"{conversation.scope_kind}:{right}"
        if needed not in self.workspace.manifest.scopes:
            raise missing_scope(needed, self.workspace.manifest.scopes)

    def blocks(self, faults_as: str = "invalid_blocks") -> list[Json]:
        """The `blocks` argument, checked. Raises Refused `invalid_blocks`, `invalid_blocks_format` if it is no list,
        and `msg_blocks_too_long` if their length is their one fault."""
        given: Any = self.arguments.get("blocks") or []
        if not isinstance(given, list):
            raise Refused("invalid_blocks_format", "blocks is not a list.")
        faults = block_faults("message", {"blocks": given, "text": self.arguments.get("text", "")}) if given else []
        if faults:
            code = TOO_LONG if all(TOO_LONG in fault for fault in faults) else faults_as
            raise Refused(code, "; ".join(faults), response_metadata={"messages": faults})
        return given
