"""What holds of every history on the nine steps, however odd."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.engine import look, told_after
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.gathering import gather
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS
from tests.bot.mentoring.histories import ANY, CREATED, DAYS, WHO
from tests.bot.mentoring.pieces import MENTEE, MENTOR, piece
from tests.bot.mentoring.test_engine_properties import evenings, fast
from tests.bot.mentoring.test_steps import FRAME, NINE

ORDER = [each.id for each in NINE]
MAY_BE_SKIPPED = {each.id for each in NINE if each.may_be_skipped}


def skips(steps: list[str], first: int, last: int) -> st.SearchStrategy[Evidence]:
    """Words about skipping one of these steps."""
    value = st.sampled_from(["yes", "yes", "yes", "no"])
    return st.builds(
        lambda day, by, step, value: piece(day, What.SKIP_FELT, by, topic=step, value=value),
        st.integers(first, last),
        WHO,
        st.sampled_from(steps),
        value,
    )


EARLY, ANY_TIME = skips(["N3", "N4", "N5"], 15, 40), skips(ORDER, 0, DAYS)
YES = [piece(day, What.STAGE_FELT, who, value="yes") for day in range(20, DAYS, 5) for who in (MENTEE, MENTOR)]
"""Both say yes whenever a question may wait, so that much moves."""
HISTORIES = st.builds(
    lambda begun, history, yes, early, later: [*begun, *history, *yes, *early, *later],
    st.sampled_from([[], CREATED]),
    ANY,
    st.sampled_from([[], YES]),
    st.lists(EARLY, max_size=6),
    st.lists(ANY_TIME, max_size=10),
)


@fast
@given(HISTORIES)
def test_a_step_moves_only_by_deeds_of_both_two_yeses_or_two_wishes_to_skip_it(history):
    for evening in evenings(history, of=FRAME):
        before, after, move = evening.before, evening.look.standing, evening.look.move
        life = gather(FRAME, evening.pieces)
        if after.place == before.place:
            assert move.moved_from is None
        elif before.stage is Stage.S1:
            assert after.step in {"N2", "N3"}
            assert life.held
            assert after.step == "N2" or life.agreed_at is not None
        elif before.step in after.skipped:
            assert before.step in MAY_BE_SKIPPED - before.skipped
            wishes = {each.by for each in life.skips[before.step] if each.value == "yes" and each.at >= before.since}
            assert wishes == {MENTEE, MENTOR}
            assert ORDER.index(after.step) > ORDER.index(before.step)
        else:
            assert before.open
            assert after.place == before.read_place
            answers = {each.by: each.value for each in life.felt if each.at >= before.asked_at}
            assert answers == {MENTEE: "yes", MENTOR: "yes"}
        assert after.stage is next(each.counts_as for each in NINE if each.id == after.step)


@fast
@given(HISTORIES)
def test_the_first_four_are_never_returned_to_and_what_was_skipped_is_never_read(history):
    for evening in evenings(history, of=FRAME):
        before, after = evening.before, evening.look.standing
        if ORDER.index(after.step) < ORDER.index(before.step):
            assert after.step in {"N5", "N7", "N8"}
        assert after.step not in after.skipped
        assert after.read_step not in after.skipped


@fast
@given(HISTORIES)
def test_deciding_twice_records_once(history):
    for evening in evenings(history, of=FRAME):
        first = evening.look
        told = told_after(evening.told, first, evening.now)
        again = look(FRAME, evening.pieces, first.standing, told, rules=DEFAULTS, now=evening.now)
        assert (again.raised, again.standing, again.holding) == (None, first.standing, first.holding)
        assert (again.move.ask, again.move.moved_from, again.move.disagreed) == (False, None, False)


def _outcomes(history, **how):
    found = [(each.now, each.look) for each in evenings(history, of=FRAME, **how)]
    return [
        (now, look.raised, look.standing.place, look.move.ask, look.move.disagreed)
        for now, look in found
        if look.raised or look.move.ask or look.move.disagreed or look.move.moved_from
    ]


@fast
@given(HISTORIES)
def test_looking_only_when_something_came_or_is_due_finds_the_same(history):
    assert _outcomes(history) == _outcomes(history, daily=True)


@fast
@given(HISTORIES, st.randoms(use_true_random=False))
def test_no_order_of_what_is_simultaneous_changes_anything(history, random):
    shuffled = list(history)
    random.shuffle(shuffled)
    assert _outcomes(shuffled) == _outcomes(history)


@fast
@given(HISTORIES)
def test_no_answer_of_anybody_shows_in_what_a_coordinator_sees(history):
    silent = [each for each in history if each.what not in (What.SAID, What.STAGE_FELT, What.SKIP_FELT)]
    views = {each.now: each.look.shown for each in evenings(history, daily=True, of=FRAME)}
    assert all(views[each.now] == each.look.shown for each in evenings(silent, of=FRAME))
