"""No answer of anybody's shows in what a coordinator sees: all lives, lived as they are and with every answer inverted."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.mentoring import moves
from bot.mentoring.coordinator import View
from bot.mentoring.engine import look, told_after
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.rests import Last
from bot.mentoring.thresholds import DEFAULTS
from tests.lives import life_file
from tests.lives.life_file import DAYS, LifeFile, at
from tests.lives.living import EVENING

Year = tuple[list[View], list[tuple[int, str]]]
LIVES = life_file.every()
OPPOSITE = {"yes": "no", "advice": "alone", "introductions": "thinking-aloud", "mentor": "mentee", "both": "both"}
OPPOSITE |= {theirs: ours for ours, theirs in OPPOSITE.items()} | {str(n): str(6 - n) for n in range(1, 6)}
ANSWERS = {What.SAID, What.STAGE_FELT, What.SKIP_FELT}


def inverted(life: LifeFile) -> LifeFile:
    """The same life with the opposite of every answer: to check-ins, private and shared, and on stages and steps."""
    pieces = [each._replace(value=OPPOSITE[each.value]) if each.what in ANSWERS else each for each in life.evidence]
    return replace(life, evidence=pieces)


@cache
def both(file: Path) -> tuple[Year, Year]:
    """The year as it is, and with every answer inverted."""
    life = life_file.read(file)
    return year(life), year(inverted(life))


def year(life: LifeFile) -> Year:
    """What a coordinator sees each evening; and what the pair is told, by the day."""
    pieces: list[Evidence] = sorted(life.evidence, key=lambda each: each.at)
    moments = [each.at for each in pieces]
    first = life.frame.steps[0].id if life.frame.steps else None
    standing, told = moves.begin(life.frame.introduced_at, first), dict[str, Last]()
    shown, said = [], []
    for day in range(DAYS):
        now = at(day, EVENING)
        seen = look(life.frame, pieces[: bisect_right(moments, now)], standing, told, rules=DEFAULTS, now=now)
        if seen.raised is not None:
            said.append((day, seen.raised.kind))
        told = told_after(told, seen, now)
        if seen.standing.stage is not standing.stage:
            said.append((day, seen.standing.stage))
        standing = seen.standing
        shown.append(seen.shown)
    return shown, said


@pytest.mark.parametrize("file", LIVES, ids=[file.stem for file in LIVES])
def test_a_coordinator_sees_the_same_when_every_answer_is_inverted(file):
    ours, theirs = both(file)
    assert ours[0] == theirs[0]


def test_inverting_is_felt_by_the_pair():
    """Else the test above would prove nothing: many of the lives lead to other signals or moves with other answers."""
    changed = [file for file in LIVES if both(file)[0][1] != both(file)[1][1]]
    assert len(changed) >= 12


@pytest.mark.parametrize("file", LIVES, ids=[file.stem for file in LIVES])
def test_every_answer_has_an_opposite(file):
    life = life_file.read(file)
    assert inverted(inverted(life)).evidence == life.evidence
    answers = [each for each in life.evidence if each.what in ANSWERS]
    assert all(OPPOSITE[each.value] != each.value or each.value in ("both", "3") for each in answers)


def test_a_pair_that_needs_a_hand_is_seen_and_one_that_does_not_is_not():
    """The view is no blank page: these show in this week, and every other life gets by."""
    weeks = {file.stem: week for file in LIVES if (week := _first_hand(both(file)[0][0])) is not None}
    assert weeks == {
        "amended-three-times": 23,  # told in week 21
        "back-from-mastery": 44,  # the second stage has lasted 39 weeks, and the plan lies still since week 37
        "missed-early": 3,  # at once
        "s1-everything-at-once": 4,  # at once
        "slow-to-stir": 6,  # no agreement on day 35
        "stuck": 50,  # told in week 49; goals have been met since before the two agreed that it is the last stage
    }


def _first_hand(views: list[View]) -> int | None:
    """The week in which it shows first."""
    for day, view in enumerate(views):
        if view.hand_at is not None and view.hand_at <= at(day, EVENING):
            return day // 7 + 1
    return None
