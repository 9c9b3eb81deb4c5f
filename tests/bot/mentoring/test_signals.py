"""Who is told of a signal and when, what clears it, and what the coordinator sees of it (field guide, section 12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.mentoring import cadence, signals
from bot.mentoring.engine import Raised
from bot.mentoring.signals import BEHAVIOURAL, IN_DISGUISE, TOLD_TO, Signal, SignalId, Told
from bot.mentoring.signs import RULES
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS
from tests.bot.mentoring.test_appointments import AMARA, JONAS, PAIR
from tests.builders import MONDAY

DAY = timedelta(days=1)
NEVER_SEEN = [kind for kind in RULES if kind not in BEHAVIOURAL]


def raised(kind, *, stage=Stage.S2, now=MONDAY):
    return signals.raise_(Raised(kind, {"missed": 2, "of": 3}), PAIR, id=SignalId(58), stage=stage, now=now)


def signal(kind="W.missed", stage=Stage.S1, raised_at=MONDAY, id=58):
    return Signal(SignalId(id), PAIR.id, kind, stage, {}, raised_at)


def hand(*open_signals, pair=PAIR, told=None, pauses=(), now):
    at = {} if told is None else {each.id: told for each in open_signals}
    return signals.could_use_a_hand(open_signals, pair, at, pauses=pauses, rules=DEFAULTS, now=now)


def introduced(at):
    return replace(PAIR, introduced_at=at)


def test_it_is_said_of_every_signal_who_is_told():
    assert TOLD_TO.keys() == RULES.keys()


@pytest.mark.parametrize("kind", [kind for kind, told in TOLD_TO.items() if told is Told.BOTH])
def test_both_are_told_in_their_own_day_and_it_counts_as_unasked(kind):
    decision = raised(kind)
    assert decision.changes == (Signal(SignalId(58), PAIR.id, kind, Stage.S2, {"missed": 2, "of": 3}, MONDAY),)
    assert {notice.to.person for notice in decision.notices} == {JONAS.id, AMARA.id}
    assert {notice.key for notice in decision.notices} == {f"signal:58:{each.id}" for each in (JONAS, AMARA)}
    assert all(notice.unasked and notice.kind == "signals.raised" for notice in decision.notices)


def test_nobody_is_told_of_an_imbalance_which_is_kept_all_the_same():
    decision = raised("W.imbalance")
    assert decision.notices == ()
    assert [each.kind for each in decision.changes] == ["W.imbalance"]


def test_what_was_seen_at_night_is_told_in_the_morning():
    night = MONDAY.replace(hour=21)
    assert all(notice.due > night + timedelta(hours=8) for notice in raised("W.missed", now=night).notices)
    assert all(notice.due == MONDAY for notice in raised("W.missed").notices)


@pytest.mark.parametrize("days", range(7))
def test_what_rests_on_answers_is_told_on_a_thursday_and_never_as_an_echo(days):
    now = MONDAY + days * DAY
    for notice in raised("W.limits", now=now).notices:
        assert cadence.local(notice.due, "UTC").weekday() == 3
        assert timedelta(days=1) < notice.due - now < timedelta(days=9)
        assert notice.due < notice.latest


def test_what_no_longer_holds_is_cleared_and_not_sent_any_more():
    stalled, quiet = signal("W.plan-stalled", id=1), signal("W.quiet", id=2)
    decision = signals.cleared([stalled, quiet], {"W.quiet", "W.missed"}, now=MONDAY + DAY)
    assert decision.changes == (replace(stalled, cleared_at=MONDAY + DAY),)
    assert decision.withdrawn == ("signal:1:*",)


@pytest.mark.parametrize("kind", sorted(IN_DISGUISE))
@pytest.mark.parametrize("stage", Stage)
def test_answers_in_disguise_never_count(kind, stage):
    assert hand(signal(kind, stage), told=MONDAY, now=MONDAY + 400 * DAY) is None


def test_neither_do_good_news_and_what_a_pair_makes_of_its_plan():
    assert set(NEVER_SEEN) == IN_DISGUISE | {"W.reversal", "W.plan-stalled", "W.goals-too-broad"}
    open_signals = [signal(kind, stage, id=nth) for nth, kind in enumerate(NEVER_SEEN) for stage in Stage]
    assert hand(*open_signals, told=MONDAY, now=MONDAY + 400 * DAY) is None


def test_missed_meetings_in_the_first_stage_show_at_once():
    assert hand(signal(), now=MONDAY) == MONDAY


def test_quiet_in_the_first_stage_shows_after_14_days_of_it():
    quiet = signal("W.quiet")
    assert hand(quiet, now=MONDAY + 4 * DAY - timedelta(minutes=1)) is None
    assert hand(quiet, now=MONDAY + 4 * DAY) == MONDAY + 4 * DAY


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        *(("W.missed", stage) for stage in (Stage.S2, Stage.S3, Stage.S4)),
        *(("W.quiet", stage) for stage in (Stage.S2, Stage.S3, Stage.S4)),
        *(("W.agreement-late", stage) for stage in (Stage.S2, Stage.S3)),
        *(("W.stuck", stage) for stage in Stage),
    ],
)
def test_otherwise_it_shows_14_days_after_the_pair_was_told(kind, stage):
    told = MONDAY + DAY
    assert hand(signal(kind, stage), told=told, now=told + 14 * DAY - timedelta(minutes=1)) is None
    assert hand(signal(kind, stage), told=told, now=told + 14 * DAY) == told + 14 * DAY
    assert hand(signal(kind, stage), now=MONDAY + 400 * DAY) is None


def test_no_agreement_shows_on_day_35_after_the_introduction_told_or_not():
    pair, late = introduced(MONDAY), signal("W.agreement-late", raised_at=MONDAY + 21 * DAY)
    assert hand(late, pair=pair, now=MONDAY + 35 * DAY - timedelta(minutes=1)) is None
    assert hand(late, pair=pair, now=MONDAY + 35 * DAY) == MONDAY + 35 * DAY


def test_no_closing_conversation_shows_seven_days_before_the_end():
    pair = replace(PAIR, end=date(2027, 4, 9))
    near = signal("W.end-near", Stage.S3, raised_at=datetime(2027, 3, 12, 9, tzinfo=UTC))
    assert hand(near, pair=pair, now=datetime(2027, 4, 1, 23, 59, tzinfo=UTC)) is None
    assert hand(near, pair=pair, now=datetime(2027, 4, 2, tzinfo=UTC)) == datetime(2027, 4, 2, tzinfo=UTC)


def test_nothing_shows_while_one_of_them_asked_for_quiet():
    quiet = PAIR.with_member(replace(PAIR.members[0], person=replace(AMARA, snoozed_until=MONDAY + 10 * DAY)))
    assert hand(signal(), pair=quiet, now=MONDAY + 5 * DAY) is None
    assert hand(signal(), pair=quiet, now=MONDAY + 10 * DAY) == MONDAY


@pytest.mark.parametrize(
    ("kind", "stage", "days"),
    [("W.missed", Stage.S2, 14), ("W.quiet", Stage.S1, 4), ("W.agreement-late", Stage.S1, 35)],
)
def test_quiet_that_was_asked_for_stops_the_clock(kind, stage, days):
    pauses, shows = [(MONDAY - 9 * DAY, MONDAY + DAY), (MONDAY + 2 * DAY, MONDAY + 4 * DAY)], MONDAY + (days + 3) * DAY
    found = {"told": MONDAY, "pair": introduced(MONDAY), "pauses": pauses}
    assert hand(signal(kind, stage), now=shows - timedelta(minutes=1), **found) is None
    assert hand(signal(kind, stage), now=shows, **found) == shows


def test_of_several_the_first_to_show_counts():
    stuck, missed = signal("W.stuck", Stage.S2, id=1), signal("W.missed", Stage.S1, MONDAY + 3 * DAY, id=2)
    assert hand(stuck, missed, told=MONDAY, now=MONDAY + 20 * DAY) == MONDAY + 3 * DAY


def test_nothing_shows_of_a_pair_that_has_ended():
    assert hand(signal(), pair=replace(PAIR, ended_at=MONDAY), now=MONDAY + DAY) is None
