"""Which question, and when: the rhythm of section 13 on the calendar of each zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring import cadence, check_ins
from bot.mentoring.check_ins import CheckIn, CheckInId
from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId, Role

MONDAY = datetime(2026, 10, 12, 6, 0, tzinfo=UTC)
ZONES = [
    "Europe/Stockholm",
    "America/New_York",
    "Asia/Kathmandu",
    "Pacific/Auckland",
    "Africa/Lagos",
    "Australia/Lord_Howe",
]


def asked(question: str, at: datetime, *, answered: bool = False, cycle: str = "week:0") -> CheckIn:
    return CheckIn(
        CheckInId(1),
        MentorshipId(1),
        PersonId(1),
        cycle,
        question,
        at + timedelta(days=5),
        asked_at=at,
        answered_at=at if answered else None,
    )


def days(role: Role, *, silent: int = 0, until: int = 120) -> list[int]:
    """On which days after the introduction somebody in Stockholm is asked, after the first."""
    found, moment = [], cadence.first_check_in(MONDAY, Habits("Europe/Stockholm"))
    while (moment - MONDAY).days < until:
        moment = cadence.next_check_in(MONDAY, Habits("Europe/Stockholm"), role=role, silent=silent, after=moment)
        found.append((moment.date() - MONDAY.date()).days)
    return found[:-1]


def test_mentees_are_asked_weekly_for_six_weeks_then_every_two():
    assert days(Role.MENTEE) == [7, 14, 21, 28, 35, 42, 56, 70, 84, 98, 112]


def test_mentors_are_asked_every_two_weeks_for_six_then_every_four():
    assert days(Role.MENTOR) == [14, 28, 42, 70, 98]


def test_two_without_an_answer_halve_the_rhythm_and_four_make_it_monthly():
    assert days(Role.MENTEE, silent=2)[:3] == [14, 28, 42]
    assert days(Role.MENTEE, silent=4)[:3] == [28, 56, 84]


@given(
    hours=st.integers(0, 2 * 365 * 24),
    zone=st.sampled_from(ZONES),
    role=st.sampled_from(Role),
    silent=st.integers(0, 5),
    waited=st.integers(0, 400),
)
def test_every_question_comes_at_nine_on_a_working_day_at_least_three_days_later(hours, zone, role, silent, waited):
    begun = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    after = begun + timedelta(days=waited)
    moment = cadence.next_check_in(begun, Habits(zone), role=role, silent=silent, after=after)
    there = moment.astimezone(ZoneInfo(zone))
    assert (there.hour, there.minute, there.weekday() < 5) == (9, 0, True)
    assert moment - after >= timedelta(days=3)
    weekday = begun.astimezone(ZoneInfo(zone)).weekday()
    assert there.weekday() == (weekday if weekday < 5 else 0)


def test_only_what_ran_out_without_a_word_counts_as_unanswered():
    now = MONDAY + timedelta(days=60)
    silent = asked("a", MONDAY)
    assert check_ins.unanswered([silent, silent, asked("a", MONDAY, answered=True), silent], now) == 2
    assert check_ins.unanswered([asked("a", now), silent], now) == 1
    assert check_ins.unanswered([asked("a", MONDAY, cycle="asked:7"), silent], now) == 1
