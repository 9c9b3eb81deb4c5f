"""When a pair is offered to take stock: each quarter, sooner after a disagreement, never as its echo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring import cadence
from bot.mentoring.habits import Choices
from bot.mentoring.taking_stock import Stock, brought_forward, following, offer
from tests.builders import MONDAY
from tests.handlers.samples.agreements import mentorship
from tests.handlers.samples.stage_notices import PAIRS

PAIR = mentorship()
BEGUN = PAIR.introduced_at
WEEK = timedelta(weeks=1)


def day_of(stock):
    return max(cadence.local(stock.next_at, member.person.zone) for member in PAIR.members).date()


def weeks_after(weeks):
    return cadence.working_day((BEGUN + weeks * WEEK).date())


def test_it_is_offered_whole_quarters_after_the_introduction_at_nine_in_the_morning():
    first = following(PAIR, Stock(), BEGUN)
    assert day_of(first) == weeks_after(13)
    assert day_of(following(PAIR, Stock(last_at=first.next_at), first.next_at)) == weeks_after(26)
    zones = {member.person.id: member.person.zone for member in PAIR.members}
    notices = offer(PAIR, first, first.next_at).notices
    assert [cadence.local(each.due, zones[each.to.person]).hour for each in notices] == [9, 9]
    assert {cadence.local(each.due, zones[each.to.person]).date() for each in notices} == {weeks_after(13)}


def test_it_is_offered_at_the_hour_that_somebody_chose():
    late = replace(PAIR.members[0], person=replace(PAIR.members[0].person, chosen=Choices(hour=time(16))))
    first = following(PAIR, Stock(), BEGUN)
    notices = offer(PAIR.with_member(late), first, first.next_at).notices
    there = [cadence.local(each.due, late.person.zone).hour for each in notices if each.to.person == late.person.id]
    assert there == [16]


def test_after_a_standstill_it_is_offered_once_and_not_for_every_quarter_that_passed():
    late = BEGUN + 40 * WEEK
    assert day_of(following(PAIR, Stock(last_at=late), late)) == weeks_after(52)


@pytest.mark.parametrize(("days", "week"), [(0, 8), (3, 8), (4, 9), (5, 9), (6, 9)])
def test_brought_forward_it_comes_on_the_next_such_weekday_that_is_no_echo(days, week):
    """Seven weeks after the introduction and so many days; the eighth week is then 7 - days away."""
    now = datetime.combine(weeks_after(7), BEGUN.timetz()) + timedelta(days=days)
    soon = brought_forward(PAIR, following(PAIR, Stock(), BEGUN), now)
    assert day_of(soon) == weeks_after(week)


def test_what_comes_sooner_anyway_stays():
    regular = following(PAIR, Stock(), BEGUN)
    assert brought_forward(PAIR, regular, regular.next_at - timedelta(days=1)) == regular


def test_somebody_who_lives_far_ahead_is_offered_it_on_the_same_day_of_theirs():
    pair = PAIRS[1]  # Buenos Aires and Kathmandu
    first = following(pair, Stock(), pair.introduced_at)
    days = {
        cadence.local(each.due, member.person.zone).date()
        for each, member in zip(offer(pair, first, first.next_at).notices, pair.members, strict=True)
    }
    assert len(days) == 1


@given(st.lists(st.integers(1, 24 * 60), min_size=1, max_size=40))
def test_however_often_they_disagree_two_offers_lie_28_days_apart_and_no_quarter_goes_without(hours):
    """Disagreements after so many hours each; every offer is sent when it is due."""
    now, stock, offers = MONDAY.astimezone(UTC), following(PAIR, Stock(), BEGUN), []
    for each in hours:
        now += timedelta(hours=each)
        while stock.next_at <= now:
            offers.append(stock.next_at)
            stock = following(PAIR, Stock(last_at=stock.next_at), stock.next_at)
        before = stock.next_at
        stock = brought_forward(PAIR, stock, now)
        assert stock.next_at == before or stock.next_at > now + timedelta(days=3)
    assert all(later - earlier >= timedelta(days=28) for earlier, later in pairwise(offers))
    assert all(later - earlier <= 17 * WEEK for earlier, later in pairwise([BEGUN, *offers]))
