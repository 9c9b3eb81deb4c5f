"""Finds people by what coordinators paste: a mention, an id, a handle or a name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from handlers.slack.chat import Chat

ID = re.compile(r"^(?:<@)?([UW][A-Z0-9]{2,})(?:\|[^>]*)?>?$")


class Directory:
    """The people of a workspace, by every name they go by; bots and deactivated people too, so that they can be named."""

    def __init__(self, users: list[dict[str, Any]]) -> None:
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._ids = {user["id"] for user in users}
        for user in users:
            profile = user.get("profile", {})
            names = (user.get("name"), user.get("real_name"), profile.get("real_name"), profile.get("display_name"))
            for name in names:
                if name:
                    self._by_name[_plain(name)].add(user["id"])

    def find(self, text: str) -> list[str]:
        """The user ids this may mean: none, one, or several where a name is not unique."""
        known = ID.match(text.strip())
        if known is not None and known.group(1) in self._ids:
            return [known.group(1)]
        return sorted(self._by_name.get(_plain(text), ()))


def _plain(name: str) -> str:
    return " ".join(name.strip().lstrip("@").casefold().split())


async def read_directory(chat: Chat) -> Directory:
    """Everybody in the workspace, page by page."""
    users: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = await chat.client.users_list(limit=200, cursor=cursor or None)
        users += answer["members"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return Directory(users)
