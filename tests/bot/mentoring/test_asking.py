"""Which question comes next, and why: each rank, and everything that is never asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mentoring import asking, cadence, explained
from bot.mentoring.check_ins import CheckIn, CheckInId
from bot.mentoring.doubts import Because, Choice
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.goals import GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId, Role
from bot.mentoring.questions import TOPICS, Bank, evidence_of, laid_out
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS
from bot.scenes import script as script_file
from prompts.questions import bank, laid_out_bank
from tests.lives import life_file
from tests.lives.life_file import PEOPLE, ROLES, Script, at

MENTEE, MENTOR = PEOPLE["mentee"], PEOPLE["mentor"]
QUESTIONS = {question.id: question for question in bank()}
FRAME = life_file.read(life_file.HERE / "six-months-straight.toml").frame
BEGUN = """
day 0 introduced
day 2 mentee signs
day 2 mentor signs
day 5 meeting held, set up by mentor
day 20 meeting held, set up by mentor
"""
ONE_GOAL = (
    BEGUN
    + """
day 22 goal g1 added
"""
)
NEAR = (
    ONE_GOAL
    + """
day 23 step g1.a added
day 24 step g1.b added
day 30 step g1.a done
day 31 step g1.b done
day 40 mentee says g1 needs alone
"""
)
BY_DEEDS = (
    ONE_GOAL.replace("day 20 meeting held, set up by mentor", "day 20 meeting held, set up by mentee")
    + """
