"""What one person may be told about the engine's conclusions: deeds, and their own words; never what another said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.mentoring import engine, moves, reading
from bot.mentoring.doubts import Because, Scene, Why, open_to
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.life import Frame, gather
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId
from bot.mentoring.questions import TOPICS
from bot.mentoring.thresholds import Thresholds

OPENLY = {Because.CONDITION, Because.VARIETY}
"""Reasons that rest on nothing but the person's own answers and the calendar."""


def seen_by(pieces: Iterable[Evidence], person: PersonId) -> list[Evidence]:
    """The evidence without what the others said in private."""
    private = (What.SAID, What.STAGE_FELT, What.SKIP_FELT)
    return [
        each
        for each in pieces
        if each.what not in private or each.by == person or (each.what is What.SAID and each.topic not in TOPICS)
    ]


def why_to(scene: Scene, why: Why, pieces: Iterable[Evidence]) -> Why:
    """Why a question comes, as its reader may know it: where that rests on what another said in private, it is simply the
    question's turn."""
    if why.because in OPENLY:
        return why
    life = gather(scene.life.frame, seen_by(pieces, scene.person))
    read = reading.read(life, scene.now, words_count=scene.rules.words_count)
    seen = replace(scene, life=life, reading=read)
    return why if why in open_to(seen) else replace(why, because=Because.VARIETY)


def standing_at(frame: Frame, pieces: Sequence[Evidence], *, rules: Thresholds, now: datetime) -> Standing:
    """Where a mentorship stood at a moment that has passed, lived again from its evidence."""
    moment, first = frame.introduced_at, frame.steps[0].id if frame.steps else None
    standing = moves.begin(moment, first)
    while True:
        lived = [piece for piece in pieces if piece.at <= moment]
        seen = engine.look(frame, lived, standing, {}, rules=rules, now=moment)
        standing = seen.standing
        moments = [seen.next_at, *(piece.at for piece in pieces)]
        following = min((each for each in moments if each is not None and each > moment), default=None)
        if following is None or following > now:
            return standing
        moment = following
