"""When a closing reminds, ends and rests, and what it asks of whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.mentoring import closing, closing_part
from bot.mentoring.closing import Closing
from bot.mentoring.closing_part import MentorNext, Part, Words
from bot.mentoring.mentorship import Member, Mentorship, MentorshipId, Model
from bot.mentoring.people import PersonId, Role
from bot.mentoring.refusals import Refusal, Refusals
from bot.mentoring.thresholds import DEFAULTS
from tests.builders import MONDAY, TEAM, person

AMARA, JONAS = person(1, "Amara", zone="Africa/Lagos"), person(2)
DAY = timedelta(days=1)
BEGUN = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
"""A Monday, six weeks before the end."""


def pair(**more):
    values = {"start": date(2026, 10, 12), "end": date(2027, 4, 9), "power": False, **more}
    return Mentorship(
        id=MentorshipId(41),
        team=TEAM,
        enterprise="",
        model=Model.FOUR_STAGE,
        members=(Member(AMARA, Role.MENTOR), Member(JONAS, Role.MENTEE)),
        introduced_at=MONDAY,
        paired_by=PersonId(3),
        **values,
    )


def part(who, done=None, end=None, **more):
    return Part(MentorshipId(41), who.id, done_at=done, end_at=end, **more)


def at(day):
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)


def told(decision):
    return sorted((notice.kind, notice.to.person) for notice in decision.notices)


def kept(decision, kind):
    return [change for change in decision.changes if isinstance(change, kind)]


NONE = Closing(MentorshipId(41))


@pytest.mark.parametrize(
    ("end", "parts", "closes"),
    [
        (date(2027, 4, 9), (), date(2027, 4, 16)),
        (date(2027, 4, 10), (), date(2027, 4, 19)),  # a week after a Saturday is one too, so Monday
        (date(2027, 4, 9), (part(JONAS, BEGUN, BEGUN),), date(2027, 3, 15)),
        (date(2027, 3, 5), (part(JONAS, BEGUN, BEGUN),), date(2027, 3, 12)),
    ],
)
def test_it_closes_a_week_after_the_last_day_or_two_weeks_after_a_wish_whatever_comes_first(end, parts, closes):
    assert closing.closes_at(pair(end=end), NONE, parts) == at(closes)


def test_taken_up_again_past_its_end_the_calendar_alone_does_not_close_it():
    assert closing.closes_at(pair(), replace(NONE, open_ended=True), ()) is None
    parts = (part(JONAS, BEGUN, BEGUN),)
    assert closing.closes_at(pair(), replace(NONE, open_ended=True), parts) == at(date(2027, 3, 15))


def test_on_the_last_day_whoever_has_not_finished_is_reminded_once_and_then_it_ends():
    last = at(date(2027, 4, 9))
    first = closing.come_due(pair(closing_since=BEGUN), NONE, (part(JONAS, BEGUN),), last)
    assert told(first) == [("closure.remind", AMARA.id)]
    (row,) = kept(first, Closing)
    assert row.due_at == at(date(2027, 4, 16))
    assert told(closing.come_due(pair(), row, (part(JONAS, BEGUN),), last + DAY)) == []
    over = closing.come_due(pair(), row, (part(JONAS, BEGUN),), row.due_at)
    assert kept(over, Mentorship)[0].ended_at == row.due_at
    assert told(over) == [("closure.closed", AMARA.id), ("closure.closed", JONAS.id)]


def test_a_week_after_the_first_has_finished_the_other_is_reminded():
    done = closing.finish(pair(closing_since=BEGUN), NONE, (), part(JONAS), BEGUN)
    (row,) = kept(done, Closing)
    assert row.due_at == at(date(2027, 3, 8))
    reminded = closing.come_due(pair(closing_since=BEGUN), row, (part(JONAS, BEGUN),), row.due_at)
    assert [(notice.kind, notice.to.person, notice.unasked) for notice in reminded.notices] == [
        ("closure.remind", AMARA.id, True)
    ]


def test_the_last_to_finish_tells_the_others_and_nobody_hears_of_the_first():
    mentorship = pair(closing_since=BEGUN)
    assert told(closing.finish(mentorship, NONE, (), part(JONAS), BEGUN)) == []
    both = closing.finish(mentorship, NONE, (part(JONAS, BEGUN),), part(AMARA), BEGUN + DAY)
    assert told(both) == [("closure.both", JONAS.id)]


def test_it_ends_at_once_where_all_wish_it_and_nobody_may_before_they_have_finished():
    mentorship = pair(closing_since=BEGUN)
    with pytest.raises(Refusal, match="first_done"):
        closing.wish_end(mentorship, NONE, (), part(JONAS), BEGUN)
    one = closing.wish_end(mentorship, NONE, (), part(JONAS, BEGUN), BEGUN)
    assert told(one) == [("closure.asked", AMARA.id)]
    assert kept(one, Mentorship) == []
    two = closing.wish_end(mentorship, NONE, (part(JONAS, BEGUN, BEGUN),), part(AMARA, BEGUN), BEGUN + DAY)
    assert kept(two, Mentorship)[0].is_ended


def test_under_power_nobody_is_asked_what_they_would_change():
    for role in Role:
        asked = [id for page in closing_part.pages(pair(power=True), role) for id in page]
        assert "Z.evaluate.change" not in asked
        assert "Z.evaluate.worked" in asked
    assert "Z.evaluate.change" in closing_part.shown_questions(pair())


def test_a_page_keeps_what_is_on_it_and_leaves_the_others_alone():
    written = closing_part.write(
        pair(), part(JONAS), 0, Words({"Z.accomplishments": "A page", "Z.retire.mentee": "no"})
    )
    assert written.answers == {"Z.accomplishments": "A page"}
    again = closing_part.write(
        pair(), written, 2, Words({"Z.retire.mentee": "Mine"}, mentor_next=MentorNext.YES, tell=True)
    )
    assert again.answers == {"Z.accomplishments": "A page", "Z.retire.mentee": "Mine"}
    emptied = closing_part.write(pair(), again, 0, Words({"Z.accomplishments": ""}))
    assert emptied.answers == {"Z.retire.mentee": "Mine"}
    with pytest.raises(Refusals):
        closing_part.write(pair(), part(JONAS), 0, Words({"Z.outcomes": "x" * (closing_part.ANSWER + 1)}))


@pytest.mark.parametrize(
    ("mentor_next", "tell", "done", "known"),
    [
        (MentorNext.YES, True, BEGUN, True),
        (MentorNext.YES, True, None, False),
        (MentorNext.YES, False, BEGUN, False),
        (MentorNext.LATER, True, BEGUN, False),
        (None, True, BEGUN, False),
    ],
)
def test_a_coordinator_learns_of_a_yes_alone_and_only_if_it_was_ticked_and_sent(mentor_next, tell, done, known):
    assert part(JONAS, done, mentor_next=mentor_next, tell=tell).would_mentor is known


def test_goals_come_first_while_nobody_has_finished():
    mentorship = pair(closing_since=BEGUN)
    rests = closing.revisit(mentorship, NONE, (part(JONAS),), AMARA.id, BEGUN + DAY)
    assert kept(rests, Mentorship)[0].closing_since is None
    assert told(rests) == [("closure.revisited", JONAS.id)]
    with pytest.raises(Refusal, match="finished_by_one"):
        closing.revisit(mentorship, NONE, (part(JONAS, BEGUN),), AMARA.id, BEGUN + DAY)


def test_new_goals_are_worth_a_thought_while_a_third_and_eight_weeks_are_left():
    assert closing.time_left(pair(), DEFAULTS, at(date(2027, 2, 10)))
    assert not closing.time_left(pair(), DEFAULTS, at(date(2027, 2, 16)))
    year = pair(end=date(2027, 10, 10))
    assert not closing.time_left(year, DEFAULTS, at(date(2027, 7, 20)))
