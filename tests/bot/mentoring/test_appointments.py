"""What a meeting counts as, and when its messages are due (field guide, sections 12 to 14)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring import appointments, proposals, reports
from bot.mentoring.appointments import Appointment, AppointmentId, Slot, State
from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import Member, Mentorship, MentorshipId, Model
from bot.mentoring.people import PersonId, Role
from bot.mentoring.refusals import Refusal, Refusals
from bot.mentoring.reports import Answer, Report
from tests.builders import MONDAY, person

JONAS, AMARA = person(1), person(2, "Amara", zone="Africa/Lagos")
PAIR = Mentorship(
    id=MentorshipId(41),
    team="T0COMMON",
    enterprise="",
    model=Model.FOUR_STAGE,
    start=MONDAY.date(),
    end=(MONDAY + timedelta(days=180)).date(),
    power=False,
    members=(Member(AMARA, Role.MENTOR), Member(JONAS, Role.MENTEE)),
    introduced_at=MONDAY,
    paired_by=PersonId(3),
)
MET, MOVED, MISSED, UNABLE = Answer


def meeting(starts=MONDAY + timedelta(days=2), minutes=60, **more):
    return Appointment(
        id=AppointmentId(more.pop("id", 7)),
        mentorship=PAIR.id,
        starts=starts,
        ends=starts + timedelta(minutes=minutes),
        place="",
        objective="",
        set_up_by=JONAS.id,
        **more,
    )


def said(answer, who=JONAS, at=MONDAY):
    return Report(AppointmentId(7), who.id, answer, at)


@pytest.mark.parametrize(
    ("answers", "counts_as"),
    [
        ((MET, MET), State.HELD),
        ((MISSED, MISSED), State.MISSED),
        ((MISSED, UNABLE), State.MISSED),
        ((UNABLE, UNABLE), State.MISSED),
        ((MOVED, MOVED), State.MOVED),
        ((MET, MISSED), State.UNKNOWN),
        ((MET, MOVED), State.UNKNOWN),
        ((MOVED, UNABLE), State.UNKNOWN),
        ((MET,), State.HELD),
        ((UNABLE,), State.MISSED),
        ((), State.UNKNOWN),
    ],
)
def test_a_meeting_counts_as_what_is_said_of_it_and_contradiction_is_unknown(answers, counts_as):
    answered = [said(answer, who) for answer, who in zip(answers, (JONAS, AMARA), strict=False)]
    assert reports.settle(meeting(), PAIR, answered, now=MONDAY).changes[0].state is counts_as


def test_one_answer_waits_three_days_for_the_other():
    over = MONDAY + timedelta(days=3)
    decision = reports.report(meeting(), PAIR, said(MET), [], silence=timedelta(days=3), now=over)
    kept, waiting = decision.changes
    assert (kept.answer, waiting.state, waiting.settles) == (MET, State.BOOKED, over + timedelta(days=3))


def test_the_second_answer_settles_at_once():
    over = MONDAY + timedelta(days=3)
    decision = reports.report(meeting(), PAIR, said(MET, AMARA), [said(MET)], silence=timedelta(days=3), now=over)
    assert decision.changes[-1].state is State.HELD


@pytest.mark.parametrize(("state", "now"), [(State.HELD, 3), (State.CANCELLED, 3), (State.BOOKED, 0)])
def test_nothing_can_be_said_of_a_meeting_that_is_settled_called_off_or_not_over(state, now):
    with pytest.raises(Refusal):
        reports.report(meeting(state=state), PAIR, said(MET), [], silence=timedelta(), now=MONDAY + timedelta(days=now))


def test_nobody_is_asked_in_quiet_hours_and_each_by_their_own_clock():
    late = datetime(2026, 10, 14, 17, 30, tzinfo=UTC)  # 19:30 in Stockholm, 18:30 in Lagos
    decision = appointments.book(meeting(late, minutes=30), PAIR, now=MONDAY)
    asks = {notice.to.person: notice.due for notice in decision.notices if notice.kind == "appointments.ask"}
    assert asks == {
        JONAS.id: datetime(2026, 10, 15, 7, 0, tzinfo=UTC),
        AMARA.id: datetime(2026, 10, 14, 19, 0, tzinfo=UTC) + timedelta(hours=13),
    }


def test_the_reminder_of_a_monday_comes_on_friday_at_nine():
    monday = datetime(2026, 10, 19, 8, 0, tzinfo=UTC)
    assert appointments.reminder_moment(monday, Habits("Europe/Stockholm")) == datetime(2026, 10, 16, 7, 0, tzinfo=UTC)


def test_a_meeting_booked_too_late_for_a_reminder_has_none():
    decision = appointments.book(meeting(MONDAY + timedelta(hours=20)), PAIR, now=MONDAY)
    assert sorted({notice.kind for notice in decision.notices}) == ["appointments.ask", "appointments.booked"]


def test_moving_a_meeting_withdraws_all_that_was_planned_for_its_old_time():
    slot = Slot(MONDAY + timedelta(days=5), MONDAY + timedelta(days=5, hours=1))
    decision = appointments.move(meeting(), PAIR, slot, place="", objective="", by=AMARA.id, now=MONDAY)
    assert decision.withdrawn == ("meeting:7:1:*",)
    assert {notice.key.split(":")[2] for notice in decision.notices} == {"2"}


def test_a_new_objective_at_the_same_time_sends_nothing():
    slot = Slot(meeting().starts, meeting().ends)
    decision = appointments.move(meeting(), PAIR, slot, place="", objective="New", by=AMARA.id, now=MONDAY)
    assert (decision.notices, decision.withdrawn, decision.changes[0].objective) == ((), (), "New")


def test_a_meeting_that_has_begun_is_neither_moved_nor_called_off():
    with pytest.raises(Refusal, match="appointments.begun"):
        appointments.cancel(meeting(), PAIR, now=meeting().starts)


@pytest.mark.parametrize(
    ("starts", "refused"),
    [
        (MONDAY - timedelta(days=1), ("appointments.past", "date")),
        (MONDAY - timedelta(minutes=1), ("appointments.past", "time")),
        (MONDAY + timedelta(days=400), ("appointments.too_far", "date")),
        (MONDAY + timedelta(days=2, minutes=30), ("appointments.overlap", "time")),
        (MONDAY + timedelta(days=1, hours=23, minutes=30), ("appointments.overlap", "time")),
    ],
)
def test_a_time_that_cannot_be_is_refused_at_its_field(starts, refused):
    slot = Slot(starts, starts + timedelta(hours=1))
    with pytest.raises(Refusals) as raised:
        appointments.check_slot(slot, [meeting()], zone="Europe/Stockholm", now=MONDAY)
    assert [(each.key, each.field) for each in raised.value.refusals] == [refused]


def test_meetings_may_follow_each_other_without_a_pause():
    slot = Slot(meeting().ends, meeting().ends + timedelta(hours=1))
    appointments.check_slot(slot, [meeting()], zone="Europe/Stockholm", now=MONDAY)
    assert not slot.overlaps(meeting())


def test_more_than_six_meetings_ahead_are_refused():
    ahead = [meeting(MONDAY + timedelta(days=day)) for day in range(1, 7)]
    slot = Slot(MONDAY + timedelta(days=20), MONDAY + timedelta(days=20, hours=1))
    with pytest.raises(Refusals, match="appointments.enough"):
        appointments.check_slot(slot, ahead, zone="Europe/Stockholm", now=MONDAY)


def test_the_suggested_hour_is_in_nobodys_quiet_hours():
    suggested = proposals.suggest([Habits("Europe/Stockholm"), Habits("America/New_York")], MONDAY)
    assert suggested == datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