day 23 step g1.a added
day 24 step g1.b added
day 26 meeting held, set up by mentee
day 30 step g1.a done
day 31 step g1.b done
day 33 meeting held, set up by mentee
"""
)
"""Two marks that both know of."""


def told_in(lines: str) -> Script:
    """The evidence of lines as in the files of lives."""
    script = Script(FRAME, ids={"g1": 1, "g2": 2})
    for line in script_file.read(lines):
        script.tell(line)
    return script


def asked(question: str, day: int, *, goal: int | None = None) -> CheckIn:
    moment = at(day, 10)
    return CheckIn(
        CheckInId(day + 1),
        MentorshipId(1),
        MENTEE,
        f"week:{day}",
        question,
        moment + timedelta(days=5),
        asked_at=moment,
        goal=None if goal is None else GoalId(goal),
    )


def choose(
    lines: str = ONE_GOAL,
    *,
    day: int = 50,
    person: PersonId = MENTEE,
    stage: Stage = Stage.S2,
    step: str | None = None,
    history=(),
    power: bool = False,
    seed: str = "1",
    told=None,
    of: Bank | None = None,
) -> Choice | None:
    """What is asked on the evening of a day."""
    now = at(day, 22)
    pieces = [piece for piece in told_in(lines).pieces if piece.at <= now]
    life, read = explained.known_to(person, FRAME, pieces, rules=DEFAULTS, now=now)
    return asking.choose(
        of or laid_out_bank(),
        role=ROLES[person],
        person=person,
        life=life,
        reading=read,
        standing=Standing(stage, at(20), stage, at(20), step=step, read_step=step),
        history=history,
        power=power,
        now=now,
        seed=seed,
        told={kind: at(then, 12) for kind, then in (told or {}).items()},
    )


def over_seeds(lines: str = ONE_GOAL, **how) -> list[Choice]:
    """What is asked for many seeds; at least something each time."""
    found = [choose(lines, seed=str(seed), **how) for seed in range(60)]
    assert None not in found
    return [each for each in found if each is not None]


def every(lines: str = ONE_GOAL, **how) -> list[str]:
    """All that would be asked one after the other at one moment, when each is skipped."""
    history: list[CheckIn] = []
    day = how.get("day", 50)
    while (choice := choose(lines, history=history, **how)) is not None:
        history.insert(0, asked(choice.question.id, day, goal=choice.goal))
    return [each.question for each in reversed(history)]


# What the first rank is: an open doubt.


def test_a_goal_with_two_marks_asks_the_mentor_for_the_word_that_is_missing():
    found = over_seeds(BY_DEEDS, person=MENTOR)
    assert {(each.why.because, each.why.topic, each.why.goal) for each in found} == {(Because.STAGE, "ideas", 1)}
    assert {each.question.id for each in found} <= {"s2-where-ideas", "s2-way-forward"}


def test_a_goal_with_two_marks_asks_the_mentee_for_the_word_that_is_missing():
    found = over_seeds(NEAR)
    assert {(each.why.topic, each.goal) for each in found} == {("confidence", 1)}


def test_what_the_mentee_said_in_private_brings_the_mentor_no_question():
    assert Because.STAGE not in {each.why.because for each in over_seeds(NEAR, person=MENTOR)}


def test_a_goal_with_fewer_marks_leaves_the_choice_to_variety():
    one_mark = ONE_GOAL + "day 40 mentee says g1 needs alone\n"
    assert {each.why.because for each in over_seeds(one_mark, person=MENTOR)} == {Because.VARIETY}


def test_where_another_stage_is_read_the_words_of_every_open_goal_are_asked_for():
    assert {each.why.because for each in over_seeds(stage=Stage.S3)} == {Because.STAGE}
    assert {each.why.topic for each in over_seeds(stage=Stage.S3)} == {"needs"}


def test_a_word_is_asked_for_anew_before_it_lapses_and_not_long_before():
    mastered = NEAR + "day 41 mentee says g1 confidence 5\nday 42 mentor says g1 ideas mentee\n"
    held = "every 21 days from day 60 to day 160: meeting held, set up by mentor\n"
    soon = over_seeds(mastered + held, day=42 + 63, person=MENTOR, stage=Stage.S3)
    assert {(each.why.because, each.why.topic) for each in soon} == {(Because.STAGE, "ideas")}
    early = over_seeds(mastered + held, day=42 + 60, person=MENTOR, stage=Stage.S3)
    assert Because.STAGE not in {each.why.because for each in early}


def test_a_low_answer_is_asked_about_again_with_another_question_two_weeks_later():
    low = ONE_GOAL + "day 40 mentee says support 2\n"
    history = [asked("s2-unfinished", 40)]
    found = over_seeds(low, day=54, history=history)
    assert {(each.why.because, each.why.topic) for each in found} == {(Because.AGAIN, "support")}
    assert "s2-unfinished" not in {each.question.id for each in found}
    assert {each.question.topic for each in over_seeds(low, day=53, history=history)} & {"support"} == set()


def test_a_good_answer_after_a_low_one_closes_the_doubt():
    risen = ONE_GOAL + "day 26 mentee says support 1\nday 40 mentee says support 4\n"
    assert Because.AGAIN not in {each.why.because for each in over_seeds(risen, day=60)}


def test_three_low_answers_are_enough():
    low = ONE_GOAL + "every 14 days from day 22 to day 50: mentee says support 2\n"
    assert Because.AGAIN not in {each.why.because for each in over_seeds(low, day=66)}


def test_a_strong_doubt_is_asked_about_again_by_whose_it_is_and_nobody_else():
    doubt = ONE_GOAL + "day 30 mentor says limits 4\n"
    assert {each.why.topic for each in over_seeds(doubt, person=MENTOR)} == {"limits"}
    assert Because.AGAIN not in {each.why.because for each in over_seeds(doubt, person=MENTEE)}
    weaker = doubt + "day 40 mentor says limits 3\n"
    assert Because.AGAIN not in {each.why.because for each in over_seeds(weaker, day=60, person=MENTOR)}


@pytest.mark.parametrize("others", ["", "day 29 mentor says g1 ready yes\n", "day 29 mentor says g1 ready no\n"])
def test_who_said_once_whether_to_move_on_is_asked_once_more_whatever_the_other_said(others):
    once = ONE_GOAL + others + "day 30 mentee says g1 ready no\n"
    found = over_seeds(once, day=44)
    assert {(each.why.because, each.goal) for each in found} == {(Because.ONE_SIDED, 1)}
    assert Because.ONE_SIDED not in {each.why.because for each in over_seeds(once, day=43)}
    twice = once + "day 44 mentee says g1 ready yes\n"
    assert Because.ONE_SIDED not in {each.why.because for each in over_seeds(twice, day=60)}


def test_who_said_nothing_of_moving_on_is_not_asked_because_the_other_did():
    theirs = ONE_GOAL + "day 30 mentor says g1 ready yes\n"
    assert Because.ONE_SIDED not in {each.why.because for each in over_seeds(theirs, day=60)}


def test_what_one_partner_answered_of_both_is_asked_of_the_other():
    once = ONE_GOAL + "day 45 mentor says pace 3\n"
    assert {(each.why.because, each.question.id) for each in over_seeds(once)} == {(Because.BOTH, "s2-pace")}
    both = once + "day 46 mentee says pace 3\n"
    assert Because.BOTH not in {each.why.because for each in over_seeds(both, day=75)}
    assert Because.BOTH not in {each.why.because for each in over_seeds(once, person=MENTOR)}
    assert Because.BOTH not in {each.why.because for each in over_seeds(once, day=88)}


def test_in_the_first_stage_nothing_is_in_doubt():
    low = "day 0 introduced\nday 5 meeting held, set up by mentor\nday 6 mentor says expectations 1\n"
    assert {each.why.because for each in over_seeds(low, day=30, stage=Stage.S1)} <= {
        Because.VARIETY,
        Because.CONDITION,
    }


# The second rank: the condition that is lacking; the third: variety.


def test_the_condition_that_is_lacking_comes_before_variety():
    answers = "day 25 mentee says challenge 3\nday 26 mentee says support 5\nday 27 mentee says vision 4\n"
    found = over_seeds(ONE_GOAL + answers, day=80)
    assert {(each.why.because, each.question.condition) for each in found} == {(Because.CONDITION, "C.challenge")}
    fine = answers.replace("challenge 3", "challenge 4")
    assert {each.why.because for each in over_seeds(ONE_GOAL + fine, day=80)} == {Because.VARIETY}


def test_an_open_doubt_comes_before_the_condition_that_is_lacking():
    lacking = ONE_GOAL + "day 25 mentee says challenge 3\nday 45 mentor says pace 3\n"
    assert {each.why.because for each in over_seeds(lacking, day=80)} == {Because.BOTH}


@pytest.mark.parametrize("topic", ["support", "challenge", "vision", "limits"])
def test_what_the_mentor_is_asked_is_no_echo_of_the_mentee(topic):
    for first in (1, 5):
        one = ONE_GOAL + f"every 14 days from day 23 to day 40: mentee says {topic} {first}\n"
        other = ONE_GOAL + f"every 14 days from day 23 to day 40: mentee says {topic} {6 - first}\n"
        assert over_seeds(one, person=MENTOR) == over_seeds(other, person=MENTOR)


def test_what_was_never_asked_comes_first_then_another_way_to_answer_and_another_topic():
    first = choose()
    assert first is not None
    second = choose(history=[asked(first.question.id, 43, goal=first.goal)])
    assert second is not None
    assert second.question.answered is not first.question.answered
    assert second.question.topic != first.question.topic
    old = [asked(id, -200) for id in QUESTIONS if id != "s2-ready-for"]
    assert {each.question.id for each in over_seeds(person=MENTOR, history=old)} == {"s2-ready-for"}


def test_of_questions_that_are_answered_alike_the_one_about_something_else_comes_first():
    ids = ("s2-unfinished", "s2-where-to-turn", "s2-think-again")
    only = laid_out([QUESTIONS[id] for id in ids])
    found = over_seeds(of=only, history=[asked("s2-got-to-say", 30)])
    assert {each.question.id for each in found} == {"s2-unfinished", "s2-where-to-turn", "s2-think-again"}
    known = laid_out([QUESTIONS[id] for id in (*ids, "s2-got-to-say")])
    assert {each.question.id for each in over_seeds(of=known, history=[asked("s2-got-to-say", 30)])} == {
        "s2-think-again"
    }


def test_of_several_goals_the_nearest_to_mastery_is_asked_about_first():
    second = NEAR.replace("g1", "g2").replace(ONE_GOAL.replace("g1", "g2"), "")
    two = ONE_GOAL + "day 22 goal g2 added\n" + second
    assert {each.why.goal for each in over_seeds(two, person=MENTOR, stage=Stage.S3)} == {2}


def test_the_goal_that_was_longest_not_asked_about_comes_first():
    two = ONE_GOAL + "day 22 goal g2 added\n"
    only = laid_out([replace(QUESTIONS["s2-own-judgement"], gap_weeks=6)])
    assert choose(two, of=only).goal == 1
    assert choose(two, of=only, history=[asked("s3-show-someone", 45, goal=1)]).goal == 2


# What is never asked.


def test_a_question_rests_for_its_weeks_and_may_come_again_afterwards():
    only = laid_out([QUESTIONS["s2-tried"]])
    met_again = ONE_GOAL + "day 100 meeting held, set up by mentor\n"
    history = [asked("s2-tried", 30)]
    assert choose(met_again, of=only, history=history, day=30 + 12 * 7 - 1) is None
    assert choose(met_again, of=only, history=history, day=30 + 12 * 7) is not None


@pytest.mark.parametrize(("stage", "role"), [(stage, role) for stage in Stage for role in Role])
def test_what_is_asked_fits_the_stage_and_the_role_and_comes_once(stage, role):
    found = every(stage=stage, person=PEOPLE[role])
    assert len(found) == len(set(found)) >= 3
    assert all(stage in QUESTIONS[id].stages and role in QUESTIONS[id].roles for id in found)


def test_manager_pairs_are_never_asked_what_is_delicate():
    found = [id for stage in Stage for who in (MENTEE, MENTOR) for id in every(stage=stage, person=who, power=True)]
    assert found
    assert not [id for id in found if QUESTIONS[id].delicate]
    assert [id for id in every() if QUESTIONS[id].delicate]


def test_nobody_who_has_not_met_is_asked_about_a_meeting():
    unmet = "day 0 introduced\nday 30 meeting missed, set up by mentor\n"
    for person in (MENTEE, MENTOR):
        found = every(unmet, stage=Stage.S1, person=person)
        assert found
        assert not [id for id in found if QUESTIONS[id].after_meeting or QUESTIONS[id].last_meeting]


def test_nothing_is_asked_about_the_last_meeting_when_it_was_missed():
    assert [id for id in every() if QUESTIONS[id].last_meeting]
    missed = ONE_GOAL + "day 40 meeting missed, set up by mentor\n"
    assert not [id for id in every(missed, day=60) if QUESTIONS[id].last_meeting]


def test_the_same_meeting_is_not_asked_about_twice():
    again = replace(QUESTIONS["s2-tried"], id="another")
    only, history = laid_out([again, QUESTIONS["s2-tried"]]), [asked("s2-tried", 30)]
    assert choose(of=only, history=history) is None
    met = ONE_GOAL + "day 40 meeting held, set up by mentor\n"
    assert choose(met, of=only, history=history).question.id == "another"


def test_endings_are_left_alone_for_a_week_after_a_missed_meeting():
    missed = ONE_GOAL + "day 44 meeting missed, set up by mentor\n"
    endings = {"readiness", "closing"}
    assert [id for id in every(missed, day=52) if QUESTIONS[id].evidence in endings]
    assert not [id for id in every(missed, day=50) if QUESTIONS[id].evidence in endings]
    assert not [id for id in every(missed, day=50, stage=Stage.S4) if QUESTIONS[id].evidence in endings]


@pytest.mark.parametrize(
    ("kind", "topic"),
    [("W.one-sided", "ready"), ("W.limits", "limits"), ("W.missed", "pace"), ("W.views-differ", "pace")],
)
def test_what_a_signal_told_is_not_asked_about_for_three_days(kind, topic):
    shared = ONE_GOAL + "day 1 mentor says pace 4\n"
    assert topic in {QUESTIONS[id].topic for id in every(shared, told={kind: 46})}
    assert topic not in {QUESTIONS[id].topic for id in every(shared, told={kind: 48})}


def test_what_was_answered_within_the_gap_is_not_asked_in_other_words():
    known = ONE_GOAL + "day 30 mentee says g1 confidence 3\n"
    assert "confidence" not in {QUESTIONS[id].topic for id in every(known, day=60) if QUESTIONS[id].yields}
    assert "confidence" in {QUESTIONS[id].topic for id in every(known, day=30 + 42) if QUESTIONS[id].yields}
    other = known + "day 31 goal g2 added\n"
    only = laid_out([QUESTIONS["s2-own-judgement"]])
    assert choose(other, of=only).goal == 2


def test_what_was_answered_about_all_goals_is_known_of_each():
    known = ONE_GOAL + "day 30 mentor says ideas both\n"
    assert "ideas" not in {QUESTIONS[id].topic for id in every(known, person=MENTOR)}
    assert "ideas" in {QUESTIONS[id].topic for id in every(known, person=MENTOR, day=30 + 42)}


def test_what_was_skipped_is_not_asked_in_other_words_soon():
    only = laid_out([QUESTIONS["s2-own-judgement"], QUESTIONS["s2-surprise"]])
    history = [asked("s2-surprise", 40, goal=1)]
    assert choose(of=only, history=history, day=53) is None
    assert choose(of=only, history=history, day=54) is not None


def test_what_was_skipped_rests_for_its_gap_even_where_an_answer_would_settle_a_doubt():
    once = ONE_GOAL + "day 30 mentee says g1 ready no\n"
    history = [replace(asked("s2-next-goal", 60, goal=1), skipped_at=at(60, 11))]
    gap = 7 * QUESTIONS["s2-next-goal"].gap_weeks
    for day in (61, 74, 60 + gap - 1):
        assert "ready" not in {each.question.topic for each in over_seeds(once, day=day, history=history)}
    again = over_seeds(once, day=60 + gap, history=history)
    assert {(each.why.because, each.goal) for each in again} == {(Because.ONE_SIDED, 1)}


def test_what_was_skipped_of_one_goal_may_be_asked_of_another():
    two = ONE_GOAL + "day 22 goal g2 added\n"
    only = laid_out([QUESTIONS["s2-own-judgement"], QUESTIONS["s2-surprise"]])
    history = [replace(asked("s2-surprise", 40, goal=1), skipped_at=at(40, 11))]
    assert {each.goal for each in over_seeds(two, of=only, history=history, day=60)} == {2}


@pytest.mark.parametrize("end", ["dropped", "marked", "confirmed"])
def test_no_goal_that_is_met_or_dropped_is_asked_about(end):
    gone = ONE_GOAL + f"day 40 goal g1 {end}\n"
    assert [id for id in every() if QUESTIONS[id].about_goal]
    for stage in (Stage.S2, Stage.S3):
        assert not [id for id in every(gone, stage=stage) if QUESTIONS[id].about_goal]
    once = gone + "day 30 mentee says g1 ready no\nday 31 mentor says g1 ready yes\n"
    assert Because.ONE_SIDED not in {each.why.because for each in over_seeds(once)}


def test_the_same_seed_chooses_the_same_and_seeds_differ():
    assert len({choose(seed="7").question.id for _ in range(5)}) == 1
    assert len({each.question.id for each in over_seeds()}) > 3


# Whatever was asked before, and a year of it.


@given(
    before=st.lists(st.tuples(st.sampled_from(sorted(QUESTIONS)), st.integers(0, 150), st.sampled_from([None, 1, 2]))),
    stage=st.sampled_from(Stage),
    step=st.sampled_from([None, "N1", "N4", "N5", "N9"]),
    role=st.sampled_from(Role),
    power=st.booleans(),
    seed=st.text(max_size=3),
)
@settings(max_examples=150, deadline=None)
def test_no_question_comes_within_its_gap_whatever_was_asked_before(before, stage, step, role, power, seed):
    lines = ONE_GOAL + "day 22 goal g2 added\nevery 21 days from day 40 to day 145: meeting held, set up by mentor\n"
    history = [asked(id, day, goal=goal) for id, day, goal in sorted(before, key=lambda each: -each[1])]
    where = {"stage": stage, "step": step}
    choice = choose(lines, day=150, person=PEOPLE[role], history=history, power=power, seed=seed, **where)
    if choice is None:
        return
    question = choice.question
    assert {stage, step} & question.stages
    assert role in question.roles
    assert not (power and question.delicate)
    assert question.about_goal == (choice.goal is not None)
    for each in history:
        if each.question == question.id:
            assert at(150, 22) - each.asked_at >= timedelta(weeks=question.gap_weeks)


@pytest.mark.parametrize("file", life_file.every(), ids=lambda file: file.stem)
@pytest.mark.parametrize("role", Role)
def test_over_a_year_no_question_comes_within_its_gap_and_no_topic_within_two_weeks(file, role):
    life = life_file.read(file)
    person, history, said = PEOPLE[role], [], []
    moment = cadence.first_check_in(life.frame.introduced_at, "UTC")
    while moment.date() < life.frame.end:
        _ask(life, person, history, said, moment)
        moment = cadence.next_check_in(life.frame.introduced_at, "UTC", role=role, silent=0, after=moment)
    assert len(history) >= 8
    newest: dict[object, datetime] = {}
    for each in reversed(history):
        question = QUESTIONS[each.question]
        gap = timedelta(weeks=question.gap_weeks)
        assert question.id not in newest or each.asked_at - newest[question.id] >= gap
        if question.yields:
            told = (question.topic, each.goal)
            assert told not in newest or each.asked_at - newest[told] >= timedelta(days=14)
            newest[told] = each.asked_at
        newest[question.id] = each.asked_at


def _ask(life, person: PersonId, history: list[CheckIn], said: list[Evidence], now: datetime) -> None:
    """Ask what is chosen, and answer it by the middle one of its answers."""
    pieces = [piece for piece in [*life.evidence, *said] if piece.at <= now]
    lived, read = explained.known_to(person, life.frame, pieces, rules=DEFAULTS, now=now)
    standing = Standing(read.stage, now, read.stage, now)
    if life.frame.steps:
        step = life.frame.steps[min((now - life.frame.introduced_at).days // 21, 8)]
        standing = Standing(step.counts_as, now, step.counts_as, now, step=step.id, read_step=step.id)
    choice = asking.choose(
        laid_out_bank(),
        role=ROLES[person],
        person=person,
        life=lived,
        reading=read,
        standing=standing,
        history=history,
        power=life.frame.power,
        now=now,
        seed=f"{now}",
    )
    if choice is None:
        return
    check_in = CheckIn(
        CheckInId(len(history) + 1),
        MentorshipId(1),
        person,
        "w",
        choice.question.id,
        now,
        asked_at=now,
        goal=choice.goal,
    )
    history.insert(0, check_in)
    options = choice.question.options
    value = options[len(options) // 2].value if options else None
    piece = evidence_of(choice.question, value, id=check_in.id, by=person, at=now, goal=choice.goal)
    if piece is not None:
        said.append(piece)


# What an answer tells.


def tells(question: str, choice: str | None, goal: int | None = None) -> tuple[str, str, int | None] | None:
    piece = evidence_of(QUESTIONS[question], choice, id=7, by=MENTEE, at=at(3), goal=goal)
    if piece is None:
        return None
    assert (piece.what, piece.by, piece.at, piece.about) == (What.SAID, MENTEE, at(3), 7)
    return piece.topic, piece.value, piece.goal


def test_an_answer_tells_its_topic_in_the_words_of_the_engine():
    assert tells("s2-stretched", "2") == ("challenge", "2", None)
    assert tells("s3-help-most", "aloud", 4) == ("needs", "thinking-aloud", 4)
    assert tells("s2-where-ideas", "me", 4) == ("ideas", "mentor", None)


def test_a_doubt_counts_the_other_way_round():
    assert [tells("s2-limits", step)[1] for step in "12345"] == ["5", "4", "3", "2", "1"]


def test_words_and_answers_that_leave_it_open_tell_nothing():
    assert tells("s2-tried", None) is None
    assert tells("s2-next-goal", "unsure", 4) is None
    assert tells("s2-when-stuck", "tried") is None


def test_an_answer_about_a_goal_that_is_not_known_tells_nothing():
    assert tells("s2-next-goal", "yes") is None
    assert tells("s2-still-together", "yes", 4) == ("ready", "no", 4)


def test_every_topic_the_engine_reads_can_be_asked_in_the_stages_that_need_it():
    def topics(stage: Stage, role: Role) -> set[str]:
        return {each.first.topic for each in laid_out_bank().by_place[stage, role] if each.first.yields}

    assert all("limits" in topics(stage, role) for stage in (Stage.S1, Stage.S2, Stage.S3) for role in Role)
    for stage in (Stage.S2, Stage.S3):
        assert topics(stage, Role.MENTOR) >= {"limits", "ready", "ideas"}
        assert topics(stage, Role.MENTEE) >= TOPICS.keys()
    assert all(topics(stage, Role.MENTEE) & topics(stage, Role.MENTOR) - TOPICS.keys() for stage in Stage)
