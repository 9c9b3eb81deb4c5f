"""What a look leads to: signals kept, told, cleared and put aside, and what the coordinator sees of a pair."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from bot.mentoring import moves
from bot.mentoring.coordinator import View
from bot.mentoring.decision import Decision
from bot.mentoring.engine import Look, Raised
from bot.mentoring.moves import Move
from bot.mentoring.notices import Unwanted
from bot.mentoring.reading import StageReading
from bot.mentoring.reports import Answer
from bot.mentoring.rests import Last
from bot.mentoring.stages import Stage
from bot.ports import Outgoing, Receipt
from bot.usecases import appointments, looks, notices, pairing, program, quiet, reports, signals
from bot.usecases.appointments import Wanted
from bot.usecases.asking import told_to
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH, TOMAS, going_alone

DAY = timedelta(days=1)


def look(kind=None, *, holding=(), stage=Stage.S2, facts=None, now=MONDAY):
    """A look that led to this."""
    standing = moves.begin(now)._replace(stage=stage)
    raised = None if kind is None else Raised(kind, facts or {})
    return Look(StageReading(stage, (), ()), Move(standing), raised, frozenset(holding), None, shown=View(stage, None))


def record(hand, id, found, now=MONDAY):
    hand.run(lambda work: signals.record_look(work, work.mentorships.get(id), found, now))


def going_out(hand, now):
    """What goes out about signals at this moment: to whom, and what it says."""

    def prepare(work):
        rows = [row for row in work.outbox.claim(now, limit=50) if row.kind == "signals.raised"]
        outgoing = [(row, going_alone(work, row, now=now, message_id="m")) for row in rows]
        for row, each in outgoing:
            if isinstance(each, Outgoing):
                notices.sent(work, [row], receipt=Receipt("D1", "1.0"), now=now)
        return [each for _, each in outgoing if isinstance(each, Outgoing)]

    return hand.run(prepare)


def states(hand):
    return hand.look("SELECT DISTINCT state, reason FROM outbox WHERE kind = 'signals.raised'")


def test_what_a_look_raises_is_kept_with_its_stage_and_counts_and_told_to_both(hand):
    id = hand.pair()
    record(hand, id, look("W.plan-stalled", holding={"W.plan-stalled"}, facts={"late": 2}))
    assert hand.look("SELECT kind, stage, facts, cleared_at FROM signal") == [
        ("W.plan-stalled", "S2", '{"late": 2}', None)
    ]
    sent = going_out(hand, MONDAY)
    assert {each.to.handles for each in sent} == {(AMARA,), (JONAS,)}
    assert [(each.values.facts, each.values.stage) for each in sent] == [({"late": 2}, Stage.S2)] * 2


def test_an_imbalance_is_kept_and_said_to_nobody(hand):
    record(hand, hand.pair(), look("W.imbalance", holding={"W.imbalance"}))
    assert hand.look("SELECT kind FROM signal") == [("W.imbalance",)]
    assert states(hand) == []


@pytest.mark.parametrize(
    ("state", "sent", "begun", "knows"),
    [("planned", None, None, False), ("sent", 9, 8, True), ("sending", None, 9, True), ("parked", None, 9, True)],
)
def test_a_sign_in_answers_counts_as_told_to_whom_its_message_may_have_reached(hand, state, sent, begun, knows):
    id, later = hand.pair(), MONDAY + 20 * DAY
    record(hand, id, look("W.limits", holding={"W.limits"}))

    def at(days):
        return None if days is None else int((MONDAY + days * DAY).timestamp())

    became = "UPDATE outbox SET state = :state, sent_at = :sent, begun_at = :begun WHERE kind = 'signals.raised'"
    hand.run(lambda work: work.db.execute(text(became), {"state": state, "sent": at(sent), "begun": at(begun)}))

    def told(work, now):
        mentorship = work.mentorships.get(id)
        return [bool(told_to(work, member, id, now)) for member in mentorship.members]

    assert hand.run(told, later) == [knows, knows]
    assert hand.run(told, MONDAY + 7 * DAY) == [False, False]


def test_a_look_clears_what_no_longer_holds_and_takes_its_message_back(hand):
    id = hand.pair()
    record(hand, id, look("W.quiet", holding={"W.quiet"}))
    record(hand, id, look("W.stuck", holding={"W.quiet", "W.stuck"}), MONDAY + DAY)
    assert hand.look("SELECT count(*) FROM signal WHERE cleared_at IS NULL") == [(2,)]
    record(hand, id, look(holding={"W.stuck"}), MONDAY + 2 * DAY)
    assert hand.look("SELECT kind FROM signal WHERE cleared_at IS NOT NULL") == [("W.quiet",)]
    assert sorted(states(hand), key=str) == [("planned", None), ("withdrawn", None)]
    assert {each.values.kind for each in going_out(hand, MONDAY + 2 * DAY)} == {"W.stuck"}


def test_what_was_put_aside_before_it_could_be_said_is_not_said(hand):
    record(hand, hand.pair(), look("W.quiet", holding={"W.quiet"}))
    hand.run(signals.leave, JONAS, 1, now=MONDAY)
    assert [each.to.handles for each in going_out(hand, MONDAY)] == [(AMARA,)]
    assert ("skipped", "put aside already") in states(hand)


def test_what_was_cleared_is_not_said_by_whoever_has_it_in_hand_already(hand):
    id = hand.pair()
    record(hand, id, look("W.quiet", holding={"W.quiet"}))
    row, *_ = hand.run(lambda work: [each for each in work.outbox.claim(MONDAY, limit=9) if "signal" in each.about])
    assert hand.run(signals.suggestion, row, MONDAY).kind == "W.quiet"
    record(hand, id, look())
    with pytest.raises(Unwanted):
        hand.run(signals.suggestion, row, MONDAY)


def test_it_is_known_how_often_one_was_raised_while_its_evidence_spoke_for_it_whoever_left_it(hand):
    id = hand.pair()

    def told():
        return hand.run(lambda work: work.signals.told(id))

    for week in (0, 4):
        now = MONDAY + 7 * week * DAY
        record(hand, id, look("W.quiet", holding={"W.quiet"}), now)
    assert told() == {"W.quiet": Last(now, 2)}
    hand.run(signals.leave, JONAS, 2, now=now)
    assert told() == {"W.quiet": Last(now, 2)}
    record(hand, id, look(), now + DAY)
    assert told() == {"W.quiet": Last(now, 0)}
    record(hand, id, look("W.quiet", holding={"W.quiet"}), now + 28 * DAY)
    assert told() == {"W.quiet": Last(now + 28 * DAY, 1)}


def test_coordinators_see_the_stage_that_deeds_show_and_not_the_one_the_two_confirmed(hand):
    id = hand.pair()

    def confirm(work):
        work.record(Decision(changes=(replace(work.mentorships.get(id), stage=Stage.S3),)))
        standing = moves.begin(MONDAY)._replace(stage=Stage.S3)
        work.standings.save(id, standing, look_at=None, shown=View(Stage.S2, MONDAY))

    hand.run(confirm)
    assert hand.run(pairing.one_pair, RUTH, id, now=MONDAY).stage is Stage.S2
    part = hand.run(lambda work: program.overview(work, work.people.known(RUTH), now=MONDAY))
    assert part.stages == ((Stage.S2, 1),)
    assert [each.stage for each in part.hands] == [Stage.S2]


def missed(hand, id, days):
    """Booked beforehand, and both tell that it did not happen; looked at in the evening."""
    for day in days:
        begins = MONDAY.replace(day=day)
        form = Wanted(id, begins.date(), begins.time(), 60)
        meeting = hand.run(appointments.set_up, JONAS, form, place="", objective="", now=begins - DAY)
        for who in (JONAS, AMARA):
            hand.run(reports.report, who, meeting, Answer.MISSED, now=begins.replace(hour=14))
        hand.run(looks.look_due, begins.replace(hour=15))


def hands(hand, now):
    part = hand.run(lambda work: program.overview(work, work.people.known(RUTH), now=now))
    return [(each.mentorship, each.since) for each in part.hands]


def test_missed_meetings_of_the_first_stage_show_to_the_coordinator_at_once_and_the_pair_is_told_so(hand):
    id = hand.pair()
    missed(hand, id, (14, 15))
    seen = MONDAY.replace(day=15, hour=15)
    assert hands(hand, seen) == [(id, date(2026, 10, 15))]
    assert [(each.values.kind, each.values.hand) for each in going_out(hand, seen)] == [("W.missed", True)] * 2


@pytest.mark.parametrize(
    ("coordinators", "named", "count"),
    [
        ([RUTH], "Ruth", 1),
        ([RUTH, PRIYA], "Ruth", 2),
        ([PRIYA], "Priya", 1),
        ([AMARA], None, 0),
        ([AMARA, JONAS, TOMAS, PRIYA], "Tomás", 2),
    ],
)
def test_the_coordinator_who_is_named_is_one_now_and_none_of_the_pair(hand, coordinators, named, count):
    record(hand, hand.pair(), look("W.quiet", holding={"W.quiet"}))

    def said(work):
        work.program = replace(work.program, coordinators=tuple(each.user for each in coordinators))
        rows = [row for row in work.outbox.claim(MONDAY, limit=50) if row.kind == "signals.raised"]
        found = [signals.suggestion(work, row, MONDAY) for row in rows]
        return [(each.coordinator and each.coordinator.first_name, each.coordinators) for each in found]

    assert hand.run(said) == [(named, count)] * 2


def test_what_is_to_show_later_shows_when_its_time_has_come_without_another_look(hand):
    id = hand.pair()
    hand.run(looks.look_at, id, MONDAY)
    fourteenth = MONDAY + 14 * DAY
    assert hands(hand, fourteenth - timedelta(minutes=1)) == []
    assert hands(hand, fourteenth) == [(id, date(2026, 10, 26))]


def test_a_pause_hides_it_and_the_end_of_the_program_ends_it(hand):
    id = hand.pair()
    hand.run(looks.look_at, id, MONDAY)
    hand.run(quiet.snooze, JONAS, "1 week", now=MONDAY + 2 * DAY)
    hand.run(looks.look_due, MONDAY + 2 * DAY)
    assert hands(hand, MONDAY + 16 * DAY) == []
    assert [each for each, _ in hands(hand, MONDAY + 22 * DAY)] == [id]
    assert hands(hand, MONDAY.replace(year=2027, month=4, day=9)) != []
    assert hands(hand, MONDAY.replace(year=2027, month=4, day=10)) == []


def test_what_rests_on_answers_does_not_show(hand):
    id = hand.pair()
    record(hand, id, look("W.limits", holding={"W.limits"}, stage=Stage.S1))
    assert hands(hand, MONDAY + 3 * DAY) == []
    assert [each.values.hand for each in going_out(hand, MONDAY + 3 * DAY)] == [False, False]


@pytest.mark.parametrize("stopped", [[], [JONAS], [JONAS, AMARA]])
def test_something_isnt_right_keeps_a_suggestion_from_who_said_so_and_from_nobody_else(hand, stopped):
    """The other is told before a coordinator can see it, and neither can tell the stop from what they see."""
    id = hand.pair()
    for who in stopped:
        hand.run(quiet.something_isnt_right, who, id, now=MONDAY + DAY)
    hand.run(looks.look_due, MONDAY + 10 * DAY)
    told = [each.to.handles for each in going_out(hand, MONDAY + 10 * DAY)]
    assert told == [(who,) for who in (AMARA, JONAS) if who not in stopped]
    assert hands(hand, MONDAY + 13 * DAY) == []
    assert hands(hand, MONDAY + 15 * DAY) == [(id, date(2026, 10, 26))]


def test_what_was_kept_away_while_something_was_not_right_does_not_come_late(hand):
    id = hand.pair()
    hand.run(quiet.something_isnt_right, JONAS, id, now=MONDAY + DAY)
    hand.run(looks.look_due, MONDAY + 10 * DAY)
    assert len(going_out(hand, MONDAY + 10 * DAY)) == 1
    hand.run(quiet.start_again, JONAS, id, now=MONDAY + 11 * DAY)
    hand.run(looks.look_at, id, MONDAY + 11 * DAY)
    assert going_out(hand, MONDAY + 11 * DAY) == []
