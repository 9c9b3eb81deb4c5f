"""Milestones, each once, and who hears of them (field guide, section 14)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import Celebration
from bot.mentoring.milestones import Kind, office_moment
from bot.mentoring.refusals import Refusal
from bot.ports import InChannel
from bot.usecases import agreement, milestones, program_pauses, quiet
from tests.bot.usecases.agreeing import agree, edit, planned, send, sign
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH

CELEBRATIONS = ("celebrations.post", "celebrations.between")


@pytest.fixture
def pair(hand):
    return hand.pair(celebration_channel="C0GOOD")


def reach(hand, id, kind, subject=0, now=MONDAY):
    hand.run(lambda work: milestones.reached(work, work.mentorships.get(id), kind, subject, now))


def choose(hand, id, **choices):
    for name, choice in choices.items():
        hand.run(milestones.choose, {"amara": AMARA, "jonas": JONAS}[name], id, Celebration(choice))


def test_a_milestone_is_reached_once(hand, pair):
    for _ in range(2):
        reach(hand, pair, "goal_accomplished", 7)
    assert hand.look("SELECT kind, subject FROM milestone") == [("goal_accomplished", 7)]
    assert len(planned(hand, "celebration:%")) == 1


@pytest.mark.parametrize(
    ("amara", "jonas", "names"),
    [("names", "names", ("Jonas", "Amara")), ("names", "counts", ()), ("counts", "counts", ())],
)
def test_the_channel_hears_the_least_of_what_both_allow(hand, pair, amara, jonas, names):
    choose(hand, pair, amara=amara, jonas=jonas)
    reach(hand, pair, "first_meeting")
    [post] = send(hand, MONDAY, *CELEBRATIONS)
    assert (post.to, post.values.names) == (InChannel("T0COMMON", "C0GOOD"), names)


@pytest.mark.parametrize("choices", [{}, {"amara": "names"}, {"amara": "names", "jonas": "off"}])
def test_silence_or_a_no_of_either_keeps_it_between_the_two(hand, pair, choices):
    choose(hand, pair, **choices)
    reach(hand, pair, "first_meeting")
    [congratulation] = send(hand, MONDAY, *CELEBRATIONS)
    assert congratulation.kind == "celebrations.between"
    assert set(congratulation.to.handles) == {AMARA, JONAS}


def test_a_mind_changed_before_the_post_keeps_it_between_the_two(hand, pair):
    choose(hand, pair, amara="names", jonas="names")
    saturday = MONDAY + timedelta(days=5)
    reach(hand, pair, "first_meeting", now=saturday)
    choose(hand, pair, jonas="off")
    monday = saturday + timedelta(days=2)
    assert send(hand, monday, *CELEBRATIONS) == []
    [congratulation] = send(hand, monday, *CELEBRATIONS)
    assert congratulation.kind == "celebrations.between"


def test_posts_wait_for_the_working_hours_of_the_coordinator(hand, pair):
    choose(hand, pair, amara="names", jonas="names")
    friday_evening = datetime(2026, 10, 16, 16, 30, tzinfo=UTC)
    reach(hand, pair, "first_meeting", now=friday_evening)
    assert send(hand, friday_evening, *CELEBRATIONS) == []
    assert send(hand, datetime(2026, 10, 18, 12, tzinfo=UTC), *CELEBRATIONS) == []
    assert len(send(hand, datetime(2026, 10, 19, 8, tzinfo=UTC), *CELEBRATIONS)) == 1


def test_a_post_waits_for_the_end_of_a_pause_of_the_program(hand, pair):
    choose(hand, pair, amara="names", jonas="names")
    days = {"first": MONDAY.date() + timedelta(days=1), "last": MONDAY.date() + timedelta(days=20)}
    hand.run(program_pauses.plan, RUTH, None, name="", **days, now=MONDAY)
    tuesday = MONDAY + timedelta(days=1)
    reach(hand, pair, "first_meeting", now=tuesday)
    assert send(hand, tuesday, *CELEBRATIONS) == []
    assert send(hand, MONDAY + timedelta(days=18), *CELEBRATIONS) == []
    [post] = send(hand, MONDAY + timedelta(days=21), *CELEBRATIONS)
    assert post.kind == "celebrations.post"


def test_a_post_that_was_held_up_into_the_evening_goes_out_the_next_morning(hand, pair):
    choose(hand, pair, amara="names", jonas="names")
    reach(hand, pair, "first_meeting")
    assert send(hand, MONDAY.replace(hour=20), *CELEBRATIONS) == []
    assert len(send(hand, MONDAY.replace(day=13, hour=9), *CELEBRATIONS)) == 1


def test_office_hours_are_nine_to_five_on_working_days_there():
    london = Habits("Europe/London")
    inside = datetime(2026, 10, 12, 8, 0, tzinfo=UTC)
    assert office_moment(inside, london) == inside
    assert office_moment(inside.replace(hour=7), london) == inside
    assert office_moment(inside.replace(hour=16), london) == inside.replace(day=13)


def test_a_mentorship_without_a_channel_is_congratulated_in_private_and_not_asked(hand):
    id = hand.pair()
    agree(hand, id, JONAS, AMARA)
    assert planned(hand, "celebration%") == []
    reach(hand, id, "first_meeting")
    assert [each.kind for each in send(hand, MONDAY, *CELEBRATIONS)] == ["celebrations.between"]
    with pytest.raises(Refusal, match=r"milestones\.no_channel"):
        hand.run(milestones.choose, JONAS, id, Celebration.NAMES)


def test_each_is_asked_privately_once_after_the_agreement(hand, pair):
    agree(hand, pair, JONAS, AMARA)
    asked = send(hand, MONDAY, "celebrations.consent")
    assert sorted(each.to.handles[0].user for each in asked) == [AMARA.user, JONAS.user]
    assert len(planned(hand, "celebrations.consent:%")) == 2


def test_who_has_chosen_by_then_is_not_asked(hand, pair):
    choose(hand, pair, jonas="counts")
    agree(hand, pair, JONAS, AMARA)
    assert len(planned(hand, "celebrations.consent:%")) == 1
    choose(hand, pair, amara="off")
    assert send(hand, MONDAY, "celebrations.consent") == []


@pytest.mark.parametrize("change", ["stopped_at = 1", "leaving_asked_at = 1, leaving_told_at = 9000000000"])
def test_whoever_wants_to_be_left_in_peace_is_not_celebrated(hand, pair, change):
    choose(hand, pair, amara="names", jonas="names")
    reach(hand, pair, "first_meeting")
    hand.run(lambda work: work.db.exec_driver_sql(f"UPDATE member SET {change} WHERE role = 'mentee'"))
    for _ in range(2):
        assert send(hand, MONDAY, *CELEBRATIONS) == []


def test_nothing_is_posted_in_a_channel_that_is_not_the_pairs_any_more(hand, pair):
    choose(hand, pair, amara="names", jonas="names")
    reach(hand, pair, "first_meeting")
    hand.run(lambda work: work.db.exec_driver_sql("UPDATE mentorship SET celebration_channel = 'C0OTHER'"))
    assert send(hand, MONDAY, *CELEBRATIONS) == []
    assert [each.kind for each in send(hand, MONDAY, *CELEBRATIONS)] == ["celebrations.between"]


def test_the_agreement_is_celebrated_a_day_later_when_both_have_been_asked(hand, pair):
    agree(hand, pair, JONAS, AMARA)
    choose(hand, pair, amara="names", jonas="names")
    assert send(hand, MONDAY + timedelta(hours=2), *CELEBRATIONS) == []
    [post] = send(hand, MONDAY + timedelta(days=1), *CELEBRATIONS)
    assert (post.kind, post.values.kind) == ("celebrations.post", Kind.AGREEMENT_SIGNED)


def test_an_agreement_that_nobody_may_hear_of_is_not_congratulated_a_second_time(hand, pair):
    agree(hand, pair, JONAS, AMARA)
    for _ in range(2):
        assert send(hand, MONDAY + timedelta(days=1), *CELEBRATIONS) == []


def test_an_amendment_is_no_second_milestone(hand, pair):
    agree(hand, pair, JONAS, AMARA)
    hand.run(agreement.save_page, JONAS, edit(pair, 1, seen=99, where="A café"), now=MONDAY)
    sign(hand, pair, JONAS)
    sign(hand, pair, AMARA)
    assert hand.look("SELECT count(*) FROM milestone") == [(1,)]


def test_the_last_goal_and_all_goals_are_one_piece_of_news(hand, pair):
    choose(hand, pair, amara="names", jonas="names")
    reach(hand, pair, "goal_accomplished", 7)
    reach(hand, pair, "all_goals")
    assert [each.values.kind for each in send(hand, MONDAY, *CELEBRATIONS)] == [Kind.ALL_GOALS]


def test_counts_count_the_whole_program(hand, pair):
    other = hand.pair(mentor=PRIYA)
    reach(hand, other, "goal_accomplished", 1)
    reach(hand, other, "goal_accomplished", 2)
    choose(hand, pair, amara="counts", jonas="names")
    reach(hand, pair, "goal_accomplished", 3)
    [post] = [each for each in send(hand, MONDAY, *CELEBRATIONS) if each.kind == "celebrations.post"]
    assert (post.values.in_program, post.values.nth, post.values.names) == (3, 1, ())


def test_one_sees_ones_own_choice_and_of_the_pair_only_what_it_comes_to(hand, pair):
    choose(hand, pair, amara="off", jonas="names")
    seen = hand.run(milestones.choosing, JONAS, pair)
    assert (seen.me.celebration, seen.allowed) == (Celebration.NAMES, Celebration.OFF)


def test_nobody_else_chooses(hand, pair):
    with pytest.raises(Refusal, match=r"mentorship\.not_a_member"):
        hand.run(milestones.choose, PRIYA, pair, Celebration.NAMES)


SATURDAY = datetime(2026, 10, 17, 11, 0, tzinfo=UTC)
AFTER_THE_WEEKEND = datetime(2026, 10, 19, 8, 0, tzinfo=UTC)
"""Monday, 9:00 in Lagos and 10:00 in Stockholm."""


def test_a_pair_is_congratulated_in_the_working_hours_of_both(hand):
    id = hand.pair()
    reach(hand, id, "first_meeting", now=SATURDAY)
    assert send(hand, AFTER_THE_WEEKEND - timedelta(minutes=1), *CELEBRATIONS) == []
    assert len(send(hand, AFTER_THE_WEEKEND, *CELEBRATIONS)) == 1


def test_a_congratulation_that_was_held_up_into_a_weekend_waits_for_monday(hand):
    id = hand.pair()
    reach(hand, id, "first_meeting", now=MONDAY)
    for at in (SATURDAY, SATURDAY + timedelta(days=1)):
        assert send(hand, at, *CELEBRATIONS) == []
    assert len(send(hand, AFTER_THE_WEEKEND, *CELEBRATIONS)) == 1


def test_a_congratulation_waits_for_the_end_of_a_pause(hand):
    id = hand.pair()
    reach(hand, id, "first_meeting", now=MONDAY)
    hand.run(quiet.snooze, AMARA, "2 days", now=MONDAY)
    assert send(hand, MONDAY + timedelta(hours=1), *CELEBRATIONS) == []
    assert len(send(hand, MONDAY + timedelta(days=2), *CELEBRATIONS)) == 1


def test_a_congratulation_is_dropped_where_a_pause_lasts_longer_than_a_week(hand):
    id = hand.pair()
    hand.run(quiet.snooze, JONAS, "2 weeks", now=MONDAY)
    reach(hand, id, "first_meeting", now=MONDAY)
    for days in range(20):
        assert send(hand, MONDAY + timedelta(days=days), *CELEBRATIONS) == []
    assert hand.look("SELECT count(*) FROM outbox WHERE kind = 'celebrations.between' AND state = 'planned'") == [(0,)]
