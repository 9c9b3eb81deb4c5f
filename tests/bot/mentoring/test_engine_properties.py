"""What holds of every history, however odd: no illegal move, nothing on one word, nothing twice, and no haste or delay."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.mentoring import coordinator, explained, moves, reading, stage_shown
from bot.mentoring.engine import Look, look, told_after
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.frame import Frame
from bot.mentoring.gathering import gather
from bot.mentoring.moves import Standing
from bot.mentoring.rests import Last
from bot.mentoring.signs import UNTOLD
from bot.mentoring.signs_in_answers import PRIVATE
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS
from tests.bot.mentoring.histories import ANY, DAYS
from tests.bot.mentoring.pieces import MENTEE, MENTOR, frame
from tests.bot.mentoring.test_privacy import ANSWERS, OPPOSITE
from tests.lives.life_file import at

FRAME = frame(6)
fast = settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@dataclass
class Evening:
    """A look in the course of a life, with what it was made from."""

    now: datetime
    pieces: Sequence[Evidence]
    before: Standing
    told: Mapping[str, Last]
    look: Look


def evenings(history: Sequence[Evidence], *, daily: bool = False, of: Frame = FRAME) -> Iterator[Evening]:
    """Look by look, feeding each one's results to the next: when something came or is due, or each evening."""
    pieces = sorted(history, key=lambda each: each.at)
    moments = [each.at for each in pieces]
    standing, told = moves.begin(of.introduced_at, of.steps[0].id if of.steps else None), dict[str, Last]()
    next_at: datetime | None = of.introduced_at
    count = 0
    for day in range(DAYS):
        now = at(day, 22)
        came, count = bisect_right(moments, now) != count, bisect_right(moments, now)
        if not daily and not came and (next_at is None or next_at > now):
            continue
        found = look(of, pieces[:count], standing, told, rules=DEFAULTS, now=now)
        yield Evening(now, pieces[:count], standing, told, found)
        standing, next_at = found.standing, found.next_at
        told = told_after(told, found, now)


def outcome(evening: Evening) -> tuple[object, ...]:
    """What a look led to for anybody."""
    found = evening.look
    return (evening.now, found.raised, found.standing.stage, found.move.ask, found.move.disagreed, found.shown)


@fast
@given(ANY)
def test_a_stage_moves_only_as_it_may_and_never_on_one_word(history):
    """S1 ends with what all did. Every later move leads to the stage that was read, with the yes of each after the question."""
    for evening in evenings(history):
        before, after, move = evening.before, evening.look.standing, evening.look.move
        if after.stage is before.stage:
            assert move.moved_from is None
        elif before.stage is Stage.S1:
            assert (after.stage, move.moved_from) == (Stage.S2, Stage.S1)
        else:
            assert before.open
            assert after.stage is evening.look.reading.stage is before.read is not Stage.S1
            answers = {each.by: each.value for each in gather(FRAME, evening.pieces).felt if each.at > before.asked_at}
            assert answers == {MENTEE: "yes", MENTOR: "yes"}


@fast
@given(ANY)
def test_nobody_is_asked_before_the_reading_has_differed_for_14_days_nor_again_within_28(history):
    asked = [FRAME.introduced_at - timedelta(days=400)]
    for evening in evenings(history):
        if evening.look.move.ask:
            after = evening.look.standing
            assert after.read is evening.look.reading.stage is not after.stage is not Stage.S1
            assert evening.now - after.read_since >= timedelta(days=14)
            assert evening.now - asked[-1] >= timedelta(days=28)
            assert gather(FRAME, evening.pieces).pauses.end_at(evening.now) is None
            asked.append(evening.now)


@fast
@given(ANY)
def test_deciding_twice_records_once(history):
    for evening in evenings(history):
        first = evening.look
        told = told_after(evening.told, first, evening.now)
        again = look(FRAME, evening.pieces, first.standing, told, rules=DEFAULTS, now=evening.now)
        assert again.raised is None
        assert (again.move.ask, again.move.moved_from, again.move.disagreed) == (False, None, False)
        assert again.standing == first.standing
        assert again.holding == first.holding


@fast
@given(ANY, st.randoms(use_true_random=False))
def test_no_order_of_what_is_simultaneous_changes_anything(history, random):
    shuffled = list(history)
    random.shuffle(shuffled)
    assert [outcome(each) for each in evenings(shuffled)] == [outcome(each) for each in evenings(history)]


@fast
@given(ANY, st.integers(0, DAYS - 2))
def test_what_contradicts_itself_is_kept_out_and_changes_nothing_else(history, day):
    """A meeting that is held before it is booked, a step of no goal, and one that is done without being added."""
    odd = [
        Evidence(at(day), What.HELD, about=801),
        Evidence(at(day + 1), What.BOOKED, MENTEE, about=801, value=str(int(at(day + 1).timestamp()))),
        Evidence(at(day), What.STEP_ADDED, about=802, goal=803),
        Evidence(at(day), What.STEP_DONE, about=802, goal=803),
        Evidence(at(day), What.GOAL_MET, about=803),
    ]
    kept_out = [each for each in odd if each.what is not What.BOOKED]
    for now in (at(day, 22), at(DAYS - 1, 22)):
        came = [each for each in history if each.at <= now]
        with_odd = [each for each in [*history, *odd] if each.at <= now]
        without = gather(FRAME, [*came, *(each for each in with_odd if each.what is What.BOOKED and each.about == 801)])
        life = gather(FRAME, with_odd)
        assert {each.piece for each in life.refused} == {each.piece for each in without.refused} | set(kept_out)
        assert replace(life, refused=[]) == replace(without, refused=[])


