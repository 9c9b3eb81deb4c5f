"""Which question, and when: the rhythm of section 13 on the calendar of each zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring import cadence, check_ins
from bot.mentoring.check_ins import CheckIn, CheckInId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId, Role
from bot.mentoring.stages import Reading, Stage
from prompts.questions import bank

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
    found, moment = [], cadence.first_check_in(MONDAY, "Europe/Stockholm")
    while (moment - MONDAY).days < until:
        moment = cadence.next_check_in(MONDAY, "Europe/Stockholm", role=role, silent=silent, after=moment)
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
    moment = cadence.next_check_in(begun, zone, role=role, silent=silent, after=after)
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


def choose(history=(), *, role=Role.MENTEE, stage=Stage.S1, held=2, power=False, now=MONDAY, seed="1"):
    reading = Reading(stage, signed=0, members=2, held=held)
    return check_ins.choose(bank(), role=role, reading=reading, power=power, history=history, now=now, seed=seed)


def all_of(**how) -> list[str]:
    """Every question in the order in which it would be asked at one moment."""
    history: list[CheckIn] = []
    while (question := choose(history, **how)) is not None:
        history.insert(0, asked(question.id, MONDAY))
    return [each.question for each in reversed(history)]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("role", Role)
def test_what_is_asked_fits_the_stage_and_the_role_and_comes_once(stage, role):
    questions = {each.id: each for each in bank()}
    found = all_of(stage=stage, role=role)
    assert len(found) == len(set(found)) >= 3
    assert all(stage in questions[id].stages and role in questions[id].roles for id in found)


def test_manager_pairs_are_never_asked_what_is_delicate():
    questions = {each.id: each for each in bank()}
    found = [id for stage in Stage for role in Role for id in all_of(stage=stage, role=role, power=True)]
    assert found
    assert not [id for id in found if questions[id].delicate]
    assert [id for id in all_of(stage=Stage.S2) if questions[id].delicate]


def test_nobody_who_has_not_met_is_asked_about_a_meeting():
    questions = {each.id: each for each in bank()}
    assert not [id for id in all_of(held=0) if questions[id].after_meeting]


def test_a_question_rests_for_its_weeks_and_may_come_again_afterwards():
    history = [asked(id, MONDAY) for id in all_of()]
    assert choose(history, now=MONDAY + timedelta(weeks=6, days=-1)) is None
    again = choose(history, now=MONDAY + timedelta(weeks=6))
    assert again is not None
    assert again.gap_weeks == 6


def test_the_same_seed_chooses_the_same_and_seeds_differ():
    assert len({choose(seed="7").id for _ in range(5)}) == 1
    assert len({choose(seed=str(seed)).id for seed in range(30)}) > 1


def test_the_next_question_is_answered_in_another_way():
    for seed in "abcdefgh":
        first = choose(seed=seed)
        second = choose([asked(first.id, MONDAY)], seed=seed)
        assert second.answered is not first.answered
