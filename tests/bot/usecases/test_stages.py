"""The question about the stage: asked of each, answered in private, moved by all; and what follows from it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from bot.mentoring.decision import Decision
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.goals import GoalWords
from bot.mentoring.habits import Rhythm
from bot.mentoring.refusals import Refusal
from bot.usecases import goals, home, looks, settings, stage_page
from bot.usecases.stage_page import Kept
from tests.bot.usecases.agreeing import send
from tests.builders import AMARA, JONAS, MONDAY

DAY = timedelta(days=1)
READ = MONDAY + 40 * DAY
"""From here on the evidence speaks for the third stage."""
ASKED = READ + 14 * DAY + timedelta(hours=1)
KINDS = ("stages.ask", "stages.moved", "stages.take_stock")


def tell(hand, id, *pieces):
    hand.run(lambda work: work.record(Decision(evidence=tuple((id, piece) for piece in pieces))))


def met(hand, id, number, at):
    ends = str(int(at.timestamp()))
    amara = hand.person(AMARA).id
    tell(
        hand, id, Evidence(at - 3 * DAY, What.BOOKED, amara, number, value=ends), Evidence(at, What.HELD, None, number)
    )


def live_until(hand, moment, *, since=MONDAY):
    """Look whenever a look is due, as the metronome does."""
    now = since
    while now <= moment:
        hand.run(looks.look_due, now)
        following = hand.run(looks.next_moment)
        now = max(now + timedelta(minutes=1), following) if following is not None else moment + DAY


def building(hand):
    """A pair in the second stage with a goal."""
    id = hand.pair()
    for who in (AMARA, JONAS):
        tell(hand, id, Evidence(MONDAY + DAY, What.SIGNED, hand.person(who).id, 1))
    met(hand, id, 901, MONDAY + 5 * DAY)
    met(hand, id, 902, MONDAY + 20 * DAY)
    hand.run(looks.look_at, id, MONDAY + 21 * DAY)
    hand.run(goals.add, JONAS, id, GoalWords("Lead a project", "It is out", "", None), now=MONDAY + 22 * DAY)
    assert stage_of(hand) == "S2"
    return id


def mastered(hand, id, *, at=READ):
    """Three marks of mastery, by words of both."""
    mentor, mentee = hand.person(AMARA).id, hand.person(JONAS).id
    tell(
        hand,
        id,
        Evidence(at, What.SAID, mentee, topic="needs", value="alone"),
        Evidence(at, What.SAID, mentee, topic="confidence", value="5"),
        Evidence(at, What.SAID, mentor, topic="ideas", value="mentee"),
    )


def asked(hand):
    """A pair whose members have been asked."""
    id = building(hand)
    mastered(hand, id)
    live_until(hand, ASKED, since=READ)
    return id


def stage_of(hand):
    ((stage,),) = hand.look("SELECT stage FROM mentorship")
    return stage


def round_of(hand):
    ((asked_at,),) = hand.look("SELECT asked_at FROM standing")
    return asked_at


def feel(hand, id, who, feels_true, *, now=ASKED, round=None):
    return hand.run(stage_page.feel, who, id, round=round or round_of(hand), feels_true=feels_true, now=now)


def skip(hand, id, who, *, now=ASKED, round=None):
    return hand.run(stage_page.skip, who, id, round=round or round_of(hand), now=now)


def page(hand, id, who, now=ASKED):
    return hand.run(stage_page.where_you_are, who, id, now=now)


def waits_in_home(hand, id, who, now=ASKED):
    _, part = hand.run(home.part, who, id, now=now)
    return any(waiting.kind == "stage.feel" for waiting in part.waiting)


def planned(hand, kind):
    return hand.look("SELECT person_id, about FROM outbox WHERE kind = :kind ORDER BY id", kind=kind)


def test_each_is_asked_separately_when_the_reading_has_stood_for_two_weeks(hand):
    id = building(hand)
    mastered(hand, id)
    live_until(hand, READ + 14 * DAY - timedelta(minutes=2), since=READ)
    assert planned(hand, "stages.ask") == []
    live_until(hand, ASKED, since=READ + 14 * DAY - timedelta(minutes=2))
    sent = [each for day in range(3) for each in send(hand, ASKED + day * DAY, "stages.ask")]
    assert sorted(each.to.handles[0].user for each in sent) == ["U0AMARA", "U0JONAS"]
    assert {each.values.place for each in sent} == {"S3"}
    assert all(waits_in_home(hand, id, who) for who in (AMARA, JONAS))


def test_two_yeses_move_it_at_once_and_each_is_told(hand):
    id = asked(hand)
    feel(hand, id, JONAS, True)
    assert stage_of(hand) == "S2"
    feel(hand, id, AMARA, True)
    assert stage_of(hand) == "S3"
    assert page(hand, id, JONAS).agreed_on == ASKED.date()
    moved = send(hand, ASKED + timedelta(minutes=1), "stages.moved")
    assert sorted(each.to.handles[0].user for each in moved) == ["U0AMARA", "U0JONAS"]


@pytest.mark.parametrize("first", [AMARA, JONAS])
def test_a_yes_and_a_no_move_nothing_and_tell_nobody(hand, first):
    id = asked(hand)
    before = hand.look("SELECT key FROM outbox ORDER BY key")
    feel(hand, id, first, True)
    feel(hand, id, JONAS if first is AMARA else AMARA, False)
    assert stage_of(hand) == "S2"
    assert hand.look("SELECT key FROM outbox ORDER BY key") == before
    assert not any(waits_in_home(hand, id, who) for who in (AMARA, JONAS))


@pytest.mark.parametrize("feels_true", [True, False])
def test_nothing_moves_on_one_word(hand, feels_true):
    id = asked(hand)
    feel(hand, id, JONAS, feels_true)
    live_until(hand, ASKED + 27 * DAY, since=ASKED)
    assert stage_of(hand) == "S2"
    assert waits_in_home(hand, id, AMARA)
    assert not waits_in_home(hand, id, JONAS)


def test_an_answer_at_the_very_second_of_the_question_counts(hand):
    id = asked(hand)
    at_once = datetime.fromtimestamp(round_of(hand), MONDAY.tzinfo)
    feel(hand, id, JONAS, True, now=at_once)
    feel(hand, id, AMARA, True, now=at_once)
    assert stage_of(hand) == "S3"


def test_the_newest_answer_of_each_counts(hand):
    id = asked(hand)
    feel(hand, id, JONAS, False)
    feel(hand, id, JONAS, True, now=ASKED + timedelta(minutes=1))
    feel(hand, id, AMARA, True, now=ASKED + timedelta(minutes=2))
    assert stage_of(hand) == "S3"


@pytest.mark.parametrize("said", [True, False])
def test_what_one_is_shown_never_tells_what_the_other_said(hand, said):
    """Neither while the round is open, nor by a tap after it has closed."""
    id = asked(hand)
    shown = page(hand, id, JONAS)
    assert shown.agreed_on is None
    feel(hand, id, AMARA, said)
    assert page(hand, id, JONAS) == shown
    thanks = feel(hand, id, JONAS, False, now=ASKED + DAY)
    assert thanks.kept is Kept.COUNTS
    assert feel(hand, id, JONAS, True, now=ASKED + 2 * DAY) == thanks
    assert stage_of(hand) == "S2"


def test_the_page_shows_ones_own_words_and_not_the_others(hand):
    id = asked(hand)
    ((_, jonas),), ((_, amara),) = (page(hand, id, who).goals for who in (JONAS, AMARA))
    assert set(jonas.said) == {"needs.alone", "confidence.high"}
    assert set(amara.said) == {"ideas.mentee"}
    assert jonas.done == amara.done == ()


def test_a_tap_on_a_question_that_has_passed_says_so_and_changes_nothing(hand):
    id = asked(hand)
    old = round_of(hand)
    live_until(hand, ASKED + 28 * DAY, since=ASKED)
    assert round_of(hand) != old
    assert feel(hand, id, JONAS, True, now=ASKED + 28 * DAY, round=old).kept is Kept.PASSED
    assert hand.look("SELECT count(*) FROM evidence WHERE what = 'stage.felt'") == [(0,)]


def test_a_question_that_was_answered_in_home_is_not_sent_any_more(hand):
    id = asked(hand)
    feel(hand, id, JONAS, False)
    sent = [each for day in range(3) for each in send(hand, ASKED + day * DAY, "stages.ask")]
    assert [each.to.handles[0].user for each in sent] == ["U0AMARA"]


def test_who_skips_it_finds_it_nowhere_in_this_round_and_the_other_sees_no_difference(hand):
    id = asked(hand)
    shown, planned_before = page(hand, id, AMARA), hand.look("SELECT key FROM outbox ORDER BY key")
    for _ in range(2):
        assert skip(hand, id, JONAS).kept is Kept.SKIPPED
    assert not waits_in_home(hand, id, JONAS)
    assert page(hand, id, JONAS).asked is None
    assert waits_in_home(hand, id, AMARA)
    assert page(hand, id, AMARA) == shown
    assert hand.look("SELECT key FROM outbox ORDER BY key") == planned_before


def test_skipping_counts_as_no_word_at_all(hand):
    """The other's yes moves nothing, and no round ends by it: it is as if nothing had been tapped."""
    id = asked(hand)
    evidence = hand.look("SELECT count(*) FROM evidence")
    look_at = hand.look("SELECT look_at, felt FROM standing")
    skip(hand, id, JONAS)
    assert hand.look("SELECT count(*) FROM evidence") == evidence
    assert hand.look("SELECT look_at, felt FROM standing") == look_at
    feel(hand, id, AMARA, True)
    live_until(hand, ASKED + 27 * DAY, since=ASKED)
    assert stage_of(hand) == "S2"
    assert hand.look("SELECT open FROM standing") == [(True,)]
    assert planned(hand, "stages.take_stock") == []
    assert not waits_in_home(hand, id, JONAS, ASKED + 27 * DAY)


