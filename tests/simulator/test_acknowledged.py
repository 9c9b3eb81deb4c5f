"""What somebody was told is done and is not there is seen by the watch."""

from __future__ import annotations

import pytest

from tests.simulator.scene import AT, NOTICE, PERSON, Accepted, Scene


@pytest.fixture
def scene():
    return Scene()


def test_words_that_were_accepted_and_not_kept_are_seen(scene):
    word = scene.typing.word("U0PRIYA")
    typed = {"a": {"value": {"type": "plain_text_input", "value": word}}}
    view = {"state": {"values": typed}, "callback_id": "goal"}
    sent = {"type": "view_submission", "user": {"id": "U0PRIYA"}, "view": view}
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


GOAL = {"id": 8, "mentorship_id": 1, "priority": 1, "title": "", "outcome": "", "skills": "", "revision": 1}
MARKED = {**GOAL, "marked_at": AT - 99}
MET = {"accomplished_at": AT}
STEP = {"id": 4, "goal_id": 8, "title": "", "activity": "doing", "duration": "", "resources": "", "revision": 1}
SNOOZED = {**PERSON, "id": 3, "user_id": "U0PRIYA", "snoozed_until": AT + 99}


@pytest.mark.parametrize(
    ("action", "value", "table", "lost", "kept"),
    [
        ("checkin.answer.4", "checkin:4:2", "check_in", CHECK_IN, {"answered_at": AT}),
        ("checkin.skip", "checkin:4", "check_in", CHECK_IN, {"skipped_at": AT}),
        ("step.done", "step:4:done", "step", STEP, {"done_at": AT}),
        ("step.done", "step:4:open", "step", {**STEP, "done_at": AT}, {"done_at": None}),
        ("goal.done", "goal:8:met", "goal", GOAL, {"marked_at": AT}),
        ("goal.done", "goal:8:open", "goal", MARKED, {"marked_at": None}),
        ("meeting.accept", "meeting:4:2", "appointment", AHEAD, {"accepted_at": AT}),
        ("meeting.report.held", "meeting:4:held", "appointment", OVER, {"settled_at": AT}),
        ("helpme.resume", "pair:1", "member", {**MEMBER, "stopped_at": AT}, {"stopped_at": None}),
        ("choose.1", "help me:1", "member", MEMBER, {"stopped_at": AT}),
        ("close.take_back", "pair:1", "member", {**MEMBER, "leaving_told_at": AT}, {"leaving_told_at": None}),
        ("snooze.off", "off", "person", SNOOZED, {"snoozed_until": None}),
    ],
)  # fmt: skip
def test_a_tap_that_was_acknowledged_and_is_not_there_is_seen(scene, action, value, table, lost, kept):
    scene.keep("goal", GOAL)
    if action.startswith("goal"):
        scene.keep("member", {**MEMBER, "role": "mentee"})
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


@pytest.mark.parametrize(
    ("action", "value", "kept"), [("goal.confirm", "goal:8:yes", MET), ("goal.talk", "goal:8", {"talk_asked_at": AT})]
)
def test_what_a_mentor_answered_to_a_mark_and_is_not_there_is_seen(scene, action, value, kept):
    tapped = {"type": "block_actions", "user": {"id": "U0PRIYA"}, "actions": [{"action_id": action, "value": value}]}
    scene.keep("goal", {**MARKED, **kept})
    scene.watch.heard("interactive", tapped, Accepted)
    assert scene.rules == []
    scene.keep("goal", MARKED)
    trace = {"mentorship_id": 1, "at": AT - 9, "what": "goal.marked", "about": 8, "goal": 8, "topic": "", "value": ""}
    scene.keep("evidence", trace)
    scene.watch.heard("interactive", tapped, Accepted)
    assert scene.rules == [], "it was marked anew a moment ago"
    scene.db.execute("DELETE FROM evidence")
    scene.watch.heard("interactive", tapped, Accepted)
    assert scene.rules == ["acknowledged"]


def test_a_signature_that_was_acknowledged_and_is_not_there_is_seen(scene):
    written = {"id": 6, "mentorship_id": 1, "version": 1, "revision": 7, "terms": "", "pages": "", "edited_by": 3}
    scene.keep("agreement", {**written, "edited_at": AT})
    view = {
        "callback_id": "agreement.sign",
        "private_metadata": '{"mentorship": 1, "seen": 6}',
        "state": {"values": {}},
    }
    signed = {"type": "view_submission", "user": {"id": "U0PRIYA"}, "view": view}
    scene.watch.heard("interactive", signed, Accepted)
    assert scene.rules == [], "it was changed since it was read"
    view["private_metadata"] = '{"mentorship": 1, "seen": 7}'
    scene.watch.heard("interactive", signed, Accepted)
    assert scene.rules == ["acknowledged"]
    scene.keep("signature", {"agreement_id": 6, "person_id": 3, "signed_at": AT})
    scene.watch.heard("interactive", signed, Accepted)
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
