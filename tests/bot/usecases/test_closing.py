"""Closing together, as it is kept: from every beginning to the end, and what is left of it afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import scheduler
from bot.mentoring.closing_part import MentorNext, Wish, Words
from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import Celebration
from bot.mentoring.refusals import Refusal
from bot.mentoring.stages import Stage
from bot.ports import Outgoing
from bot.usecases import closing, closure, home, looks, milestones, pairing, stage_page
from tests.builders import AMARA, JONAS, PRIYA, RUTH, going_alone

DAY = timedelta(days=1)
NOW = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
CLOSES = datetime(2027, 4, 16, 9, 0, tzinfo=UTC)
WORDS = (
    Words({"Z.accomplishments": "Two teams use it."}),
    Words({"Z.evaluate.worked": "We were honest."}, wish=Wish.INFORMAL),
    Words({"Z.retire.mentee": "Mine alone.", "Z.retire.mentor": "Mine alone."}, mentor_next=MentorNext.YES, tell=True),
)


def begun(hand, **more):
    id = hand.pair(**more)
    hand.run(closing.begin, JONAS, id, now=NOW)
    return id


def write(hand, id, who, now=NOW):
    for nth, words in enumerate(WORDS):
        hand.run(closing.write, who, id, nth, words, now=now)


def wish_end(hand, id, who, now=NOW):
    return hand.run(closing.wish_end, who, id, now=now)


def page(hand, id, who, now=NOW):
    return hand.run(closing.page, who, id, now=now)


def is_over(hand, id):
    return hand.look("SELECT ended_at FROM mentorship WHERE id = :id", id=id)[0].ended_at is not None


def planned(hand):
    rows = hand.look("SELECT kind FROM outbox WHERE state = 'planned' AND kind LIKE 'c%' ORDER BY id")
    return [row.kind for row in rows]


def prepare(hand, now):
    def all_due(work):
        rows = work.outbox.claim(now, limit=50)
        made = [(row.kind, going_alone(work, row, now=now, message_id=row.key)) for row in rows]
        for row, (_, outgoing) in zip(rows, made, strict=True):
            if isinstance(outgoing, Outgoing):
                work.outbox.sent(row, channel="D1", ts="1.0", now=now)
        return made

    return hand.run(all_due)


def test_it_begins_once_and_the_other_is_told_once(hand):
    id = begun(hand)
    hand.run(closing.begin, AMARA, id, now=NOW)
    assert planned(hand) == ["closure.begun"]
    assert hand.look("SELECT count(*) FROM evidence WHERE what = 'closing'") == [(1,)]


def test_saying_on_the_page_of_the_stage_that_it_closes_is_the_same_beginning(hand):
    id = hand.pair()
    hand.run(stage_page.begin_closing, JONAS, id, now=NOW)
    assert planned(hand) == ["closure.begun"]
    assert [each.kind for each in hand.run(closing.waiting, *waits(hand, id, AMARA))] == ["closure.write"]


def waits(hand, id, who):
    def look(work):
        return work.people.known(who), work.mentorships.get(id), NOW

    return hand.run(look)


def test_nothing_of_the_other_is_seen_before_both_have_finished(hand):
    id = begun(hand)
    write(hand, id, AMARA)
    before = page(hand, id, JONAS)
    assert (before.both, before.theirs) == (False, ())
    write(hand, id, JONAS)
    after = page(hand, id, JONAS)
    assert after.both
    assert after.theirs[0][1].answers["Z.accomplishments"] == "Two teams use it."


def test_what_all_have_seen_stays_as_it_is(hand):
    id = begun(hand)
    write(hand, id, AMARA)
    write(hand, id, JONAS)
    with pytest.raises(Refusal, match="shown_already"):
        hand.run(closing.write, JONAS, id, 0, Words({"Z.accomplishments": "Other words."}), now=NOW)


def test_a_stranger_sees_nothing_and_writes_nothing(hand):
    id = begun(hand)
    for usecase, more in (
        (closing.page, ()),
        (closing.begin, ()),
        (closing.write, (0, WORDS[0])),
        (closing.wish_end, ()),
        (closing.not_yet, ()),
    ):
        with pytest.raises(Refusal, match="not_a_member"):
            hand.run(usecase, PRIYA, id, *more, now=NOW)


def test_the_end_withdraws_what_is_planned_and_stops_what_somebody_has_in_hand(hand):
    id = begun(hand)
    ((in_hand,),) = hand.run(lambda work: [work.outbox.claim(NOW, limit=9)[-1:]])
    write(hand, id, AMARA)
    write(hand, id, JONAS)
    wish_end(hand, id, AMARA)
    wish_end(hand, id, JONAS)
    assert is_over(hand, id)
    assert hand.run(lambda work: going_alone(work, in_hand, now=NOW, message_id="m")) is None
    assert planned(hand) == ["closure.closed", "closure.closed", *planned(hand)[2:]]
    assert set(planned(hand)[2:]) <= {"celebrations.post"}


def test_after_the_last_message_no_sweep_plans_anything_for_a_year(hand):
    id = begun(hand)
    write(hand, id, AMARA)
    hand.run(closing.carry_on, CLOSES)
    assert is_over(hand, id)
    sent = prepare(hand, CLOSES)
    assert [kind for kind, each in sent if isinstance(each, Outgoing)] == ["closure.closed"] * 2

    for week in range(1, 53):
        for sweep in scheduler.SWEEPS.values():
            hand.run(sweep, CLOSES + week * 7 * DAY)
    assert hand.look("SELECT kind FROM outbox WHERE state IN ('planned', 'claimed')") == []
    assert hand.run(scheduler.next_moment) is None


def test_without_any_beginning_it_reminds_both_on_the_last_day_and_closes_a_week_later(hand):
    id = hand.pair()
    last = datetime(2027, 4, 9, 9, 0, tzinfo=UTC)
    assert hand.run(closing.next_moment) == last
    hand.run(closing.carry_on, last - timedelta(seconds=1))
    assert planned(hand) == []
    for moment in (last, last + DAY, CLOSES - timedelta(seconds=1)):
        hand.run(closing.carry_on, moment)
        assert planned(hand) == ["closure.remind"] * 2
    assert hand.run(closing.next_moment) == CLOSES
    hand.run(closing.carry_on, CLOSES)
    hand.run(closing.carry_on, CLOSES + DAY)
    assert is_over(hand, id)
    assert planned(hand) == ["closure.closed"] * 2


def test_one_alone_waits_two_weeks_and_then_each_has_their_own_words(hand):
    id = begun(hand)
    write(hand, id, JONAS)
    wish_end(hand, id, JONAS)
    assert page(hand, id, JONAS).closes_on == date(2027, 3, 15)
    hand.run(closing.carry_on, NOW + 14 * DAY)
    assert is_over(hand, id)
    mine = page(hand, id, JONAS, NOW + 20 * DAY)
    assert mine.mine.answers["Z.retire.mentee"] == "Mine alone."
    assert mine.theirs == ()
    with pytest.raises(Refusal, match=r"mentorship\.ended"):
        page(hand, id, AMARA, NOW + 20 * DAY)


def test_taken_up_again_it_goes_on_and_what_was_written_waits(hand):
    id = begun(hand)
    write(hand, id, JONAS)
    hand.run(closing.carry_on, CLOSES)
    hand.run(pairing.reopen, RUTH, id, now=CLOSES + 3 * DAY)
    for later in (4, 40, 400):
        hand.run(closing.carry_on, CLOSES + later * DAY)
    assert not is_over(hand, id)
    assert "closure.closed" not in planned(hand)
    hand.run(closing.begin, AMARA, id, now=CLOSES + 5 * DAY)
    again = page(hand, id, JONAS, CLOSES + 5 * DAY)
    assert again.mine.answers["Z.accomplishments"] == "Two teams use it."
    assert again.mine.done_at is None


def test_goals_first_takes_the_closing_back_for_the_stage_too(hand):
    id = begun(hand)
    hand.run(closing.revisit, AMARA, id, now=NOW + DAY)
    assert page(hand, id, JONAS).mentorship.closing_since is None
    assert planned(hand) == ["closure.revisited"]

    def closing_at(work):
        mentorship = work.mentorships.get(id)
        return [reason.key for reason in looks.see(work, mentorship, NOW + DAY).reading.reasons]

    assert "closing" not in hand.run(closing_at)
    with pytest.raises(Refusal, match="not_begun"):
        hand.run(closing.write, JONAS, id, 0, WORDS[0], now=NOW + DAY)


def test_who_is_leaving_in_private_hears_nothing_of_it_and_the_end_comes_as_was_said(hand):
    id = begun(hand)
    told_at = hand.run(closure.farewell, AMARA, id, now=NOW).told_at
    hand.run(closure.leave, AMARA, id, shown=told_at, now=NOW)
    write(hand, id, JONAS)
    prepare(hand, NOW)
    assert ("closure.begun",) in hand.look("SELECT kind FROM outbox WHERE reason = :why", why=closure.LEAVING)
    hand.run(closure.carry_out_leavings, told_at)
    assert planned(hand) == ["closure.told"]


@pytest.mark.parametrize(
    ("choices", "names"),
    [
        ((Celebration.NAMES, Celebration.NAMES), ("Jonas", "Amara")),
        ((Celebration.NAMES, Celebration.COUNTS), ()),
        ((Celebration.NAMES, Celebration.OFF), None),
        ((Celebration.NAMES,), None),
    ],
)
def test_the_farewell_is_told_in_the_channel_as_far_as_all_allow_it(hand, choices, names):
    id = begun(hand, celebration_channel="C0MENTOR")
    for who, choice in zip((AMARA, JONAS), choices, strict=False):
        hand.run(milestones.choose, who, id, choice)
    for who in (AMARA, JONAS):
        write(hand, id, who)
    wish_end(hand, id, AMARA)
    wish_end(hand, id, JONAS)
    posts = [each.values for kind, each in prepare(hand, NOW) if kind == "celebrations.post"]
    assert [post.names for post in posts] == ([] if names is None else [names])


def test_a_closing_that_not_all_finished_is_not_celebrated(hand):
    id = begun(hand, celebration_channel="C0MENTOR")
    for who in (AMARA, JONAS):
        hand.run(milestones.choose, who, id, Celebration.NAMES)
    write(hand, id, AMARA)
    hand.run(closing.carry_on, CLOSES)
    assert planned(hand) == ["closure.closed"] * 2


def test_a_coordinator_sees_since_when_and_a_yes_that_was_passed_on(hand):
    id = begun(hand)
    line = hand.run(pairing.one_pair, RUTH, id, now=NOW)
    assert (line.closing_since, line.would_mentor) == (NOW.date(), False)
    write(hand, id, JONAS)
    assert hand.run(pairing.one_pair, RUTH, id, now=NOW).would_mentor


def test_home_keeps_what_there_is_to_read(hand):
    id = begun(hand)
    write(hand, id, JONAS)
    hand.run(closing.carry_on, CLOSES)
    assert [each.closing for each in hand.run(home.here, JONAS, now=CLOSES).ended] == [True]
    assert [each.closing for each in hand.run(home.here, AMARA, now=CLOSES).ended] == [False]


def test_home_shows_what_is_over_beside_what_goes_on_and_the_command_does_not(hand):
    hand.pair(mentor=PRIYA)
    id = begun(hand)
    write(hand, id, JONAS)
    hand.run(closing.carry_on, CLOSES)
    hand.run(pairing.reopen, RUTH, 1, now=CLOSES)
    whole = hand.run(home.here, JONAS, now=CLOSES, whole=True)
    assert [each.mentorship for each in whole.parts] == [1]
    assert [each.mentorship for each in whole.ended] == [id]
    assert hand.run(home.here, JONAS, now=CLOSES).ended == ()


def test_in_the_last_stage_a_good_end_waits_until_it_is_begun(hand):
    id = hand.pair()

    def move_on(work):
        last = replace(work.mentorships.get(id), stage=Stage.S4, stage_since=NOW)
        work.record(Decision(changes=(last,)))

    assert hand.run(closing.waiting, *waits(hand, id, JONAS)) == []
    hand.run(move_on)
    assert [each.kind for each in hand.run(closing.waiting, *waits(hand, id, JONAS))] == ["closure.begin"]
    hand.run(closing.begin, JONAS, id, now=NOW)
    assert [each.kind for each in hand.run(closing.waiting, *waits(hand, id, AMARA))] == ["closure.write"]
    write(hand, id, AMARA)
    assert hand.run(closing.waiting, *waits(hand, id, AMARA)) == []
    write(hand, id, JONAS)
    assert [each.kind for each in hand.run(closing.waiting, *waits(hand, id, AMARA))] == ["closure.read"]


def test_who_said_that_it_can_end_takes_it_back_and_the_other_is_told_once(hand):
    id = begun(hand)
    write(hand, id, AMARA)
    wish_end(hand, id, AMARA)
    assert "closure.asked" in [kind for kind, each in prepare(hand, NOW) if isinstance(each, Outgoing)]
    for _ in range(2):
        seen = hand.run(closing.not_yet, AMARA, id, now=NOW + DAY)
    assert seen.mine.end_at is None
    assert seen.closes_on == CLOSES.date()
    assert planned(hand) == ["closure.not_yet"]
    hand.run(closing.carry_on, NOW + 20 * DAY)
    assert not is_over(hand, id)


def test_of_an_end_taken_back_before_it_was_told_nobody_reads_that_it_comes(hand):
    id = begun(hand)
    write(hand, id, AMARA)
    wish_end(hand, id, AMARA)
    hand.run(closing.not_yet, AMARA, id, now=NOW)
    told = [kind for kind, each in prepare(hand, NOW) if isinstance(each, Outgoing)]
    assert "closure.asked" not in told
    assert "closure.not_yet" in told


@pytest.mark.parametrize(("all_done", "kind"), [(True, "closure.asked"), (False, "closure.asked_open")])
def test_who_said_that_it_can_end_and_who_was_told_so_both_keep_the_day_in_home(hand, all_done, kind):
    id = begun(hand)
    write(hand, id, AMARA)
    if all_done:
        write(hand, id, JONAS)
    wish_end(hand, id, AMARA)
    (mine,) = hand.run(closing.waiting, *waits(hand, id, AMARA))
    (theirs,) = hand.run(closing.waiting, *waits(hand, id, JONAS))
    assert (mine.kind, theirs.kind) == ("closure.wished", kind)
    assert mine.values["day"] == theirs.values["day"] == date(2027, 3, 15)
    assert theirs.values["name"] == "Amara"