@fast
@given(ANY)
def test_looking_only_when_something_came_or_is_due_finds_the_same(history):
    daily = [outcome(each)[:-1] for each in evenings(history, daily=True) if _tells(each)]
    due = [outcome(each)[:-1] for each in evenings(history) if _tells(each)]
    assert due == daily


def _tells(evening: Evening) -> bool:
    found = evening.look
    return bool(found.raised or found.move.ask or found.move.disagreed or found.move.moved_from)


@fast
@given(ANY)
def test_nothing_is_raised_in_quiet_within_its_rest_in_haste_or_after_the_end(history):
    often = Counter[str]()
    for evening in evenings(history):
        raised, told, now = evening.look.raised, evening.told, evening.now
        often = Counter({kind: times for kind, times in often.items() if kind in evening.look.holding})
        if raised is None:
            continue
        assert raised.kind in evening.look.holding
        assert now.date() <= FRAME.end
        assert gather(FRAME, evening.pieces).pauses.end_at(now) is None
        others = [last.at for kind, last in told.items() if not {kind, raised.kind} & UNTOLD]
        assert all(now - moment >= timedelta(days=7) for moment in others)
        if raised.kind in told:
            rests = (28, 28, 56, 91)[min(often[raised.kind], 3)]
            assert now - told[raised.kind].at >= timedelta(days=rests)
        often[raised.kind] += 1


@fast
@given(ANY)
def test_after_the_end_nothing_is_due_and_nothing_holds(history):
    standing, now = moves.begin(FRAME.introduced_at), at(7 * FRAME.weeks, 0)
    found = look(FRAME, history, standing, {}, rules=DEFAULTS, now=now)
    assert (found.raised, found.holding, found.next_at, found.standing) == (None, frozenset(), None, standing)


@fast
@given(ANY)
def test_the_next_look_lies_ahead(history):
    assert all(each.look.next_at is None or each.look.next_at > each.now for each in evenings(history))


@fast
@given(ANY)
def test_no_answer_of_anybody_shows_in_what_a_coordinator_sees(history):
    opposite = [each._replace(value=OPPOSITE[each.value]) if each.what in ANSWERS else each for each in history]
    silent = [each for each in history if each.what not in ANSWERS]
    views = {each.now: each.look.shown for each in evenings(history, daily=True)}
    assert all(views[each.now] == each.look.shown for each in evenings(opposite))
    assert all(views[each.now] == each.look.shown for each in evenings(silent))


@fast
@given(ANY)
def test_what_a_coordinator_sees_follows_from_the_last_thing_that_happened(history):
    """A view that is kept says the same on any later evening as one that is made then."""
    kept = None
    for evening in evenings(history):
        fresh = evening.look.shown
        if kept is not None and kept[0] == len(evening.pieces) and evening.now.date() <= FRAME.end:
            stages = (kept[1].stage, fresh.stage)
            assert fresh == kept[1] or stages == (Stage.S2, Stage.S4)
        kept = (len(evening.pieces), fresh)


@fast
@given(ANY, st.integers(0, DAYS - 2), st.sampled_from([MENTEE, MENTOR]))
def test_asking_for_quiet_takes_nothing_from_a_coordinators_sight_at_that_moment(history, day, who):
    now = at(day, 22)
    came = [each for each in history if each.at <= now]
    value = str(int((now + timedelta(days=20)).timestamp()))
    before = coordinator.view(gather(FRAME, came), DEFAULTS, now)
    after = coordinator.view(gather(FRAME, [*came, Evidence(now, What.SNOOZED, who, value=value)]), DEFAULTS, now)
    assert after.stage is before.stage
    assert after.hand_since(now) == before.hand_since(now)


@fast
@given(ANY, st.sampled_from([MENTEE, MENTOR]))
def test_what_one_may_know_is_the_same_whatever_the_other_said(history, person):
    """The signs on the page about the stage, what questions are chosen from, and when an explanation says that it is looked
    at next."""
    given = sorted(history, key=lambda each: each.at)
    turned = [each._replace(value=OPPOSITE[each.value]) if _said_in_private(each, person) else each for each in given]
    for day in (60, 120):
        ours, theirs = ([each for each in pieces if each.at <= at(day, 22)] for pieces in (given, turned))
        assert _known(person, ours, at(day, 22)) == _known(person, theirs, at(day, 22))


def _known(person, pieces, now):
    read = reading.read(gather(FRAME, pieces), now, words_count=DEFAULTS.words_count)
    return (
        stage_shown.shown_to(person, read),
        explained.known_to(person, FRAME, pieces, rules=DEFAULTS, now=now),
        explained.looks_again_at(person, FRAME, pieces, rules=DEFAULTS, now=now),
    )


def _said_in_private(piece: Evidence, person) -> bool:
    """By the other; what both are asked both see."""
    private = piece.what is What.STAGE_FELT or (piece.what is What.SAID and piece.topic in PRIVATE)
    return private and piece.by != person