def test_who_skipped_one_round_is_asked_in_the_next(hand):
    id = asked(hand)
    skip(hand, id, JONAS)
    old = round_of(hand)
    live_until(hand, ASKED + 28 * DAY, since=ASKED)
    assert round_of(hand) != old
    assert waits_in_home(hand, id, JONAS, ASKED + 28 * DAY)
    assert len(planned(hand, "stages.ask")) == 4
    assert skip(hand, id, JONAS, now=ASKED + 28 * DAY, round=old).kept is Kept.PASSED
    assert waits_in_home(hand, id, JONAS, ASKED + 28 * DAY)


def test_who_skipped_it_may_still_answer_and_an_answer_is_not_taken_back_by_skipping(hand):
    id = asked(hand)
    skip(hand, id, JONAS)
    thanks = feel(hand, id, JONAS, True)
    assert skip(hand, id, JONAS) == thanks
    feel(hand, id, AMARA, True)
    assert stage_of(hand) == "S3"


def test_a_question_that_was_skipped_in_home_is_not_sent_any_more(hand):
    id = asked(hand)
    skip(hand, id, JONAS)
    sent = [each for day in range(3) for each in send(hand, ASKED + day * DAY, "stages.ask")]
    assert [each.to.handles[0].user for each in sent] == ["U0AMARA"]


