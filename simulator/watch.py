"""What must hold after every step, looked at from outside: in the chat as it stands, and in the file as it was committed."""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from playground.records import BOT_USER, Json, Message
from playground.workspace import Change, Workspace
from simulator.acknowledged import Acknowledged
from simulator.arrivals import A_WHILE, FILES, Arrivals
from simulator.outcomes import Outcome, outcomes
from simulator.peace import PAUSES, THEIR_OWN, against, people_of
from simulator.people import Typing, words_in
from simulator.waiting import Waiting
from simulator.words import Words


class Violation(NamedTuple):
    """Something that must never be: when (seconds since the world began), which rule, and what happened."""

    at: float
    rule: str
    what: str

    def __str__(self) -> str:
        return f"[{self.at:.3f}] {self.rule}: {self.what}"


@dataclass
class Watch:
    """Sees all, changes nothing. `now` and `passed` tell the time on the calendar and in seconds since the world began; `trouble`,
    when there last was any, on the calendar in seconds."""

    workspace: Workspace
    typing: Typing
    now: Callable[[], datetime]
    passed: Callable[[], float]
    look: Callable[[str], list[Any]]
    coordinators: frozenset[str]
    violations: list[Violation] = field(default_factory=list)
    steps: Counter[str] = field(default_factory=Counter)
    on_violation: Callable[[str], None] = lambda _: None

    trouble: Callable[[], float] = lambda: 0.0

    def __post_init__(self) -> None:
        self.frozen = -A_WHILE, 0.0
        """When the machine last went on after it had stood still, and for how many seconds it had."""
        self.at_commit: list[Callable[[], None]] = []
        """Called with the next commit: a thread that stands still after it keeps its people waiting, but has kept what it kept
        in time."""
        broken, now, look = self.broken, self.now, self.look
        self.arrivals = Arrivals(
            broken, now=now, passed=self.passed, since=self.since, look=look, user_of=self._user_of
        )
        self.waiting = Waiting(
            broken, now=now, since=self.since, look=look, unasked=self.arrivals.unasked, trouble=self.trouble
        )
        self.acknowledged = Acknowledged(
            broken, now=now, look=look, kept=self.kept, excused=self._excused, count=self._did
        )
        self.words = Words(look)
        self._told: set[tuple[str, str]] = set()
        self._asked: set[tuple[int, str]] = set()
        self._kept: set[int] = set()
        self._writing: set[int] = set()
        self._savepoints: list[set[int]] = []
        self._becoming: list[tuple[Outcome, Json]] = []
        self._about_people = False
        self._unheard: dict[str, set[str]] = defaultdict(set)
        self._unsaved: dict[str, float] = {}
        self._most_rows = 0
        self.workspace.on_change.append(self.changed)

    def since(self) -> datetime:
        """The moment from which on a decision counts as made just now, also where the machine stood still since."""
        return self.now() - timedelta(seconds=self._a_while())

    def _a_while(self) -> float:
        return A_WHILE + (self.frozen[1] if self.passed() - self.frozen[0] < A_WHILE else 0.0)

    def _user_of(self, channel: str) -> str:
        members = self.workspace.conversations[channel].members
        return next((user for user in members if user != BOT_USER), "")

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
        if sql.startswith("UPDATE outbox"):
            self._becoming = [
                (each, row)
                for each in outcomes(sql, parameters)
                if each.state in WAYS_OUT
                for row in self.look(f"SELECT * FROM outbox WHERE id = {each.id}")
            ]
        self._about_people = self._about_people or sql.startswith(OF_PEOPLE)

    def executed(self, db: sqlite3.Connection, sql: str) -> set[int]:
        """It has been executed: what is marked as about to be sent is judged by all that stands in the file at this moment,
        within the transaction that marks it, and so is what is put back. Gives back which notices are about to be sent."""
        marked: set[int] = set()
        if not sql.startswith("UPDATE outbox"):
            return marked
        becoming, self._becoming = self._becoming, []
        for outcome, before in becoming:
            self._put_back(db, outcome, before)
        if "message_id" not in sql:
            return marked
        for row in _rows(db, SENDING):
            if (row["id"], row["message_id"]) not in self._asked:
                self._asked.add((row["id"], row["message_id"]))
                people = list(_rows(db, people_of(row)))
                self.arrivals.marked(row, people)
                pauses = list(_rows(db, PAUSES)) if row["unasked"] else []
                for rule, what in against(row, people, pauses, self.now(), self.since()):
                    self.broken(rule, f"{row['kind']} {row['id']} {what}")
                marked.add(row["id"])
        return marked

    def _put_back(self, db: sqlite3.Connection, outcome: Outcome, before: Json) -> None:
        self.steps[f"{WAYS_OUT[outcome.state]}: {outcome.reason if outcome.reason in TOLD else 'else'}"] += 1
        people = list(_rows(db, people_of(before))) if outcome.reason in THEIR_OWN else []
        self.waiting.became(outcome, people, list(_rows(db, PAUSES)), before)

    def committed(self) -> None:
        """It is on the disk."""
        self.steps["commits"] += 1
        for each in self.at_commit:
            each()
        self.at_commit.clear()
        if self._writing:
            self._kept |= self._writing
            self.words.kept(self._writing)
            self._writing.clear()
        if self._about_people:
            self._about_people = False
            self.arrivals.reconsidered()

    # -- what arrives in the chat ------------------------------------------------------------------------------------

    def carried_out(self, method: str, arguments: Json, answer: Json) -> None:
        """A call of the companion was carried out."""
        self.steps["calls"] += 1
        self.arrivals.carried_out(method, arguments, answer)

    def calls(self, method: str, arguments: Json) -> None:
        """The companion begins a call."""
        self.arrivals.begins(method, arguments)

    def told_to_wait(self, method: str, seconds: float) -> None:
        """The chat has answered 429 to this life of the companion."""
        self.arrivals.told_to_wait(method, seconds)

    def forgets(self) -> None:
        """A life has ended, and with it what the companion knew by heart."""
        self.arrivals.forgets()

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
        for number in sorted(set(words_in(text))):
            by = self.typing.by[number]
            if by in self.coordinators:
                continue
            for user in sorted(people - {by, BOT_USER} - self.words.may_see(number)):
                self.broken("private", f"{user} sees in {where} what {by} typed")

    # -- what was acknowledged ---------------------------------------------------------------------------------------

    def brought(self, payload: Json) -> None:
        """The companion is about to hear of this."""
        for action in payload.get("actions") or ():
            if action["action_id"] in ("health.again", "health.arrived"):
                self.arrivals.decided.add(int(action["value"].split(":")[1]))

    def heard(self, envelope: str, payload: Json, answer: Any) -> None:
        """The companion has answered to something that a person did."""
        self.steps["inputs"] += 1
        if envelope == "events_api" and payload["event"]["type"] == "user_change":
            missed = self._unheard[payload["event"]["user"]["id"]]
            (missed.add if answer.failure else missed.discard)(payload["event_id"])
        if not answer.failure:
            self.acknowledged.heard(envelope, payload, answer.body)

    def _did(self, what: str) -> None:
        self.steps[f"people: {what}"] += 1

    def _excused(self, user: str) -> bool:
        """Whether this person was told, for all we know, that something was not saved."""
        return self.passed() - self._unsaved.get(user, -math.inf) < self._a_while()

    def waited(self, seconds: float, most: float) -> None:
        """A unit that a person waited for was kept after so long."""
        if seconds > most:
            self.broken("deadline", f"kept after {seconds:.1f} s, when its person had been told or had gone")

    def not_saved(self, user: str, words: set[int], kept_before: set[int]) -> None:
        """A person was told that nothing was kept of this."""
        self._unsaved[user] = self.passed()
        for number in (words & self._kept) - kept_before:
            self.broken("not saved", f"Zq{number}w was kept, though its person was told that it was not")

    def kept(self, words: set[int]) -> set[int]:
        """Those of the words that have been committed."""
        return words & self._kept

    # -- what became of it all ---------------------------------------------------------------------------------------

    def something_happened(self) -> None:
        """A world in which nobody was ever written to shows nothing."""
        if not self.arrivals.posted:
            self.broken("idle", "nobody was ever written to")
        self.steps["people: had several mentorships"] = len(self.look(SEVERAL))

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
        if row["id"] in self.arrivals.decided:
            return
        if state == "parked" and row["person_id"] is not None and not row["kind"].startswith(FILES):
            yield "is parked, where it could be looked for"
        if state == "sent" and self.arrivals.posted.get(row["message_id"]) != (row["sent_channel"], row["sent_ts"]):
            yield "is kept as sent and never arrived there"
        if state not in ("sent", "parked") and row["id"] in self.arrivals.rows:
            yield f"arrived and is kept as {state} ({reason})"


SEVERAL = """
SELECT person_id FROM member JOIN mentorship ON mentorship.id = mentorship_id
WHERE ended_at IS NULL GROUP BY person_id HAVING COUNT(*) > 1
"""
SENDING = "SELECT * FROM outbox WHERE state = 'sending'"
OF_PEOPLE = (
    *(
        f"{verb} {table}"
        for table in ("person", "member", "mentorship", "program_pause")
        for verb in ("UPDATE", "INSERT INTO", "DELETE FROM")
    ),
    "UPDATE outbox SET latest_at",
)
"""How the statements begin after which something may be against a message that was nothing before."""
WAYS_OUT = {"planned": "put back", "skipped": "skipped", "parked": "parked"}
TOLD = {*THEIR_OWN, "pace", "lease", "stale", "stopped by the person", "the mentorship has ended", "no answer"}
"""Reasons that are counted each by itself."""


def _rows(db: sqlite3.Connection, sql: str, values: Any = ()) -> Iterator[Json]:
    cursor = sqlite3.Connection.cursor(db, sqlite3.Cursor)
    cursor.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _of_message(message: Message) -> str:
    return message.text + json.dumps(message.blocks)
