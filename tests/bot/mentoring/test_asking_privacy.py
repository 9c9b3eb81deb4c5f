"""No question tells what the partner answered: over all lives it is the same with all that the partner said turned round."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from bot.mentoring import asking, explained, moves, reading
from bot.mentoring.doubts import Because, Choice
from bot.mentoring.engine import look, told_after
from bot.mentoring.evidence import Evidence
from bot.mentoring.gathering import gather
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId, Role
from bot.mentoring.rests import Last
from bot.mentoring.thresholds import DEFAULTS
from prompts.questions import laid_out_bank
from tests.bot.mentoring.test_privacy import ANSWERS, OPPOSITE
from tests.lives import life_file
from tests.lives.life_file import DAYS, PEOPLE, ROLES, LifeFile, at
from tests.lives.living import EVENING

LIVES = life_file.every()
EVERY = 5
"""Every so many days: on each weekday, and between any two answers of one topic."""
Lived = list[tuple[datetime, list[Evidence], Standing, dict[str, datetime]]]


@cache
def lived(file: Path) -> tuple[LifeFile, Lived]:
    """The evidence by then, where the pair stood, and what they had been told, at many days."""
    life = life_file.read(file)
    pieces = sorted(life.evidence, key=lambda each: each.at)
    moments = [each.at for each in pieces]
    first = life.frame.steps[0].id if life.frame.steps else None
    standing, told, found = moves.begin(life.frame.introduced_at, first), dict[str, Last](), []
    for day in range(DAYS):
        now = at(day, EVENING)
        so_far = pieces[: bisect_right(moments, now)]
        seen = look(life.frame, so_far, standing, told, rules=DEFAULTS, now=now)
        standing = seen.standing
        told = told_after(told, seen, now)
        if day % EVERY == 0:
            found.append((now, so_far, standing, {kind: last.at for kind, last in told.items()}))
    return life, found


def asked(file: Path, person: PersonId, *, turned_round: bool, knows_all: bool = False) -> list[Choice | None]:
    """What this person is asked at these days, where the partner said what they said, or the opposite of all of it."""
    life, days = lived(file)
    found = []
    for now, pieces, standing, told in days:
        given = [_opposite(each) if turned_round and each.by != person else each for each in pieces]
        known, read = explained.known_to(person, life.frame, given, rules=DEFAULTS, now=now)
        if knows_all:
            known = gather(life.frame, given)
            read = reading.read(known, now, words_count=DEFAULTS.words_count)
        found.append(
            asking.choose(
                laid_out_bank(),
                role=ROLES[person],
                person=person,
                life=known,
                reading=read,
                standing=standing,
                history=(),
                power=life.frame.power,
                now=now,
                seed=f"{now}",
                told=told,
            )
        )
    return found


def _opposite(piece: Evidence) -> Evidence:
    return piece._replace(value=OPPOSITE[piece.value]) if piece.what in ANSWERS else piece


@pytest.mark.parametrize("file", LIVES, ids=[file.stem for file in LIVES])
@pytest.mark.parametrize("role", Role)
def test_what_is_asked_is_the_same_whatever_the_partner_said(file, role):
    person = PEOPLE[role]
    assert asked(file, person, turned_round=False) == asked(file, person, turned_round=True)


def test_to_choose_from_all_that_was_said_would_tell():
    """Else the test above would prove nothing: by what only the partner knows, many lives would ask something else."""
    changed = (
        (file, role)
        for file in LIVES
        for role in Role
        if asked(file, PEOPLE[role], turned_round=False, knows_all=True)
        != asked(file, PEOPLE[role], turned_round=True, knows_all=True)
    )
    assert len(list(islice(changed, 5))) == 5


def test_many_questions_of_these_lives_rest_on_what_was_said():
    reasons = {
        choice.why.because
        for file in LIVES
        for role in Role
        for choice in asked(file, PEOPLE[role], turned_round=False)
        if choice is not None
    }
    assert reasons >= {Because.STAGE, Because.ONE_SIDED, Because.AGAIN, Because.CONDITION}
