"""The watch sees what must not be: each rule is broken once here, by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.simulator.scene import AT, MARKS, MENTORSHIP, NOTICE, NOW, PERSON, POST, SENDING, Scene


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


@pytest.mark.parametrize(("early", "rules"), [(1e-5, ["hold"]), (3e-8, [])])
def test_a_message_that_is_early_by_less_than_a_calendar_can_tell_is_in_time(scene, early, rules):
    scene.watch.told_to_wait("chat.postMessage", 30.0)
    scene.passes(30 - early)
    scene.marks()
    scene.calls()
    assert scene.rules == rules


def test_a_unit_that_took_too_long_for_its_person_is_seen(scene):
    scene.watch.waited(1.9, 2.5)
    scene.watch.waited(2.6, 2.5)
    assert scene.rules == ["deadline"]
