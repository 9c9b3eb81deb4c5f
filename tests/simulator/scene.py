"""A workspace and a file as the companion would have written it, with the watch over both."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

from handlers.slack.manifest import manifest
from playground.manifest import manifest_from
from playground.records import BOT_USER
from playground.workspace import Workspace
from simulator.database import empty_database
from simulator.people import Typing
from simulator.watch import Watch

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


AT = int(NOW.timestamp())


PERSON = {
    "enterprise_id": "", "team_id": "T0", "full_name": "", "first_name": "", "title": "", "zone": "Europe/London",
    "locale": "en-GB", "is_bot": 0, "deactivated": 0,
}  # fmt: skip


MENTORSHIP = {
    "enterprise_id": "", "team_id": "T0", "model": "m", "start": "", "end": "", "power": 0, "introduced_at": 0,
    "paired_by": 1, "stage": "S1",
}  # fmt: skip


NOTICE = {
    "id": 7, "kind": "reminders.soon", "key": "soon:7", "person_id": 3, "mentorship_id": 1, "about": "{}",
    "state": "sent", "due_at": AT, "latest_at": AT + 3600, "lease_until": AT + 60, "unasked": 0, "always": 0,
    "fence": 1, "attempts": 1, "folded": 0, "message_id": "m7", "sent_channel": "D0PRIYA", "sent_ts": "1.000001",
}  # fmt: skip


SENDING = {**NOTICE, "state": "sending", "sent_channel": None, "sent_ts": None}


POST = "chat.postMessage", {"metadata": {"event_payload": {"id": "m7"}}}


MARKS = "UPDATE outbox SET state=?, message_id=? WHERE outbox.id = ?"


class Accepted:
    failure, body = "", None


class Scene:
    """A workspace, a file as the companion would have written it, and the watch over both. Priya (3) and Tomas (4) are one
    pair, Tomas and Mei (5) another."""

    def __init__(self) -> None:
        self.workspace = Workspace(manifest_from(manifest()), calendar=NOW.timestamp, elapsed=lambda: 0.0)
        self.typing = Typing()
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self.db.row_factory = sqlite3.Row
        file = bytearray(empty_database())
        file[18:20] = b"\x01\x01"  # no write-ahead log, which nothing in memory has
        self.db.deserialize(bytes(file))
        self.now, self.passed, self.trouble = NOW, 100.0, 0.0
        self.watch = Watch(
            self.workspace,
            self.typing,
            now=lambda: self.now,
            passed=lambda: self.passed,
            look=lambda sql: self.db.execute(sql).fetchall(),
            coordinators=frozenset({"U0RUTH"}),
            trouble=lambda: self.trouble,
        )
        for id, user in enumerate(("U0PRIYA", "U0TOMAS", "U0MEI"), 3):
            self.keep("person", {**PERSON, "id": id, "user_id": user})
            self.workspace.change_person(user, tz="Europe/London")
        for id, members in enumerate(((3, 4), (4, 5)), 1):
            self.keep("mentorship", {**MENTORSHIP, "id": id, "roster": str(members)})
            for person in members:
                self.keep("member", {"mentorship_id": id, "person_id": person, "role": "mentor"})

    def keep(self, table: str, row: dict[str, object]) -> None:
        """Write a row, in the place of the one before."""
        names, places = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        self.db.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({places})", list(row.values()))

    def writes(self, sql: str, *values: object) -> None:
        """The companion writes this, and commits it."""
        self.watch.statement("BEGIN IMMEDIATE", ())
        self.watch.statement(sql, values)
        self.db.execute(sql, values)
        self.watch.executed(self.db, sql)
        self.watch.committed()

    def marks(self, **changed: object) -> None:
        """The companion marks the notice as about to be sent."""
        self.keep("outbox", {**SENDING, "state": "claimed", "message_id": None, **changed})
        self.writes(MARKS, "sending", "m7", 7)

    def calls(self) -> None:
        """It begins to post it."""
        self.watch.calls(*POST)

    def passes(self, seconds: float) -> None:
        self.passed, self.now = self.passed + seconds, self.now + timedelta(seconds=seconds)

    def types(self, user: str, mentorship: int) -> str:
        """A word that this person typed, and that was kept in this mentorship."""
        word = self.typing.word(user)
        sql = "INSERT OR REPLACE INTO plan (mentorship_id, vision, revision) VALUES (?, ?, 1)"
        self.writes(sql, mentorship, word)
        return word

    def says(self, user: str, text: str) -> None:
        self.workspace.post(self.workspace.im_with(user), self.workspace.new_message(BOT_USER, text, by_app=True))

    @property
    def rules(self) -> list[str]:
        return [violation.rule for violation in self.watch.violations]
