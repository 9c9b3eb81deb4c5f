"""Answers outside the Web API: to a command in its acknowledgement, and through response urls."""

from __future__ import annotations

from typing import Any

from playground import wording
from playground.blocks import block_faults
from playground.journal import Journal
from playground.records import BOT_USER, Conversation, Json, Person, Refused
from playground.workspace import Workspace

KNOWN = {
    "text", "blocks", "response_type", "replace_original", "delete_original", "mrkdwn", "metadata", "thread_ts",
    "unfurl_links", "unfurl_media", "attachments", "parse", "link_names",
}  # fmt: skip


class Replies:
    """Puts them where they belong."""

    def __init__(self, workspace: Workspace, journal: Journal) -> None:
        self._workspace = workspace
        self._journal = journal

    def to_command(self, command: str, person: Person, channel: Conversation, body: Any) -> None:
        """The acknowledgement of a command that carries a message; ephemeral unless it says `in_channel`."""
        try:
            content = body if isinstance(body, dict) else {"text": str(body)}
            self._post(content, person.id, channel)
        except Refused as refused:
            self._journal.add(
                direction="to chat",
                method=command,
                result=refused.error,
                ms=0,
                sentence="the answer to the command was not shown",
                response=body,
                broken_rule=f"{refused.error}: {refused.why}",
            )

    def through_url(self, name: str, body: Any) -> None:
        """An answer through a response url. Raises Refused."""
        if not isinstance(body, dict):
            raise Refused("invalid_payload", "A response_url takes a JSON object.")
        unknown = sorted(set(body) - KNOWN)
        if unknown:
            raise Refused("invalid_payload", f"A response_url knows no {unknown[0]!r}.")
        ticket = self._workspace.tickets.use_response_url(name)
        channel = self._workspace.conversations[ticket.channel]
        source = channel.find(ticket.ts) if ticket.ts else None
        if _yes(body.get("delete_original")):
            if source is None:
                raise Refused("message_not_found", "The message it came from is no longer there.")
            self._workspace.delete_message(channel, source)
        elif _yes(body.get("replace_original")) and ticket.ts:
            if source is None:
                raise Refused("message_not_found", "The message it came from is no longer there.")
            text, blocks = self._content(body)
            edited = self._workspace.stamp()
            self._workspace.change_message(channel, source, text=text, blocks=blocks, edited=edited)
        else:
            self._post(body, ticket.person, channel)

    def _post(self, body: Json, person: str, channel: Conversation) -> None:
        kind = body.get("response_type", "ephemeral")
        if kind not in ("ephemeral", "in_channel"):
            raise Refused("invalid_response_type", "response_type is ephemeral or in_channel.")
        text, blocks = self._content(body)
        message = self._workspace.new_message(
            BOT_USER, text, blocks=blocks, by_app=True, seen_by=person if kind == "ephemeral" else None
        )
        self._workspace.post(channel, message)

    def _content(self, body: Json) -> tuple[str, list[Json]]:
        text, blocks = body.get("text") or "", body.get("blocks") or []
        if not isinstance(text, str) or not isinstance(blocks, list):
            raise Refused("invalid_payload", "text is a text and blocks a list.")
        if not text.strip() and not blocks:
            raise Refused("no_text", "A message needs text or blocks.")
        faults = block_faults("message", {"blocks": blocks, "text": text}) if blocks else []
        if faults:
            raise Refused("invalid_blocks", "; ".join(faults))
        return wording.escaped_by_slack(text), wording.with_ids(wording.with_defaults(blocks))


def _yes(value: object) -> bool:
    return value is True or value == "true"
