"""The watch sees what must not be: each rule is broken once here, by hand."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

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


@pytest.fixture
def scene():
    return Scene()


def test_a_word_before_a_third_person_is_seen(scene):
    word = scene.types("U0PRIYA", 1)
    scene.says("U0PRIYA", f"You wrote {word}")
    assert scene.rules == []
    scene.says("U0MEI", f"Somebody wrote {word}")
    assert scene.rules == ["private"]


def test_what_is_for_a_meeting_without_a_goal_belongs_to_the_pair_of_the_meeting(scene):
    meeting = {
        "id": 9, "mentorship_id": 1, "starts_at": AT, "ends_at": AT + 3600, "place": "", "objective": "", "set_up_by": 3,
        "state": "planned", "revision": 1, "sequence": 0,
    }  # fmt: skip
    scene.keep("appointment", meeting)
    word = scene.typing.word("U0PRIYA")
    scene.writes("INSERT INTO objective (appointment_id, goal_id, bring) VALUES (9, NULL, ?)", word)
    scene.says("U0TOMAS", word)
    assert scene.rules == []
    scene.says("U0MEI", word)
    assert scene.rules == ["private"]


def test_a_word_before_the_partner_or_a_coordinators_own_is_none(scene):
    scene.says("U0TOMAS", scene.types("U0PRIYA", 1))
    scene.says("U0MEI", scene.typing.word("U0RUTH"))
    assert scene.rules == []


def test_what_somebody_in_two_mentorships_wrote_in_one_is_not_for_the_other(scene):
    word = scene.types("U0TOMAS", 1)
    scene.says("U0PRIYA", word)
    assert scene.rules == []
    scene.says("U0MEI", word)
    assert scene.rules == ["private"]


def test_a_word_stays_whose_it_was_when_another_takes_its_place(scene):
    word = scene.types("U0TOMAS", 1)
    scene.types("U0TOMAS", 1)
    scene.says("U0PRIYA", word)
    assert scene.rules == []


def test_a_draft_is_its_writers_alone(scene):
    word = scene.typing.word("U0TOMAS")
    scene.writes("INSERT INTO draft (mentorship_id, person_id, page, written) VALUES (1, 4, 'goal', ?)", word)
    scene.says("U0TOMAS", word)
    assert scene.rules == []
    scene.says("U0PRIYA", word)
    assert scene.rules == ["private"]


def test_a_notice_that_arrives_twice_is_seen(scene):
    scene.marks()
    answer = {"channel": "D0PRIYA", "ts": "1.000001"}
    scene.watch.carried_out(*POST, answer)
    assert scene.rules == []
    scene.watch.carried_out(*POST, {**answer, "ts": "2.000001"})
    assert scene.rules == ["twice"]


@pytest.mark.parametrize(
    ("rule", "table", "row"),
    [
        ("program pause", "program_pause", {"team_id": "T0", "first": "2026-03-02", "last": "2026-03-02", "name": "", "set_by": 1}),
        ("leaving", "member", {"mentorship_id": 1, "person_id": 3, "role": "mentor", "leaving_told_at": AT + 99}),
        ("stopped", "member", {"mentorship_id": 1, "person_id": 3, "role": "mentor", "stopped_at": AT - 99}),
        ("paused", "person", {**PERSON, "id": 3, "user_id": "U0PRIYA", "snoozed_until": AT + 99}),
        ("gone", "person", {**PERSON, "id": 3, "user_id": "U0PRIYA", "deactivated": 1}),
        ("quiet hours", "person", {**PERSON, "id": 3, "user_id": "U0PRIYA", "zone": "Asia/Tokyo"}),
        ("ended", "mentorship", {**MENTORSHIP, "id": 1, "roster": "", "ended_at": AT - 99}),
    ],
)  # fmt: skip
def test_what_goes_to_somebody_who_is_to_be_left_in_peace_is_seen(scene, rule, table, row):
    scene.keep(table, row)
    scene.marks(unasked=1)
    assert scene.rules == [rule]


def test_what_somebody_arranged_goes_on_while_the_program_rests(scene):
    scene.keep("program_pause", {"team_id": "T0", "first": "2026-03-02", "last": "2026-03-02", "name": "", "set_by": 1})
    scene.marks()
    assert scene.rules == []


@pytest.mark.parametrize(("after", "rules"), [(20, []), (40, ["leaving"])])
def test_what_is_posted_long_after_somebody_left_is_seen_and_what_was_on_its_way_is_not(scene, after, rules):
    scene.marks()
    scene.passes(1)
    scene.writes("UPDATE member SET leaving_told_at = ? WHERE person_id = 3", AT)
    scene.passes(after)
    scene.calls()
    assert scene.rules == rules


@pytest.mark.parametrize(("after", "rules"), [(20, []), (40, ["withdrawn"])])
def test_what_is_posted_long_after_it_was_withdrawn_is_seen(scene, after, rules):
    scene.marks()
    scene.writes("UPDATE outbox SET latest_at=0 WHERE id = 7")
    scene.passes(after)
    scene.calls()
    assert scene.rules == rules


def test_what_was_decided_in_the_evening_and_is_posted_at_night_is_seen(scene):
    scene.now = NOW.replace(hour=19, minute=59, second=50)
    scene.marks(lease_until=AT + 90_000, latest_at=AT + 90_000)
    scene.passes(55)
    scene.calls()
    assert scene.rules == ["quiet hours"]


def shares(scene, file: str = "F1") -> None:
    method = "files.completeUploadExternal"
    given = {"channel_id": scene.workspace.im_with("U0PRIYA").id, "files": f'[{{"id": "{file}"}}]'}
    scene.watch.calls(method, given)
    scene.watch.carried_out(method, given, {})


def test_a_file_that_arrives_twice_is_seen(scene):
    scene.marks(kind="invitations.file")
    shares(scene)
    assert scene.rules == []
    scene.writes(MARKS, "sending", "m8", 7)
    shares(scene, "F2")
    assert scene.rules == ["twice"]


def test_a_file_that_no_notice_was_marked_for_is_seen(scene):
    shares(scene)
    assert scene.rules == ["never marked"]


def test_a_file_under_an_old_lease_is_seen(scene):
    scene.marks(kind="invitations.file", lease_until=AT - 5)
    shares(scene)
    assert scene.rules == ["lease"]


def test_a_file_that_is_kept_as_shared_and_is_not_there_is_seen(scene):
    scene.keep("outbox", {**NOTICE, "kind": "invitations.file"})
    scene.watch.nothing_lost()
    assert scene.rules == ["lost"]


PUT_BACK = "UPDATE outbox SET due_at=?, state=?, reason=? WHERE outbox.id = ?"
SKIPPED = "UPDATE outbox SET state=?, reason=? WHERE outbox.id = ?"


def test_what_is_put_back_for_a_reason_that_is_none_is_seen(scene):
    scene.trouble = AT - 90_000
    for reason in ("quiet hours", "snoozed", "leaving", "a pause of the program", "one unasked message a day"):
        scene.keep("outbox", {**SENDING, "state": "claimed"})
        scene.writes(PUT_BACK, AT + 3600, "planned", reason, 7)
    assert scene.rules == ["starved"] * 5


def test_what_is_put_back_for_the_sake_of_whom_it_is_for_is_not(scene):
    scene.trouble = AT - 90_000
    scene.keep("person", {**PERSON, "id": 3, "user_id": "U0PRIYA", "zone": "Asia/Tokyo", "snoozed_until": AT + 99})
    scene.watch.arrivals.unasked[3].append(AT - 3600)
    for reason in ("quiet hours", "snoozed", "one unasked message a day"):
        scene.keep("outbox", {**SENDING, "state": "claimed"})
        scene.writes(PUT_BACK, AT + 3600, "planned", reason, 7)
    assert scene.rules == []


def test_what_is_put_back_again_and_again_is_seen(scene):
    for _ in range(20):
        assert scene.rules == []
        scene.keep("outbox", {**SENDING, "state": "claimed"})
        scene.writes(PUT_BACK, AT - 1, "planned", "an account is switched off", 7)
    assert scene.rules == ["spins"]


def test_what_nobody_kept_is_seen_to_starve_unless_the_weather_was_bad(scene):
    scene.trouble = AT - 7200
    scene.keep("outbox", {**SENDING, "state": "claimed"})
    scene.passes(600)
    scene.writes(PUT_BACK, AT + 4000, "planned", "pace", 7)
    assert scene.rules == []
    scene.passes(3400)
    scene.writes(SKIPPED, "skipped", "stale", 7)
    assert scene.rules == ["starved"]
    rough = Scene()
    rough.keep("outbox", {**SENDING, "state": "claimed"})
    rough.passes(4000)
    rough.trouble = AT + 60
    rough.writes(SKIPPED, "skipped", "stale", 7)
    assert rough.rules == []


def test_what_is_kept_as_sent_and_never_arrived_is_seen(scene):
    scene.keep("outbox", NOTICE)
    scene.watch.nothing_lost()
    assert [str(each) for each in scene.watch.violations] == [
        "[100.000] lost: reminders.soon 7 is kept as sent and never arrived there"
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "sending"},
        {"state": "planned", "due_at": int((NOW - timedelta(hours=1)).timestamp())},
        {"state": "skipped"},
        {"state": "failed", "reason": "fault: KeyError"},
        {"state": "parked", "reason": "no answer"},
    ],
)
def test_what_was_left_half_way_is_seen(scene, changed):
    scene.keep("outbox", {**NOTICE, **changed})
    scene.watch.nothing_lost()
    assert scene.rules == ["lost"]


def test_notices_that_are_gone_are_seen(scene):
    scene.keep("outbox", {**NOTICE, "state": "withdrawn"})
    scene.watch.nothing_lost()
    scene.db.execute("DELETE FROM outbox")
    scene.watch.nothing_lost()
    assert scene.rules == ["lost"]


def test_words_that_were_accepted_and_not_kept_are_seen(scene):
    word = scene.typing.word("U0PRIYA")
    typed = {"a": {"value": {"type": "plain_text_input", "value": word}}}
    sent = {"type": "view_submission", "view": {"state": {"values": typed}, "callback_id": "goal"}}
    scene.watch.heard("interactive", sent, Accepted)
    assert scene.rules == ["acknowledged"]
    other = Scene()
    other.typing.word("U0PRIYA")
    other.watch.statement("BEGIN IMMEDIATE", ())
    other.watch.statement("INSERT INTO goal VALUES (?)", (word,))
    other.watch.committed()
    other.watch.heard("interactive", sent, Accepted)
    assert other.rules == []


def test_a_word_of_a_unit_that_was_rolled_back_alone_is_not_kept(scene):
    scene.watch.statement("BEGIN IMMEDIATE", ())
    for end in ("ROLLBACK TO SAVEPOINT unit", "RELEASE SAVEPOINT unit"):
        if end.startswith("ROLLBACK"):
            scene.watch.statement("SAVEPOINT unit", ())
            scene.watch.statement("UPDATE goal SET title = ?", ("Zq0w",))
        scene.watch.statement(end, ())
    scene.watch.committed()
    assert scene.watch.kept({0}) == set()


CHECK_IN = {
    "id": 4,
    "mentorship_id": 1,
    "person_id": 3,
    "cycle": "",
    "question": "",
    "asked": "",
    "expires_at": AT + 99,
}
BOOKED = {
    "id": 4, "mentorship_id": 1, "place": "", "objective": "", "set_up_by": 4, "state": "booked", "revision": 2,
    "sequence": 0,
}  # fmt: skip
AHEAD = {**BOOKED, "starts_at": AT + 99, "ends_at": AT + 999}
OVER = {**BOOKED, "starts_at": AT - 99, "ends_at": AT - 9}
MEMBER = {"mentorship_id": 1, "person_id": 3, "role": "mentor"}
SNOOZED = {**PERSON, "id": 3, "user_id": "U0PRIYA", "snoozed_until": AT + 99}


@pytest.mark.parametrize(
    ("action", "value", "table", "lost", "kept"),
    [
        ("checkin.answer.4", "checkin:4:2", "check_in", CHECK_IN, {"answered_at": AT}),
        ("meeting.accept", "meeting:4:2", "appointment", AHEAD, {"accepted_at": AT}),
        ("meeting.report.held", "meeting:4:held", "appointment", OVER, {"settled_at": AT}),
        ("helpme.resume", "pair:1", "member", {**MEMBER, "stopped_at": AT}, {"stopped_at": None}),
        ("choose.1", "help me:1", "member", MEMBER, {"stopped_at": AT}),
        ("close.take_back", "pair:1", "member", {**MEMBER, "leaving_told_at": AT}, {"leaving_told_at": None}),
        ("snooze.off", "off", "person", SNOOZED, {"snoozed_until": None}),
    ],
)  # fmt: skip
def test_a_tap_that_was_acknowledged_and_is_not_there_is_seen(scene, action, value, table, lost, kept):
    tapped = {"type": "block_actions", "user": {"id": "U0PRIYA"}, "actions": [{"action_id": action, "value": value}]}
    scene.keep(table, {**lost, **kept})
    scene.watch.heard("interactive", tapped, Accepted)
    assert scene.rules == []
    scene.keep(table, {**lost, **dict.fromkeys(kept)} if lost.keys().isdisjoint(kept) else lost)
    scene.watch.not_saved("U0PRIYA", set(), set())
    scene.watch.heard("interactive", tapped, Accepted)
    assert scene.rules == [], "they were told so"
    scene.passes(60)
    scene.watch.heard("interactive", tapped, Accepted)
    assert scene.rules == ["acknowledged"]


@pytest.mark.parametrize(("text", "until"), [("snooze 2 weeks", AT + 99), ("snooze off", None)])
def test_a_command_that_was_acknowledged_and_came_to_nothing_is_seen(scene, text, until):
    said = {"command": "/mentor", "user_id": "U0PRIYA", "text": text}
    scene.keep("person", {**SNOOZED, "snoozed_until": until})
    scene.watch.heard("slash_commands", said, Accepted)
    assert scene.rules == []
    scene.keep("person", {**SNOOZED, "snoozed_until": None if until else AT + 99})
    scene.watch.heard("slash_commands", said, Accepted)
    assert scene.rules == ["acknowledged"]


def test_that_something_isnt_right_is_there_once_it_was_said_in_the_only_mentorship(scene):
    said = {"command": "/mentor", "user_id": "U0PRIYA", "text": "help me"}
    scene.watch.heard("slash_commands", {**said, "user_id": "U0TOMAS"}, Accepted)
    assert scene.rules == [], "he is in two, and is asked which one it is about"
    scene.watch.heard("slash_commands", said, Accepted)
    assert scene.rules == ["acknowledged"]


def test_a_line_to_the_companion_that_was_acknowledged_and_has_no_answer_is_seen(scene):
    event = {"type": "message", "channel_type": "im", "user": "U0PRIYA", "text": "hello?"}
    scene.keep("outbox", {**NOTICE, "key": "hello:Ev1"})
    scene.watch.heard("events_api", {"event_id": "Ev1", "event": event}, Accepted)
    assert scene.rules == []
    scene.watch.heard("events_api", {"event_id": "Ev2", "event": event}, Accepted)
    assert scene.rules == ["acknowledged"]


def test_a_message_before_the_chat_wants_one_is_seen_unless_it_was_under_way(scene):
    scene.marks()
    scene.passes(1)
    scene.watch.told_to_wait("chat.postMessage", 30.0)
    scene.passes(1)
    scene.calls()
    assert scene.rules == []
    scene.writes(MARKS, "sending", "m8", 7)
    scene.watch.calls("chat.postMessage", {"metadata": {"event_payload": {"id": "m8"}}})
    assert scene.rules == ["hold"]


def test_a_unit_that_took_too_long_for_its_person_is_seen(scene):
    scene.watch.waited(1.9, 2.5)
    scene.watch.waited(2.6, 2.5)
    assert scene.rules == ["deadline"]
