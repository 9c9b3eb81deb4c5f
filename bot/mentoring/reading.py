"""Which stage a goal and a relationship are read to be in, and why (field guide, section 3). Stages are read, never set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.mentoring.life import GoalLife, Life, Said
from bot.mentoring.people import PersonId, Role
from bot.mentoring.stages import MEETINGS_THAT_END_S1, Stage

S1, S2, S3, S4 = Stage
MENTEE, MENTOR = Role.MENTEE, Role.MENTOR

ON_THEIR_OWN = {"thinking-aloud", "alone"}
CONFIDENT = 4
STEPS_AT_LEAST = 2
LAST_MEETINGS, SET_UP = 4, 3
ENOUGH = 3
"""How many of the five marks of mastery a goal needs (S3.task, S3.sounding-board, S3.reversal)."""


class Reason(NamedTuple):
    """A mark that a reading rests on: `key` names its words. `by` gave it in a private answer, which nobody else ever
    sees; None where both know it, as it is a deed. `goal`, where it is about one."""

    key: str
    goal: int | None = None
    by: PersonId | None = None


class GoalReading(NamedTuple):
    """One goal: S2 or S3, and the marks that speak for S3."""

    goal: int
    stage: Stage
    reasons: tuple[Reason, ...]


class StageReading(NamedTuple):
    """The relationship, goal by goal. `lapses`: when the first of the words that count ceases to, if nothing comes."""

    stage: Stage
    goals: tuple[GoalReading, ...]
    reasons: tuple[Reason, ...]
    lapses: datetime | None = None


def is_created(life: Life) -> bool:
    """Whether the first stage is over: all have signed and a second meeting was held (S1.focus)."""
    return life.agreed_at is not None and len(life.held) >= MEETINGS_THAT_END_S1


def read(life: Life, now: datetime, *, words_count: timedelta) -> StageReading:
    """The stage that the evidence up to `now` speaks for. Words count for `words_count`."""
    since = now - words_count
    goals = tuple(_goal(life, id, goal, since) for id, goal in life.goals.items())
    words = [said.at for topic in ("needs", "ideas", "confidence") for said in life.answers(topic, since)]
    lapses = min(words) + words_count if words else None
    if not is_created(life):
        return StageReading(S1, goals, _of_s1(life), lapses)
    stage, reasons = _relationship(life, goals)
    return StageReading(stage, goals, reasons, lapses)


def _of_s1(life: Life) -> tuple[Reason, ...]:
    signed = "signed" if life.agreed_at is not None else "unsigned"
    return (Reason(f"agreement.{signed}"), Reason(f"meetings.{min(len(life.held), MEETINGS_THAT_END_S1)}"))


def _relationship(life: Life, goals: Sequence[GoalReading]) -> tuple[Stage, tuple[Reason, ...]]:
    """S4 where most or all of it is done (S4.accomplished), S3 where half of what is left is mastered, else S2."""
    if life.closing_at is not None:
        return S4, (Reason("closing"),)
    if not goals:
        return S2, (Reason("goals.none"),)
    met = [goal for goal in goals if not life.goals[goal.goal].is_open]
    left = [goal for goal in goals if life.goals[goal.goal].is_open]
    mastered = [goal for goal in left if goal.stage is S3]
    if not left:
        return S4, (Reason("goals.all_met"),)
    if 2 * len(met) > len(goals) and len(mastered) == len(left):
        return S4, (Reason("goals.most_met"), *_of(mastered))
    if 2 * len(mastered) >= len(left):
        return S3, _of(mastered)
    return S2, _of(left) or (Reason("goals.begun"),)


def _of(goals: Sequence[GoalReading]) -> tuple[Reason, ...]:
    return tuple(reason for goal in goals for reason in goal.reasons)


def _goal(life: Life, id: int, goal: GoalLife, since: datetime) -> GoalReading:
    """S3 for what is marked or met, or where three marks of mastery come together, of both partners or with a deed."""
    if goal.marked or goal.met_at is not None:
        return GoalReading(id, S3, (Reason("goal.met" if goal.met_at else "goal.marked", id),))
    words = _words(life, id, since)
    deeds = _deeds(life, id, goal)
    of_both = {life.frame.members[reason.by] for reason in words if reason.by is not None} == {MENTEE, MENTOR}
    mastered = len(words) + len(deeds) >= ENOUGH and (bool(deeds) or of_both)
    return GoalReading(id, S3 if mastered else S2, (*words, *deeds))


def _words(life: Life, goal: int, since: datetime) -> list[Reason]:
    needs = _newest(life, "needs", goal, since, MENTEE)
    ideas = _newest(life, "ideas", goal, since, MENTOR)
    confidence = _newest(life, "confidence", goal, since, MENTEE)
    found = []
    if needs is not None and needs.value in ON_THEIR_OWN:
        found.append(Reason(f"needs.{needs.value}", goal, needs.by))
    if ideas is not None and ideas.value == "mentee":
        found.append(Reason("ideas.mentee", goal, ideas.by))
    if confidence is not None and confidence.number >= CONFIDENT:
        found.append(Reason("confidence.high", goal, confidence.by))
    return found


def _newest(life: Life, topic: str, goal: int, since: datetime, role: Role) -> Said | None:
    """What was said last about this goal; an answer that names none is about all of them."""
    for said in reversed(life.answers(topic)):
        if said.at <= since:
            break
        if said.goal in (goal, None) and life.frame.members.get(said.by) is role:
            return said
    return None


def _deeds(life: Life, id: int, goal: GoalLife) -> list[Reason]:
    done = sum(step.done for step in goal.steps.values())
    found = []
    if done >= STEPS_AT_LEAST and 3 * done >= 2 * len(goal.steps):
        found.append(Reason("steps.most_done", id))
    if mentee_leads(life):
        found.append(Reason("meetings.by_mentee", id))
    return found


def mentee_leads(life: Life, count: int = SET_UP, of: int = LAST_MEETINGS) -> bool:
    """Whether a mentee set up `count` of the last `of` meetings, unless that is what was agreed (S3.reversal)."""
    if life.frame.initiator is MENTEE:
        return False
    last = life.held[-of:]
    by_mentee = [each for each in last if each.by is not None and life.frame.members.get(each.by) is MENTEE]
    return len(last) == of and len(by_mentee) >= count
