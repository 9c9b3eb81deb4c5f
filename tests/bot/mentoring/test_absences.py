"""Absences: when one counts, how long the clocks stand still, and when it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring import absences
from bot.mentoring.gathering import gather
from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import MentorshipId
from tests.bot.mentoring.pieces import frame
from tests.builders import person
from tests.lives.life_file import at

PAIR = MentorshipId(41)
AMARA = person(1, "Amara", zone="Africa/Lagos")


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ("2026-10-12T10:00", "2026-10-13T08:00"),
        ("2026-10-12T22:00", "2026-10-13T08:00"),
        ("2026-10-13T03:00", "2026-10-13T08:00"),
        ("2026-10-13T05:00", "2026-10-14T08:00"),
        ("2026-10-16T15:00", "2026-10-19T08:00"),
    ],
)
def test_it_counts_on_the_next_working_morning_of_who_is_gone_that_is_four_hours_away(found, counts):
    """9:00 in Lagos is 8:00 UTC; 16 October 2026 is a Friday."""
    now = datetime.fromisoformat(f"{found}+00:00")
    (changed,) = absences.begins(AMARA, [PAIR], now).changes
    assert (changed.gone_since, changed.gone_counts_at) == (now, datetime.fromisoformat(f"{counts}+00:00"))


def spans(*evidence):
    return gather(frame(), [piece for traces in evidence for _, piece in traces]).pauses.spans


def test_the_clocks_stand_still_from_when_it_was_found_until_the_account_is_back():
    gone = absences.begins(AMARA, [PAIR], at(10))
    assert spans(gone.evidence) == ((at(10), at(10) + absences.UNTIL_BACK),)
    assert spans(gone.evidence, absences.ends(AMARA, [PAIR], at(30)).evidence) == ((at(10), at(30)),)


def test_who_had_asked_for_quiet_before_is_left_in_it_when_back():
    snoozed = replace(AMARA, snoozed_until=at(50))
    gone, back = absences.begins(snoozed, [PAIR], at(10)), absences.ends(snoozed, [PAIR], at(30))
    assert spans(gone.evidence, back.evidence) == ((at(10), at(50)),)


def test_it_is_told_at_once_on_a_working_day_while_nobody_sleeps_and_otherwise_in_the_morning():
    stockholm = Habits("Europe/Stockholm")
    noon, night, saturday = (datetime(2026, 10, day, hour, tzinfo=UTC) for day, hour in ((13, 10), (13, 2), (17, 10)))
    assert absences.in_their_day(noon, stockholm) == noon
    assert absences.in_their_day(night, stockholm) == datetime(2026, 10, 13, 7, tzinfo=UTC)
    assert absences.in_their_day(saturday, stockholm) == datetime(2026, 10, 19, 7, tzinfo=UTC)


def test_one_absence_has_one_key_for_each_person_and_the_next_absence_another():
    gone = replace(AMARA, gone_since=at(10))
    again = replace(AMARA, gone_since=at(10) + timedelta(days=3))
    other = person(2).id
    assert absences.told_key(gone, other) == absences.told_key(gone, other)
    assert (
        len({absences.told_key(gone, other), absences.told_key(again, other), absences.told_key(gone, AMARA.id)}) == 3
    )