def test_who_wants_questions_only_on_request_finds_it_in_home_alone(hand):
    id = building(hand)
    hand.run(settings.choose, JONAS, settings.Wish(Rhythm.NEVER, None, time(9), None), now=MONDAY + 30 * DAY)
    mastered(hand, id)
    live_until(hand, ASKED, since=READ)
    assert [person for person, _ in planned(hand, "stages.ask")] == [hand.person(AMARA).id]
    assert waits_in_home(hand, id, JONAS)


def test_every_pair_is_offered_to_take_stock_each_quarter(hand):
    id = hand.pair()
    live_until(hand, MONDAY + 180 * DAY)
    offers = planned(hand, "stages.take_stock")
    assert len(offers) == 2
    assert hand.run(stage_page.guide, JONAS, id).others == "Amara"


def test_a_disagreement_brings_it_forward_in_the_same_words_and_not_as_an_echo(hand):
    id = asked(hand)
    feel(hand, id, JONAS, True)
    feel(hand, id, AMARA, False)
    live_until(hand, ASKED + 3 * DAY, since=ASKED)
    assert planned(hand, "stages.take_stock") == []
    live_until(hand, ASKED + 11 * DAY, since=ASKED + 3 * DAY)
    offers = planned(hand, "stages.take_stock")
    assert [about for _, about in offers] == [f'{{"mentorship": {id}}}'] * 2
    ((due,), *_) = hand.look("SELECT due_at FROM outbox WHERE kind = 'stages.take_stock'")
    assert datetime.fromtimestamp(due, MONDAY.tzinfo).weekday() == MONDAY.weekday()


