"""What one person may be told about the engine's conclusions: deeds, and their own words; never what another said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.mentoring import engine, moves, reading
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.frame import Frame
from bot.mentoring.gathering import gather
from bot.mentoring.life import Life
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId
from bot.mentoring.questions import TOPICS
from bot.mentoring.reading import StageReading
from bot.mentoring.rests import Last
from bot.mentoring.thresholds import Thresholds

PRIVATE = (What.SAID, What.STAGE_FELT, What.SKIP_FELT)


def seen_by(pieces: Iterable[Evidence], person: PersonId | None) -> list[Evidence]:
    """The evidence without what the others said in private. What they answered of what both are asked is seen once this
    person has answered it too; before, only that they did. Nobody in particular (None) sees no answer at all."""
    given = list(pieces)
    own = {each.topic for each in given if each.what is What.SAID and each.by == person}
    seen = []
    for each in given:
        if each.what not in PRIVATE or each.by == person:
            seen.append(each)
        elif person is not None and each.what is What.SAID and each.topic not in TOPICS:
            seen.append(each if each.topic in own else each._replace(value=""))
    return seen


def known_to(
    person: PersonId | None, frame: Frame, pieces: Iterable[Evidence], *, rules: Thresholds, now: datetime
) -> tuple[Life, StageReading]:
    """The life so far and the stage it is read in, by nothing but what this person may know, or anybody (None)."""
    life = gather(frame, seen_by(pieces, person))
    return life, reading.read(life, now, words_count=rules.words_count)


def standing_at(frame: Frame, pieces: Sequence[Evidence], *, rules: Thresholds, now: datetime) -> Standing:
    """Where a mentorship stood at a moment that has passed, lived again from its evidence."""
    return _lived(frame, pieces, rules=rules, now=now)[0]


def looks_again_at(
    person: PersonId | None, frame: Frame, pieces: Sequence[Evidence], *, rules: Thresholds, now: datetime
) -> datetime | None:
    """When the next look is due, by nothing but what this person may know, or anybody (None): when the other's words lapse,
    or lead to something, is left out. None where that takes something new."""
    return _lived(frame, seen_by(pieces, person), rules=rules, now=now)[1]


def _lived(
    frame: Frame, pieces: Sequence[Evidence], *, rules: Thresholds, now: datetime
) -> tuple[Standing, datetime | None]:
    """Where this evidence alone has led to by now, and when it leads further."""
    moment, first = frame.introduced_at, frame.steps[0].id if frame.steps else None
    standing = moves.begin(moment, first)
    told: Mapping[str, Last] = {}
    while True:
        lived = [piece for piece in pieces if piece.at <= moment]
        seen = engine.look(frame, lived, standing, told, rules=rules, now=moment)
        standing = seen.standing
        told = engine.told_after(told, seen, moment)
        moments = [seen.next_at, *(piece.at for piece in pieces)]
        following = min((each for each in moments if each is not None and each > moment), default=None)
        if following is None or following > now:
            return standing, following
        moment = following
