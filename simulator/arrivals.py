"""What arrives in the chat: nothing twice, nothing unannounced, nothing early, nothing under a lease that is over, no cap broken."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from playground.records import Json
from simulator.loop import RESOLUTION
from simulator.peace import PAUSES, against, people_of

FILES = "invitations."
"""How the kinds begin that bring a file: it carries no metadata by which it could be found again."""
SHARED = "files.completeUploadExternal"
"""What shows a file to somebody; what came before it showed nothing."""
POSTS = ("chat.postMessage", SHARED)
A_WHILE = 30.0
"""Seconds from a decision until what it decides shows, at the most, while the machine runs."""


class Arrivals:
    """`broken` notes a violation; `since` gives the moment from which on a decision counts as made just now, `user_of` with whom
    the companion has this conversation."""

    def __init__(
        self,
        broken: Callable[[str, str], None],
        *,
        now: Callable[[], datetime],
        passed: Callable[[], float],
        since: Callable[[], datetime],
        look: Callable[[str], list[Any]],
        user_of: Callable[[str], str],
    ) -> None:
        self._broken, self._now, self._passed, self._since, self._look = broken, now, passed, since, look
        self._user_of = user_of
        self.posted: dict[str, tuple[str, str]] = {}
        """Where each message stands, by its random id; of a file its own id stands in place of the ts."""
        self.rows: dict[int, str] = {}
        """The message in which each notice arrived."""
        self.decided: set[int] = set()
        """Notices of which a coordinator has said whether they arrived, as coordinators do, rightly or wrongly."""
        self.unasked: dict[int, list[float]] = defaultdict(list)
        """When something unasked arrived, for each person."""
        self._meant: dict[str, list[Json]] = defaultdict(list)
        self._keys: dict[str, float] = {}
        self._file: dict[str, str] = {}
        self._under_way: dict[str, dict[str, float]] = {}
        """Messages that were decided and are not yet on their way; for each what has come to be against it, and since when."""
        self._told_at = self._wait_until = 0.0

    # -- decided -----------------------------------------------------------------------------------------------------

    def marked(self, row: Json, people: Collection[Json]) -> None:
        """This notice is about to be sent to them."""
        self._meant[row["message_id"]].append({**row, "marked": self._passed(), "to": _user(row, people)})
        self._under_way[row["message_id"]] = {}

    def reconsidered(self) -> None:
        """Something about people has been kept: what is against a message now, that was not when it was decided?"""
        for id, known in self._under_way.items():
            for row in self._meant[id]:
                for rule, _ in self._against(row):
                    known.setdefault(f"{row['id']} {rule}", self._passed())

    def _against(self, row: Json) -> list[tuple[str, str]]:
        """What is against sending it now, by what is kept."""
        found = self._look(f"SELECT * FROM outbox WHERE id = {row['id']}")
        if not found or found[0]["message_id"] != row["message_id"]:
            return []  # the decision itself was never kept
        if found[0]["latest_at"] == 0:
            return [("withdrawn", "goes out, though it was withdrawn")]
        people = [dict(each) for each in self._look(people_of(row))]
        pauses = self._look(PAUSES) if row["unasked"] else []
        return list(against(row, people, pauses, self._now(), self._since()))

    # -- on its way --------------------------------------------------------------------------------------------------

    def begins(self, method: str, arguments: Json) -> None:
        """The companion begins a call."""
        if method not in POSTS:
            return
        id = self._id_of_file(arguments) if method == SHARED else _id_of(arguments)
        known = self._under_way.pop(id, {})
        for row in self._meant[id]:
            what = f"{row['kind']} {row['id']}"
            early = self._wait_until - self._passed() > RESOLUTION  # a calendar knows nothing finer
            if self._told_at < row["marked"] and early:  # what was under way is under way
                self._broken(
                    "hold", f"{what} is posted {self._wait_until - self._passed():.1f} s before the chat wants anything"
                )
            if self._now().timestamp() > row["lease_until"] + 1:
                self._broken("lease", f"{what} is posted when its lease has run out")
            tolerated = (self._now() - self._since()).total_seconds()
            marked: float = row["marked"]
            for rule, why in self._against(row) if self._passed() > marked else ():
                if self._passed() - known.get(f"{row['id']} {rule}", marked) > tolerated:
                    self._broken(rule, f"{what} {why}, {self._passed() - marked:.0f} s after it was decided")

    def _id_of_file(self, arguments: Json) -> str:
        """A file goes to the conversation of whoever is to get one at this moment."""
        file = _file_in(arguments)
        for id in self._under_way:
            row = self._meant[id][-1]
            if row["kind"].startswith(FILES) and row["to"] == self._user_of(arguments["channel_id"]):
                self._file[file] = id
        return self._file.get(file, "")

    def told_to_wait(self, method: str, seconds: float) -> None:
        """The chat has answered 429 to this life of the companion."""
        if method in POSTS:
            self._told_at, self._wait_until = self._passed(), self._passed() + seconds

    def forgets(self) -> None:
        """A life has ended, and with it what the companion knew by heart."""
        self._told_at = self._wait_until = 0.0
        self._under_way.clear()

    # -- there -------------------------------------------------------------------------------------------------------

    def carried_out(self, method: str, arguments: Json, answer: Json) -> None:
        """A call of the companion was carried out."""
        if method == SHARED:
            file = _file_in(arguments)
            self._arrived(arguments["channel_id"], file, self._file.get(file, f"file {file}"))
        elif method == "chat.postMessage" and isinstance(arguments.get("metadata"), dict):
            self._arrived(answer["channel"], answer["ts"], _id_of(arguments))

    def _arrived(self, channel: str, ts: str, id: str) -> None:
        if id in self.posted:
            self._broken("twice", f"the message {id} was posted again in {channel}")
        self.posted[id] = channel, ts
        rows = self._meant[id]
        if not rows:
            self._broken("never marked", f"a message in {channel} was posted that no notice was marked for")
        for row in rows:
            self._one_arrived(row, id, channel)
        people = {row["person_id"] for row in rows if row["unasked"] and row["person_id"] is not None}
        for person in people:
            self.unasked[person].append(self._now().timestamp())
            self._count_unasked(person)

    def _one_arrived(self, row: Json, id: str, channel: str) -> None:
        key = row["key"].rstrip("~")
        if row["id"] in self.decided:
            return
        if row["id"] in self.rows and self.rows[row["id"]] != id:
            self._broken("twice", f"{row['kind']} {row['id']} arrived twice in {channel}")
        elif key in self._keys and row["id"] not in self.rows:
            self._broken("twice", f"{row['kind']} arrived twice in {channel}, planned twice as {key}")
        self.rows[row["id"]] = id
        self._keys[key] = self._passed()

    def _count_unasked(self, person: int) -> None:
        """One message a day with something unasked, and two in any seven days of their own calendar."""
        [found] = self._look(f"SELECT zone FROM person WHERE id = {person}")
        zone = ZoneInfo(found["zone"])
        days = [datetime.fromtimestamp(at, zone).date() for at in self.unasked[person][-4:]]
        if days.count(days[-1]) > 1:
            self._broken("caps", f"person {person} got two unasked messages on {days[-1]}")
        if sum((days[-1] - day).days < 7 for day in days) > 2:
            self._broken("caps", f"person {person} got more than two unasked messages in seven days")


def _id_of(arguments: Json) -> str:
    metadata = arguments.get("metadata") or {"event_payload": {"id": ""}}
    return str(metadata["event_payload"]["id"])


def _file_in(arguments: Json) -> str:
    files = arguments["files"]
    return str((json.loads(files) if isinstance(files, str) else files)[0]["id"])


def _user(row: Json, people: Collection[Json]) -> str:
    return "" if row["person_id"] is None else next((each["user_id"] for each in people), "")
