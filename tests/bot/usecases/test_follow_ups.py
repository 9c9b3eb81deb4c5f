"""A few words beside an answer: kept with it, private or shared as it is, and left alone when the answer changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.mentoring import follow_ups
from bot.mentoring.questions import as_put
from bot.mentoring.refusals import Refusal
from bot.usecases import check_ins
from prompts.questions import bank
from storage.store import Work
from tests.builders import AMARA, JONAS, MONDAY, Hand

BANK = {question.id: question for question in bank()}
HELP, ELSE = "What would make it easier?", "What would you rather hear?"
LATER = MONDAY + timedelta(days=90)


def put(hand: Hand, who=JONAS, question: str = "s2-limits", mentorship: int | None = None, **follow_up: str) -> int:
    """A question before somebody's eyes, followed up by these."""
    mentorship = mentorship or hand.pair()
    id = hand.run(check_ins.ask_now, who, mentorship, now=MONDAY).check_in.id
    asked = as_put(replace(BANK[question], follow_up=follow_up))

    def change(work: Work) -> None:
        work.db.exec_driver_sql("UPDATE check_in SET question = ?, asked = ? WHERE id = ?", (question, asked, id))

    hand.run(change)
    return id


def kept(hand: Hand, id: int) -> tuple[object, ...]:
    return tuple(hand.look("SELECT choice, words, follow_up FROM check_in WHERE id = :id", id=id)[0])


def test_a_question_follows_the_answers_it_was_written_for_and_no_other(hand):
    id = put(hand, **{"1": HELP, "2": HELP})
    asked = hand.run(check_ins.look, JONAS, id, now=MONDAY)
    assert follow_ups.offered(asked.check_in, asked.question) == ""
    asked = hand.run(check_ins.tap, JONAS, id, "2", now=MONDAY)
    assert follow_ups.offered(asked.check_in, asked.question) == HELP
    asked = hand.run(check_ins.keep, JONAS, id, choice="3", words="", now=MONDAY)
    assert follow_ups.offered(asked.check_in, asked.question) == ""


def test_the_words_are_kept_with_the_answer_and_the_answer_tells_what_it_told(hand):
    id = put(hand, **{"2": HELP})
    hand.run(check_ins.tap, JONAS, id, "2", now=MONDAY)
    told = hand.look("SELECT topic, value, at FROM evidence WHERE what = 'said'")
    assert len(told) == 1
    for _ in range(2):
        asked = hand.run(check_ins.add_words, JONAS, id, "2", " More time ", now=LATER)
    assert kept(hand, id) == ("2", "More time", HELP)
    assert hand.look("SELECT topic, value, at FROM evidence WHERE what = 'said'") == told
    assert follow_ups.offered(asked.check_in, asked.question) == ""


def test_who_changes_the_answer_leaves_the_words_and_the_question_they_answer(hand):
    id = put(hand, **{"2": HELP, "5": ELSE})
    hand.run(check_ins.tap, JONAS, id, "2", now=MONDAY)
    hand.run(check_ins.add_words, JONAS, id, "2", "More time", now=MONDAY)
    hand.run(check_ins.keep, JONAS, id, choice="5", words="", now=LATER)
    assert kept(hand, id) == ("5", "More time", HELP)
    hand.run(check_ins.add_words, JONAS, id, "5", "Less of it", now=LATER)
    assert kept(hand, id) == ("5", "Less of it", HELP)


def test_words_written_while_the_answer_was_changed_are_not_lost(hand):
    id = put(hand, **{"2": HELP})
    hand.run(check_ins.tap, JONAS, id, "2", now=MONDAY)
    hand.run(check_ins.keep, JONAS, id, choice="5", words="", now=MONDAY)
    hand.run(check_ins.add_words, JONAS, id, "2", "More time", now=MONDAY)
    assert kept(hand, id) == ("5", "More time", HELP)


def test_left_empty_the_form_takes_the_words_away_and_nothing_else(hand):
    id = put(hand, **{"2": HELP})
    hand.run(check_ins.tap, JONAS, id, "2", now=MONDAY)
    hand.run(check_ins.add_words, JONAS, id, "2", "  ", now=MONDAY)
    assert kept(hand, id) == ("2", None, None)
    hand.run(check_ins.add_words, JONAS, id, "2", "More time", now=MONDAY)
    hand.run(check_ins.add_words, JONAS, id, "2", "", now=MONDAY)
    assert kept(hand, id) == ("2", None, None)


def test_with_the_answer_the_words_are_deleted_and_none_can_be_added(hand):
    id = put(hand, **{"2": HELP})
    hand.run(check_ins.tap, JONAS, id, "2", now=MONDAY)
    hand.run(check_ins.add_words, JONAS, id, "2", "More time", now=MONDAY)
    hand.run(check_ins.erase, JONAS, id, now=MONDAY)
    assert kept(hand, id) == (None, None, None)
    with pytest.raises(Refusal, match="checking_in.no_answer"):
        hand.run(check_ins.add_words, JONAS, id, "2", "More time", now=MONDAY)


def test_too_many_words_are_told_at_the_field_and_keep_what_was_there(hand):
    id = put(hand, **{"2": HELP})
    hand.run(check_ins.tap, JONAS, id, "2", now=MONDAY)
    with pytest.raises(Refusal, match="checking_in.too_long") as refused:
        hand.run(check_ins.add_words, JONAS, id, "2", "w" * 2001, now=MONDAY)
    assert refused.value.field == "words"
    assert kept(hand, id) == ("2", None, None)


def test_nobody_adds_words_to_somebody_elses_answer(hand):
    id = put(hand, **{"2": HELP})
    hand.run(check_ins.tap, JONAS, id, "2", now=MONDAY)
    with pytest.raises(Refusal, match="checking_in.not_yours"):
        hand.run(check_ins.add_words, AMARA, id, "2", "More time", now=MONDAY)


def test_the_partner_sees_the_words_when_the_answer_is_shared_and_not_before(hand):
    mentorship = hand.pair()
    ids = [put(hand, who, "s1-hear-it", mentorship, gently=HELP) for who in (JONAS, AMARA)]
    hand.run(check_ins.tap, JONAS, ids[0], "gently", now=MONDAY)
    hand.run(check_ins.add_words, JONAS, ids[0], "gently", "More time", now=MONDAY)
    assert hand.run(check_ins.answers, AMARA).shared == ()
    hand.run(check_ins.tap, AMARA, ids[1], "ask", now=MONDAY)
    (shared,) = hand.run(check_ins.answers, AMARA).shared
    assert (shared.check_in.follow_up, shared.check_in.words) == (HELP, "More time")


def test_the_partner_never_sees_the_words_beside_a_private_answer(hand):
    id = put(hand, **{"2": HELP})
    hand.run(check_ins.tap, JONAS, id, "2", now=MONDAY)
    hand.run(check_ins.add_words, JONAS, id, "2", "More time", now=MONDAY)
    assert hand.run(check_ins.answers, AMARA).shared == ()
    (mine,) = hand.run(check_ins.answers, JONAS).mine
    assert (mine.check_in.choice, mine.check_in.words) == ("2", "More time")


def test_words_and_what_they_answer_stay_when_the_question_has_left_the_bank(hand):
    id = put(hand, **{"2": HELP})
    hand.run(check_ins.tap, JONAS, id, "2", now=MONDAY)
    hand.run(lambda work: work.db.exec_driver_sql("UPDATE check_in SET question = 'gone'"))
    hand.run(check_ins.add_words, JONAS, id, "2", "More time", now=LATER)
    assert kept(hand, id) == ("2", "More time", HELP)
