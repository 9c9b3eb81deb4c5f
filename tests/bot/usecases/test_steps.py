"""Skipping a step: one proposes, the other is asked, and nothing moves on one person's word."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.mentoring import cadence
from bot.mentoring.mentorship import Model
from bot.mentoring.refusals import Refusal
from bot.usecases import home, stage_page, steps
from bot.usecases.steps import Skip
from tests.builders import AMARA, JONAS, MONDAY, PRIYA

LATER = MONDAY + timedelta(days=8)
NEXT = LATER + timedelta(hours=2)


@pytest.fixture
def pair(hand):
    """A pair that has come to its third step."""
    id = hand.pair(model=Model.NINE_STEP)
    in_step(hand, "N3")
    return id


def in_step(hand, step):
    with hand.engine.begin() as db:
        since = int((MONDAY + timedelta(days=7)).timestamp())
        db.exec_driver_sql("UPDATE mentorship SET step = ?, stage = 'S2', stage_since = ?", (step, since))
        db.exec_driver_sql("UPDATE standing SET read = 'S2', read_step = ?", (step,))


def planned(hand, kind):
    return [
        who for (who,) in hand.look("SELECT person_id FROM outbox WHERE kind = :kind AND state = 'planned'", kind=kind)
    ]


def where(hand):
    return hand.look("SELECT step, stage FROM mentorship")[0]


def skipping(hand, who, id, now=NEXT):
    return hand.run(stage_page.where_you_are, who, id, now=now).skipping


def waiting(hand, who, id, now=NEXT):
    def of(work):
        return steps.waiting(work, work.people.known(who), work.mentorships.get(id), now)

    return hand.run(of)


def test_a_pair_of_nine_steps_begins_with_the_first(hand):
    id = hand.pair(model=Model.NINE_STEP)
    assert where(hand) == ("N1", "S1")
    assert skipping(hand, JONAS, id) is None


def test_a_pair_of_four_stages_has_no_steps_to_skip(hand):
    id = hand.pair()
    assert where(hand) == (None, "S1")
    assert skipping(hand, JONAS, id) is None
    with pytest.raises(Refusal, match=r"steps\.needed"):
        hand.run(steps.propose_skip, JONAS, id, "N3", now=LATER)


def test_who_proposes_asks_the_other_and_moves_nothing(hand, pair):
    proposed = hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    assert proposed.state is Skip.MINE
    assert where(hand) == ("N3", "S2")
    assert planned(hand, "steps.skip") == [hand.person(AMARA).id]
    assert (skipping(hand, JONAS, pair).state, skipping(hand, AMARA, pair).state) == (Skip.MINE, Skip.ASKED)
    assert [each.kind for each in waiting(hand, AMARA, pair)] == ["step.skip"]
    assert waiting(hand, JONAS, pair) == []


def test_proposing_twice_asks_once(hand, pair):
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=NEXT)
    assert len(planned(hand, "steps.skip")) == 1
    assert hand.look("SELECT COUNT(*) FROM evidence WHERE what = 'skip.felt'") == [(1,)]


def test_when_the_other_wishes_it_too_it_is_skipped_at_once_and_kept_in_mind(hand, pair):
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    agreed = hand.run(steps.answer_skip, AMARA, pair, "N3", agrees=True, now=NEXT)
    assert (agreed.state, agreed.here) == (Skip.SKIPPED, "N4")
    assert where(hand) == ("N4", "S2")
    assert hand.look("SELECT skipped, read_step FROM standing") == [('["N3"]', "N4")]
    assert waiting(hand, AMARA, pair) == []


def test_a_no_keeps_the_step_and_tells_who_proposed_without_saying_who_wished_so(hand, pair):
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    answered = hand.run(steps.answer_skip, AMARA, pair, "N3", agrees=False, now=NEXT)
    assert answered.state is Skip.KEPT
    assert where(hand) == ("N3", "S2")
    assert planned(hand, "steps.kept") == [hand.person(JONAS).id]
    assert planned(hand, "steps.skip") == []


def test_who_got_a_no_may_ask_again_after_28_days_and_is_told_from_when_on(hand, pair):
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    hand.run(steps.answer_skip, AMARA, pair, "N3", agrees=False, now=NEXT)
    day = (NEXT + timedelta(days=28)).date()
    again = cadence.at(day, time(0), "Europe/Stockholm")
    for now in (NEXT, again - timedelta(seconds=1)):
        for shown in (
            skipping(hand, JONAS, pair, now=now),
            hand.run(steps.propose_skip, JONAS, pair, "N3", now=now),
        ):
            assert (shown.state, shown.again) == (Skip.RESTS, day)
    assert planned(hand, "steps.skip") == []
    assert skipping(hand, JONAS, pair, now=again).state is Skip.FREE
    assert hand.run(steps.propose_skip, JONAS, pair, "N3", now=again).state is Skip.MINE
    assert planned(hand, "steps.skip") == [hand.person(AMARA).id]


def test_whoever_said_no_may_ask_for_it_any_time_and_the_other_may_agree(hand, pair):
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    hand.run(steps.answer_skip, AMARA, pair, "N3", agrees=False, now=NEXT)
    assert skipping(hand, AMARA, pair).state is Skip.FREE
    hand.run(steps.propose_skip, AMARA, pair, "N3", now=NEXT + timedelta(days=1))
    assert skipping(hand, JONAS, pair, now=NEXT + timedelta(days=1)).state is Skip.ASKED
    hand.run(steps.answer_skip, JONAS, pair, "N3", agrees=True, now=NEXT + timedelta(days=2))
    assert where(hand) == ("N4", "S2")


def test_a_wish_taken_back_and_said_again_does_not_ask_the_other_twice(hand, pair):
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    hand.run(steps.answer_skip, JONAS, pair, "N3", agrees=False, now=NEXT)
    assert hand.run(steps.propose_skip, JONAS, pair, "N3", now=NEXT).state is Skip.RESTS
    assert planned(hand, "steps.skip") == []


def test_the_next_step_may_be_proposed_at_once(hand, pair):
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    hand.run(steps.answer_skip, AMARA, pair, "N3", agrees=False, now=NEXT)
    in_step(hand, "N4")
    assert hand.run(steps.propose_skip, JONAS, pair, "N4", now=NEXT).state is Skip.MINE


def test_after_a_no_it_takes_both_words_anew(hand, pair):
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    hand.run(steps.answer_skip, AMARA, pair, "N3", agrees=False, now=NEXT)
    hand.run(steps.propose_skip, AMARA, pair, "N3", now=NEXT + timedelta(days=1))
    assert where(hand) == ("N3", "S2")
    assert planned(hand, "steps.skip") == [hand.person(JONAS).id]


def test_ones_own_wish_can_be_taken_back_and_nobody_is_told(hand, pair):
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    assert hand.run(steps.answer_skip, JONAS, pair, "N3", agrees=False, now=NEXT).state is Skip.KEPT
    assert planned(hand, "steps.kept") == planned(hand, "steps.skip") == []
    assert waiting(hand, AMARA, pair) == []


@pytest.mark.parametrize("agrees", [True, False])
def test_an_answer_that_comes_when_nobody_wishes_it_or_the_step_is_over_changes_nothing(hand, pair, agrees):
    before = hand.look("SELECT * FROM evidence")
    assert hand.run(steps.answer_skip, AMARA, pair, "N3", agrees=agrees, now=NEXT).state is Skip.PASSED
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    in_step(hand, "N4")
    assert hand.run(steps.answer_skip, AMARA, pair, "N3", agrees=agrees, now=NEXT).state is Skip.PASSED
    assert len(hand.look("SELECT * FROM evidence")) == len(before) + 1


def test_a_step_that_the_others_are_built_on_is_not_skipped(hand, pair):
    in_step(hand, "N2")
    with pytest.raises(Refusal, match=r"steps\.needed"):
        hand.run(steps.propose_skip, JONAS, pair, "N2", now=LATER)


def test_after_the_last_day_nothing_is_proposed_asked_or_skipped(hand, pair):
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    after = MONDAY + timedelta(days=400)
    assert hand.run(steps.answer_skip, AMARA, pair, "N3", agrees=True, now=after).state is Skip.PASSED
    assert skipping(hand, AMARA, pair, now=after) is None
    assert waiting(hand, AMARA, pair, now=after) == []
    assert where(hand) == ("N3", "S2")


def test_nobody_else_has_a_say(hand, pair):
    for asked in (
        lambda: hand.run(steps.propose_skip, PRIYA, pair, "N3", now=LATER),
        lambda: hand.run(steps.answer_skip, PRIYA, pair, "N3", agrees=True, now=LATER),
    ):
        with pytest.raises(Refusal, match="not_a_member"):
            asked()


def test_home_shows_it_while_it_waits(hand, pair):
    hand.run(steps.propose_skip, JONAS, pair, "N3", now=LATER)
    _, part = hand.run(home.part, AMARA, pair, now=NEXT)
    assert "step.skip" in [each.kind for each in part.waiting]
    hand.run(steps.answer_skip, AMARA, pair, "N3", agrees=True, now=NEXT)
    _, part = hand.run(home.part, AMARA, pair, now=NEXT)
    assert "step.skip" not in [each.kind for each in part.waiting]