def test_nothing_is_offered_after_the_last_day(hand):
    hand.pair()
    live_until(hand, MONDAY + 400 * DAY)
    assert len(planned(hand, "stages.take_stock")) == 2


def test_nothing_is_offered_once_the_closing_conversation_has_begun(hand):
    id = building(hand)
    hand.run(stage_page.begin_closing, AMARA, id, now=ASKED)
    live_until(hand, MONDAY + 170 * DAY, since=ASKED)
    assert planned(hand, "stages.take_stock") == []


@pytest.mark.parametrize("first", [AMARA, JONAS])
def test_a_disagreement_after_the_closing_has_begun_offers_nothing_either(hand, first):
    id = building(hand)
    hand.run(stage_page.begin_closing, AMARA, id, now=READ)
    live_until(hand, ASKED, since=READ)
    feel(hand, id, first, True)
    feel(hand, id, JONAS if first is AMARA else AMARA, False)
    assert hand.look("SELECT read, open FROM standing") == [("S4", False)]
    live_until(hand, ASKED + 27 * DAY, since=ASKED)
    assert planned(hand, "stages.take_stock") == []


def test_after_the_last_day_no_question_waits(hand):
    id = building(hand)
    last = MONDAY + 179 * DAY
    mastered(hand, id, at=last - 16 * DAY)
    live_until(hand, last, since=last - 16 * DAY)
    assert waits_in_home(hand, id, JONAS, last)
    after = last + DAY
    assert not waits_in_home(hand, id, JONAS, after)
    assert page(hand, id, JONAS, after).asked is None
    assert feel(hand, id, JONAS, True, now=after).kept is Kept.PASSED


def test_closing_is_begun_once_and_then_read(hand):
    id = building(hand)
    assert page(hand, id, JONAS).closing is False
    for _ in range(2):
        assert hand.run(stage_page.begin_closing, AMARA, id, now=ASKED).closing is True
    assert hand.look("SELECT count(*) FROM evidence WHERE what = 'closing'") == [(1,)]
    assert page(hand, id, JONAS).closing is True
    assert hand.look("SELECT read FROM standing") == [("S4",)]
    assert stage_of(hand) == "S2"


def test_closing_is_not_offered_at_the_beginning_but_near_the_end(hand):
    id = hand.pair()
    assert page(hand, id, JONAS, MONDAY).closing is None
    with pytest.raises(Refusal, match="stages.too_early"):
        hand.run(stage_page.begin_closing, JONAS, id, now=MONDAY)
    assert page(hand, id, JONAS, MONDAY + 130 * DAY).closing is False
