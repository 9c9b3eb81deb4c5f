"""The watch sees what must not be: each rule is broken once here, by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from handlers.slack.manifest import manifest
from playground.manifest import manifest_from
from playground.records import BOT_USER
from playground.workspace import Workspace
from simulator.people import Typing
from simulator.watch import Watch

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTICE = {
    "id": 7,
    "kind": "reminders.soon",
    "key": "soon:7",
    "person_id": 3,
    "state": "sent",
    "reason": None,
    "due_at": int(NOW.timestamp()),
    "latest_at": int(NOW.timestamp()) + 3600,
    "lease_until": int(NOW.timestamp()) + 60,
    "unasked": 0,
    "message_id": "m7",
    "sent_channel": "D0PRIYA",
    "sent_ts": "1.000001",
}


class Scene:
    """A workspace, a file that shows these rows, and the watch over both."""

    def __init__(self) -> None:
        self.workspace = Workspace(manifest_from(manifest()), calendar=NOW.timestamp, elapsed=lambda: 0.0)
        self.typing = Typing()
        self.outbox: list[dict[str, object]] = []
        self.pairs: list[dict[str, str]] = []
        self.unanswered: list[int] = []
        self.passed = 100.0
        self.watch = Watch(
            self.workspace,
            self.typing,
            now=lambda: NOW,
            passed=lambda: self.passed,
            look=self._look,
            coordinators=frozenset({"U0RUTH"}),
        )

    def _look(self, sql: str) -> list:
        if "FROM outbox" in sql:
            return self.outbox
        return self.pairs if "other.user_id" in sql else self.unanswered if "check_in" in sql else []

    def says(self, user: str, text: str) -> None:
        self.workspace.post(self.workspace.im_with(user), self.workspace.new_message(BOT_USER, text, by_app=True))

    @property
    def rules(self) -> list[str]:
        return [violation.rule for violation in self.watch.violations]


@pytest.fixture
def scene():
    return Scene()


def test_a_word_before_a_third_person_is_seen(scene):
    word = scene.typing.word("U0PRIYA")
    scene.says("U0PRIYA", f"You wrote {word}")
    assert scene.rules == []
    scene.says("U0MEI", f"Somebody wrote {word}")
    assert scene.rules == ["private"]


def test_a_word_before_the_partner_or_a_coordinators_own_is_none(scene):
    scene.pairs = [{"user_id": "U0PRIYA"}, {"user_id": "U0TOMAS"}]
    scene.says("U0TOMAS", scene.typing.word("U0PRIYA"))
    scene.says("U0MEI", scene.typing.word("U0RUTH"))
    assert scene.rules == []


def test_a_notice_that_arrives_twice_is_seen(scene):
    scene.watch._meant["m7"].append(NOTICE)
    arrived = {"metadata": {"event_payload": {"id": "m7"}}}
    answer = {"channel": "D0PRIYA", "ts": "1.000001"}
    scene.watch.carried_out("chat.postMessage", arrived, answer)
    assert scene.rules == []
    scene.watch.carried_out("chat.postMessage", arrived, {**answer, "ts": "2.000001"})
    assert scene.rules == ["twice"]


def test_what_is_kept_as_sent_and_never_arrived_is_seen(scene):
    scene.outbox = [NOTICE]
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
    scene.outbox = [{**NOTICE, **changed}]
    scene.watch.nothing_lost()
    assert scene.rules == ["lost"]


def test_notices_that_are_gone_are_seen(scene):
    scene.outbox = [{**NOTICE, "state": "withdrawn"}]
    scene.watch.nothing_lost()
    scene.outbox = []
    scene.watch.nothing_lost()
    assert scene.rules == ["lost"]


def test_words_that_were_accepted_and_not_kept_are_seen(scene):
    class Accepted:
        failure, body = "", None

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


def test_a_tap_that_was_acknowledged_and_is_not_there_is_seen(scene):
    class Acknowledged:
        failure, body = "", None

    tapped = {"type": "block_actions", "actions": [{"action_id": "checkin.answer.4", "value": "checkin:9:4"}]}
    scene.watch.heard("interactive", tapped, Acknowledged)
    assert scene.rules == []
    scene.unanswered = [1]
    scene.watch.heard("interactive", tapped, Acknowledged)
    assert scene.rules == ["acknowledged"]


def test_a_message_before_the_chat_wants_one_is_seen_unless_it_was_under_way(scene):
    scene.watch._meant["early"].append({**NOTICE, "marked": 99.0})
    scene.watch._meant["m7"].append({**NOTICE, "marked": 101.0})
    scene.watch.told_to_wait("chat.postMessage", 30.0)
    scene.passed = 102.0
    for id in ("early", "m7"):
        scene.watch.calls("chat.postMessage", {"metadata": {"event_payload": {"id": id}}})
    assert scene.rules == ["hold"]


def test_a_unit_that_took_too_long_for_its_person_is_seen(scene):
    scene.watch.waited(1.9, 2.5)
    scene.watch.waited(2.6, 2.5)
    assert scene.rules == ["deadline"]
