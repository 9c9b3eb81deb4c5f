"""What is kept of a page: by its writer alone, until it is sent or the mentorship ends."""

from __future__ import annotations

import pytest

from bot.mentoring.closing_part import Words
from bot.mentoring.expectations import Words as Expected
from bot.mentoring.refusals import Refusal
from bot.mentoring.thoughts import Subject
from bot.usecases import action_plan, closing, closure, drafts, expectations, first_words, pairing, thoughts
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH

WRITTEN = {"words": "Zebra", "ticked": ("help",)}


def keep(hand, id, page, who=JONAS, written=WRITTEN):
    hand.run(drafts.keep, who, id, page, written, now=MONDAY)


def kept(hand):
    return [row.page for row in hand.look("SELECT page FROM draft ORDER BY page")]


def seen_by(hand, who, id):
    def see(work):
        me = work.people.known(who)
        return drafts.see(work, me, work.mentorships.get(id))

    return hand.run(see)


def test_it_is_given_back_as_it_was_to_its_writer_alone(hand):
    id = hand.pair()
    keep(hand, id, "first_words")
    assert seen_by(hand, JONAS, id) == {"first_words": WRITTEN}
    assert seen_by(hand, AMARA, id) == {}


def test_a_stranger_keeps_nothing_and_nobody_does_after_the_end(hand):
    id = hand.pair()
    with pytest.raises(Refusal):
        keep(hand, id, "first_words", PRIYA)
    hand.run(pairing.end, RUTH, id, now=MONDAY)
    with pytest.raises(Refusal):
        keep(hand, id, "first_words")
    assert kept(hand) == []


def test_sending_a_page_puts_its_draft_away_and_no_other(hand):
    id = hand.pair()
    sends = {
        "expectations": lambda: hand.run(expectations.done, JONAS, id, Expected(("help",)), now=MONDAY),
        "first_words": lambda: hand.run(first_words.send, JONAS, id, "Hello", now=MONDAY),
        "nine:1": lambda: hand.run(thoughts.keep, JONAS, id, Subject.NINE, part="1", words="", now=MONDAY),
        "vision": lambda: hand.run(action_plan.save_vision, JONAS, id, "I lead.", revision=0, now=MONDAY),
        "closing:0": lambda: hand.run(closing.write, JONAS, id, 0, Words(), now=MONDAY),
    }
    hand.run(closing.begin, JONAS, id, now=MONDAY)
    for page in (*sends, "nine:2"):
        keep(hand, id, page)
        keep(hand, id, page, AMARA)
    for page, send in sends.items():
        send()
        assert page not in seen_by(hand, JONAS, id)
    assert list(seen_by(hand, JONAS, id)) == ["nine:2"]
    assert len(seen_by(hand, AMARA, id)) == 6


@pytest.mark.parametrize("way", ["coordinator", "left", "closed"])
def test_the_end_puts_away_what_anybody_has_kept_whoever_ends_it(hand, way):
    id, other = hand.pair(), hand.pair(mentor=PRIYA)
    for who in (JONAS, AMARA):
        keep(hand, id, "expectations", who)
    keep(hand, other, "expectations")
    if way == "coordinator":
        hand.run(pairing.end, RUTH, id, now=MONDAY)
    elif way == "left":
        told_at = hand.run(closure.farewell, JONAS, id, now=MONDAY).told_at
        hand.run(closure.leave, JONAS, id, shown=told_at, now=MONDAY)
        hand.run(closure.carry_out_leavings, told_at)
    else:
        hand.run(closing.begin, JONAS, id, now=MONDAY)
        for who in (JONAS, AMARA):
            for nth in range(3):
                hand.run(closing.write, who, id, nth, Words(), now=MONDAY)
            hand.run(closing.wish_end, who, id, now=MONDAY)
    assert seen_by(hand, JONAS, id) == seen_by(hand, AMARA, id) == {}
    assert list(seen_by(hand, JONAS, other)) == ["expectations"]


def test_a_part_of_the_ending_is_not_finished_while_a_page_of_it_is_kept_for_later(hand):
    id = hand.pair()
    hand.run(closing.begin, JONAS, id, now=MONDAY)
    keep(hand, id, "closing:1")
    waits = hand.run(closing.write, JONAS, id, 2, Words({"Z.retire.mentee": "Mine."}), now=MONDAY)
    assert (waits.mine.done_at, list(waits.drafts)) == (None, [1])
    assert waits.mine.answers == {"Z.retire.mentee": "Mine."}
    for nth in (1, 2):
        done = hand.run(closing.write, JONAS, id, nth, Words(), now=MONDAY)
    assert done.mine.done_at == MONDAY


def test_the_same_ticks_again_leave_one_done_and_others_do_not(hand):
    id = hand.pair()
    hand.run(expectations.done, JONAS, id, Expected(("help", "feedback")), now=MONDAY)
    keep(hand, id, "expectations", written={"ticked": ("help", "feedback"), "own": ""})
    assert hand.run(expectations.see, JONAS, id, now=MONDAY).mine.is_done
    keep(hand, id, "expectations", written={"ticked": ("help",), "own": ""})
    assert not hand.run(expectations.see, JONAS, id, now=MONDAY).mine.is_done


def test_who_was_changing_theirs_when_the_other_was_done_says_anew_that_they_are(hand):
    id = hand.pair()
    hand.run(expectations.done, JONAS, id, Expected(("help",)), now=MONDAY)
    keep(hand, id, "expectations", written={"ticked": ("feedback",), "own": ""})
    assert hand.run(expectations.done, AMARA, id, Expected(("honesty",)), now=MONDAY).sides == ()
    keep(hand, id, "expectations", written=None)
    assert not hand.run(expectations.see, JONAS, id, now=MONDAY).mine.is_done
    assert len(hand.run(expectations.done, JONAS, id, Expected(("help",)), now=MONDAY).sides) == 2
