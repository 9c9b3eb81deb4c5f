"""What must hold after every step, looked at from outside: in the chat as it stands, and in the file as it was committed."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from playground.records import BOT_USER, Json, Message
from playground.workspace import Change, Workspace
from simulator.people import Typing, words_in

A_WHILE = 30.0
"""Seconds from a decision until what it marks is written, at the most, while the machine runs."""
FILES = "invitations."
"""How the kinds begin that bring a file: it carries no metadata by which it could be found again."""


class Violation(NamedTuple):
    """Something that must never be: when (seconds since the world began), which rule, and what happened."""

    at: float
    rule: str
    what: str

    def __str__(self) -> str:
        return f"[{self.at:.3f}] {self.rule}: {self.what}"


@dataclass
class Watch:
    """Sees all, changes nothing. `now` and `passed` tell the time on the calendar and in seconds since the world began; `rough`,
    whether there was trouble a moment ago."""

    workspace: Workspace
    typing: Typing
    now: Callable[[], datetime]
    passed: Callable[[], float]
    look: Callable[[str], list[Any]]
    coordinators: frozenset[str]
    violations: list[Violation] = field(default_factory=list)
    steps: Counter[str] = field(default_factory=Counter)
    rough: Callable[[], bool] = lambda: False
    on_violation: Callable[[str], None] = lambda _: None

    def __post_init__(self) -> None:
        self.frozen = -A_WHILE, 0.0
        """When the machine last went on after it had stood still, and for how many seconds it had."""
        self.at_commit: list[Callable[[], None]] = []
        """Called with the next commit: a thread that stands still after it keeps its people waiting, but has kept what it kept
        in time."""
        self._told: set[tuple[str, str]] = set()
        self._posted: dict[str, tuple[str, str]] = {}
        self._meant: dict[str, list[Json]] = defaultdict(list)
        self._rows: dict[int, str] = {}
        self._keys: dict[str, float] = {}
        self._asked: set[tuple[int, str]] = set()
        self._unasked: dict[int, list[float]] = defaultdict(list)
        self._pairs: dict[str, set[str]] = {}
        self._kept: set[int] = set()
        self._writing: set[int] = set()
        self._savepoints: list[set[int]] = []
        self._decided: set[int] = set()
        """Notices of which a coordinator has said whether they arrived, as coordinators do, rightly or wrongly."""
        self._unheard: dict[str, set[str]] = defaultdict(set)
        self._most_rows = 0
        self._told_at = self._wait_until = 0.0
        self.workspace.on_change.append(self.changed)

    def broken(self, rule: str, what: str) -> None:
        """Note a violation, once."""
        if (rule, what) not in self._told:
            self._told.add((rule, what))
            self.violations.append(Violation(self.passed(), rule, what))
            self.on_violation(rule)

    # -- what is written into the file -------------------------------------------------------------------------------

    def statement(self, sql: str, parameters: Any) -> None:
        """A statement of the companion."""
        if sql[:6] in ("INSERT", "UPDATE"):
            values = parameters.values() if isinstance(parameters, dict) else parameters
            for value in values:
                if isinstance(value, str) and "Zq" in value:
                    self._writing.update(words_in(value))
        elif sql.startswith("BEGIN"):
            self._writing.clear()
            self._savepoints.clear()
        elif sql.startswith("SAVEPOINT"):
            self._savepoints.append(set(self._writing))
        elif sql.startswith("ROLLBACK TO"):
            self._writing = set(self._savepoints[-1])
        elif sql.startswith("RELEASE"):
            self._savepoints.pop()

    def executed(self, db: sqlite3.Connection, sql: str) -> set[int]:
        """It has been executed: what is marked as about to be sent is judged by all that stands in the file at this moment,
        within the transaction that marks it. Gives back which notices are."""
        marked: set[int] = set()
        if not (sql.startswith("UPDATE outbox") and "message_id" in sql):
            return marked
        for row in _rows(db, SENDING):
            if (row["id"], row["message_id"]) not in self._asked:
                self._asked.add((row["id"], row["message_id"]))
                self._meant[row["message_id"]].append({**row, "marked": self.passed()})
                self._judge(row, list(_rows(db, PEOPLE_OF, row)))
                marked.add(row["id"])
        return marked

    def committed(self) -> None:
        """It is on the disk."""
        self.steps["commits"] += 1
        for each in self.at_commit:
            each()
        self.at_commit.clear()
        self._kept |= self._writing
        self._writing.clear()

    def _judge(self, row: Json, people: list[Json]) -> None:
        """Whether this may go out at this moment, by what is kept (field guide, section 13). What took its time since it was
        decided, or was frozen in between, is judged by the moment of the decision as well."""
        since = self.now() - timedelta(seconds=A_WHILE)
        if self.passed() - self.frozen[0] < A_WHILE:
            since -= timedelta(seconds=self.frozen[1])
        if since.timestamp() > row["latest_at"]:
            self.broken("stale", f"{row['kind']} {row['id']} goes out after its time")
        if row["always"]:
            return
        about = json.loads(row["about"])
        for person in people:
            name = f"{row['kind']} {row['id']} to {person['user_id']}"
            if _is_quiet(self.now(), person) and _is_quiet(since, person):
                self.broken("quiet hours", f"{name} at {self.now().astimezone(ZoneInfo(person['zone'])):%H:%M %Z}")
            if person["deactivated"]:
                self.broken("gone", f"{name}, whose account is off")
            if row["person_id"] is not None and (person["snoozed_until"] or 0) > self.now().timestamp():
                self.broken("paused", f"{name}, who asked for a pause")
            if row["person_id"] is not None and person["stopped_at"] is not None:
                self.broken("stopped", f"{name}, who stopped all messages about it")
            if person["ended_at"] is not None and not about.get("after_end"):
                self.broken("ended", f"{name}, though the mentorship has ended")

    # -- what arrives in the chat ------------------------------------------------------------------------------------

    def carried_out(self, method: str, arguments: Json, answer: Json) -> None:
        """A call of the companion was carried out."""
        self.steps["calls"] += 1
        if method == "chat.postMessage":
            self._arrived(answer["channel"], answer["ts"], arguments.get("metadata"))

    def _arrived(self, channel: str, ts: str, metadata: Any) -> None:
        if not isinstance(metadata, dict):
            return
        id = str(metadata["event_payload"]["id"])
        if id in self._posted:
            self.broken("twice", f"the message {id} was posted again in {channel}")
        self._posted[id] = channel, ts
        rows = self._meant[id]
        if not rows:
            self.broken("never marked", f"a message in {channel} was posted that no notice was marked for")
        for row in rows:
            key = row["key"].rstrip("~")
            if row["id"] in self._decided:
                continue
            if row["id"] in self._rows and self._rows[row["id"]] != id:
                self.broken("twice", f"{row['kind']} {row['id']} arrived twice in {channel}")
            elif key in self._keys and row["id"] not in self._rows:
                self.broken("twice", f"{row['kind']} arrived twice in {channel}, planned twice as {key}")
            self._rows[row["id"]] = id
            self._keys[key] = self.passed()
        people = {row["person_id"] for row in rows if row["unasked"] and row["person_id"] is not None}
        for person in people:
            self._unasked[person].append(self.now().timestamp())
            self._count_unasked(person)

    def _count_unasked(self, person: int) -> None:
        """One message a day with something unasked, and two in any seven days of their own calendar."""
        [found] = self.look(f"SELECT zone FROM person WHERE id = {person}")
        zone = ZoneInfo(found["zone"])
        days = [datetime.fromtimestamp(at, zone).date() for at in self._unasked[person][-4:]]
        if days.count(days[-1]) > 1:
            self.broken("caps", f"person {person} got two unasked messages on {days[-1]}")
        if sum((days[-1] - day).days < 7 for day in days) > 2:
            self.broken("caps", f"person {person} got more than two unasked messages in seven days")

    def calls(self, method: str, arguments: Json) -> None:
        """The companion begins a call."""
        if method != "chat.postMessage":
            return
        metadata = arguments.get("metadata") or {"event_payload": {"id": ""}}
        for row in self._meant[metadata["event_payload"]["id"]]:
            what = f"{row['kind']} {row['id']} is posted"
            if self._told_at < row["marked"] and self.passed() < self._wait_until:  # what was under way is under way
                self.broken("hold", f"{what} {self._wait_until - self.passed():.1f} s before the chat wants anything")
            if self.now().timestamp() > row["lease_until"] + 1:
                self.broken("lease", f"{what} when its lease has run out")

    def told_to_wait(self, method: str, seconds: float) -> None:
        """The chat has answered 429 to this life of the companion."""
        if method == "chat.postMessage":
            self._told_at, self._wait_until = self.passed(), self.passed() + seconds

    def forgets(self) -> None:
        """A life has ended, and with it what the companion knew by heart."""
        self._told_at = self._wait_until = 0.0

    def limited(self, why: str) -> None:
        """The chat refused for the sake of its limits, and not because it was ordered to."""
        self.broken("pace", why)

    def changed(self, change: Change) -> None:
        """Something can be seen now: nothing that a third person typed may be in it."""
        if change.people is None:
            return
        if change.type in ("message", "changed"):
            message = self.workspace.conversations[change.data["channel"]].find(change.data["ts"])
            if message is not None and message.user == BOT_USER:
                self._seen(change.people, _of_message(message), change.data["channel"])
        elif change.type in ("modals", "home"):
            for user in change.people:
                windows = self.workspace.windows
                home = windows.home(user)
                views = windows.stack(user)[-1:] if change.type == "modals" else [home] if home else []
                for view in views:
                    self._seen({user}, json.dumps(view.content), f"{change.type} of {user}")

    def _seen(self, people: Any, text: str, where: str) -> None:
        for number in set(words_in(text)):
            by = self.typing.by[number]
            if by in self.coordinators:
                continue
            for user in people - {by, BOT_USER}:
                if not self._together(by, user):
                    self.broken("private", f"{user} sees in {where} what {by} typed")

    def _together(self, one: str, other: str) -> bool:
        """Whether these two are, or were, in a mentorship together."""
        if other not in self._pairs.get(one, ()):
            found = self.look(TOGETHER.format(one))
            self._pairs[one] = {row["user_id"] for row in found}
        return other in self._pairs[one]

    # -- what was acknowledged ---------------------------------------------------------------------------------------

    def brought(self, payload: Json) -> None:
        """The companion is about to hear of this."""
        for action in payload.get("actions") or ():
            if action["action_id"] in ("health.again", "health.arrived"):
                self._decided.add(int(action["value"].split(":")[1]))

    def heard(self, envelope: str, payload: Json, answer: Any) -> None:
        """The companion has answered to something that a person did."""
        self.steps["inputs"] += 1
        if envelope == "events_api" and payload["event"]["type"] == "user_change":
            missed = self._unheard[payload["event"]["user"]["id"]]
            (missed.add if answer.failure else missed.discard)(payload["event_id"])
        if payload.get("type") == "block_actions" and not answer.failure and not self.rough():
            self._tapped(payload["actions"][0])
        if payload.get("type") != "view_submission" or answer.failure:
            return
        body = answer.body if isinstance(answer.body, dict) else {}
        if body.get("response_action") in (None, "", "clear"):
            typed = set(words_in(json.dumps(payload["view"]["state"]["values"])))
            for number in typed - self._kept:
                self.broken("acknowledged", f"Zq{number}w, sent in as {payload['view']['callback_id']}, was not kept")

    def _tapped(self, action: Json) -> None:
        """An answer by one tap, acknowledged in good weather, is there."""
        if not action["action_id"].startswith("checkin.answer."):
            return
        id = int(action["value"].split(":")[1])
        if self.look(UNANSWERED.format(id, int(self.now().timestamp()) + 5)):
            self.broken("acknowledged", f"the answer to check-in {id} was tapped and is not there")

    def waited(self, seconds: float, most: float) -> None:
        """A unit that a person waited for was kept after so long."""
        if seconds > most:
            self.broken("deadline", f"kept after {seconds:.1f} s, when its person had been told or had gone")

    def not_saved(self, words: set[int], kept_before: set[int]) -> None:
        """A person was told that nothing was kept of this."""
        for number in (words & self._kept) - kept_before:
            self.broken("not saved", f"Zq{number}w was kept, though its person was told that it was not")

    def kept(self, words: set[int]) -> set[int]:
        """Those of the words that have been committed."""
        return words & self._kept

    # -- what became of it all ---------------------------------------------------------------------------------------

    def something_happened(self) -> None:
        """A world in which nobody was ever written to shows nothing."""
        if not self._posted:
            self.broken("idle", "nobody was ever written to")

    def nothing_lost(self) -> None:
        """In quiet weather: what was due has gone out or ended with a reason, and all that is kept as sent has arrived."""
        now = int(self.now().timestamp())
        rows = self.look("SELECT * FROM outbox")
        if len(rows) < self._most_rows:
            self.broken("lost", f"{self._most_rows - len(rows)} notices are not there any more")
        self._most_rows = len(rows)
        for row in rows:
            for what in self._lost(row, now):
                self.broken("lost", f"{row['kind']} {row['id']} {what}")
        for row in self.look("SELECT user_id, zone, deactivated FROM person"):
            person = self.workspace.people[row["user_id"]]
            if self._unheard[person.id] or person.is_bot:
                continue
            if bool(row["deactivated"]) != person.deleted:
                self.broken("profile", f"{person.id} is kept as {'gone' if row['deactivated'] else 'there'}")
            if not person.deleted and row["zone"] != person.tz:
                self.broken("profile", f"{person.id} is kept in {row['zone']} and is in {person.tz}")

    def _lost(self, row: Json, now: int) -> Iterator[str]:
        state, reason = row["state"], row["reason"] or ""
        if state in ("claimed", "sending"):
            yield f"is left {state}"
        if state == "planned" and row["due_at"] < now - 600:
            yield f"was due long ago and is there yet ({reason})"
        if reason.startswith("fault: "):
            yield f"ended as {state}: {reason}"
        if state in ("skipped", "failed", "parked") and not reason:
            yield f"ended as {state} without a reason"
        if row["kind"].startswith(FILES) or row["id"] in self._decided:
            return
        if state == "parked" and row["person_id"] is not None:
            yield "is parked, where it could be looked for"
        if state == "sent" and self._posted.get(row["message_id"]) != (row["sent_channel"], row["sent_ts"]):
            yield "is kept as sent and never arrived there"
        if state not in ("sent", "parked") and row["id"] in self._rows:
            yield f"arrived and is kept as {state} ({reason})"


SENDING = "SELECT * FROM outbox WHERE state = 'sending'"
PEOPLE_OF = """
SELECT person.*, member.stopped_at, mentorship.ended_at FROM person
LEFT JOIN member ON member.person_id = person.id AND member.mentorship_id = :mentorship_id
LEFT JOIN mentorship ON mentorship.id = member.mentorship_id
WHERE person.id = :person_id OR (:person_id IS NULL AND :channel IS NULL AND member.mentorship_id = :mentorship_id)
"""
UNANSWERED = """
SELECT 1 FROM check_in JOIN mentorship ON mentorship.id = mentorship_id WHERE check_in.id = {} AND answered_at IS NULL
AND skipped_at IS NULL AND ended_at IS NULL AND expires_at > {}
"""
TOGETHER = """
SELECT other.user_id FROM person JOIN member USING (person_id) JOIN member AS theirs USING (mentorship_id)
JOIN person AS other ON other.id = theirs.person_id WHERE person.user_id = '{}'
""".replace("JOIN member USING (person_id)", "JOIN member ON member.person_id = person.id")


def _rows(db: sqlite3.Connection, sql: str, values: Any = ()) -> Iterator[Json]:
    cursor = sqlite3.Connection.cursor(db, sqlite3.Cursor)
    cursor.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _is_quiet(now: datetime, person: Json) -> bool:
    """Whether it is night for this person: from eight to eight, or as they chose."""
    begins = time.fromisoformat(person["quiet_from"] or "20:00")
    ends = time.fromisoformat(person["quiet_until"] or "08:00")
    there = now.astimezone(ZoneInfo(person["zone"])).time().replace(tzinfo=None)
    return begins <= there < ends if begins < ends else there >= begins or there < ends


def _of_message(message: Message) -> str:
    return message.text + json.dumps(message.blocks)
