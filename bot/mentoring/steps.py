"""Which of the nine steps a pair is in: the first that is neither skipped nor ended (field guide, section 4).

Evidence ends a step, its usual time, or both. As time does not waver, it is taken as passed so long beforehand as a
reading has to stand: the question whether the next step has begun comes on the day on which the usual time is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.mentoring.life import Life, Said
from bot.mentoring.moves import Place, Standing
from bot.mentoring.people import PersonId
from bot.mentoring.process import EndsWhen, ProcessStep
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import Thresholds

FIRST = "N1"
LEFT_FOR_GOOD = "N4"
"""What comes before it, and it itself, is never returned to (N1 to N4)."""


def read(life: Life, stage: Stage, standing: Standing, *, rules: Thresholds, now: datetime) -> Place:
    """The step that the evidence up to `now` speaks for; `stage` is the one the relationship is read to be in."""
    return _first(life, stage, standing, life.frame.steps, rules, now)


def skipped_to(life: Life, stage: Stage, standing: Standing, *, rules: Thresholds, now: datetime) -> Place | None:
    """Where it leads that all wish to skip the step they are in; None while not all do, or where it may not be."""
    words = life.skips.get(standing.step or "", ())
    if not life.frame.steps or not wish_to_skip(words, standing.since) >= life.frame.members.keys():
        return None
    here = index(life.frame.steps, standing.step)
    if not life.frame.steps[here].may_be_skipped:
        return None
    return _first(life, stage, standing, life.frame.steps[here + 1 :], rules, now)


def wish_to_skip(words: Iterable[Said], since: datetime) -> set[PersonId]:
    """Who wishes to skip the step that they are in since then. A no of anybody takes back what all have said before, or
    in the same second."""
    wishing: set[PersonId] = set()
    for said in sorted(words, key=lambda each: (each.at, each.value == "no")):
        if said.at < since:
            continue
        if said.value == "yes":
            wishing.add(said.by)
        else:
            wishing.clear()
    return wishing


def not_followed_at(words: Iterable[Said], since: datetime, person: PersonId) -> datetime | None:
    """When a wish of this person's to skip the step that they are in since then was last ended by a no, anybody's."""
    wishing, ended = False, None
    for said in sorted(words, key=lambda each: (each.at, each.value == "no")):
        if said.at < since:
            continue
        if said.value == "yes":
            wishing = wishing or said.by == person
        elif wishing:
            wishing, ended = False, said.at
    return ended


def turns_at(life: Life, standing: Standing, *, rules: Thresholds) -> datetime | None:
    """When the usual time of the step they are in is taken as passed; None where its end does not depend on that."""
    if not life.frame.steps:
        return None
    step = life.frame.steps[index(life.frame.steps, standing.step)]
    if EndsWhen.USUAL_TIME not in step.ends_when:
        return None
    return life.pauses.after(standing.since, max(_time(life, step, rules) - _before(standing, step), timedelta()))


def is_before_plan(steps: Sequence[ProcessStep], id: str | None) -> bool:
    """Whether the step in which a plan is begun lies ahead (N4): until then there is no plan that could stall."""
    begins = next((nth for nth, step in enumerate(steps) if EndsWhen.PLAN_BEGUN in step.ends_when), 0)
    return id is not None and index(steps, id) < begins


def index(steps: Sequence[ProcessStep], id: str | None) -> int:
    """The place of a step among the others. Raises StopIteration for an id that is none."""
    return next(nth for nth, step in enumerate(steps) if step.id == id)


def _first(
    life: Life, stage: Stage, standing: Standing, of: Sequence[ProcessStep], rules: Thresholds, now: datetime
) -> Place:
    last = life.frame.steps[-1]
    if life.closing_at is not None and standing.stage is not Stage.S1:
        return Place(last.counts_as, last.id)
    left = {step.id for step in life.frame.steps if step.id <= LEFT_FOR_GOOD and step.id < (standing.step or "")}
    for step in of:
        if step.id not in left | standing.skipped and not _is_ended(life, step, stage, standing, rules, now):
            return Place(step.counts_as, step.id)
    return Place(last.counts_as, last.id)


def _is_ended(
    life: Life, step: ProcessStep, stage: Stage, standing: Standing, rules: Thresholds, now: datetime
) -> bool:
    def holds(condition: EndsWhen) -> bool:
        match condition:
            case EndsWhen.FIRST_MEETING:
                return bool(life.held)
            case EndsWhen.SECOND_MEETING:
                return len(life.held) > 1
            case EndsWhen.ALL_SIGNED:
                return life.agreed_at is not None
            case EndsWhen.PLAN_BEGUN:
                return any(goal.steps for goal in life.goals.values())
            case EndsWhen.STEP_DONE:
                return any(each.done for goal in life.goals.values() for each in goal.steps.values())
            case EndsWhen.USUAL_TIME:
                return _has_passed(life, step, standing, rules, now)
            case EndsWhen.MASTERY:
                return stage in (Stage.S3, Stage.S4)
            case EndsWhen.ALL_MET:
                return stage is Stage.S4
            case EndsWhen.CLOSING:
                return life.closing_at is not None

    return all(holds(condition) for condition in step.ends_when)


def _has_passed(life: Life, step: ProcessStep, standing: Standing, rules: Thresholds, now: datetime) -> bool:
    if step.id != standing.step:
        return _before(standing, step) >= _time(life, step, rules)
    at = turns_at(life, standing, rules=rules)
    return at is not None and at <= now


def _time(life: Life, step: ProcessStep, rules: Thresholds) -> timedelta:
    return life.frame.usual[step.id] - rules.reading_stands


def _before(standing: Standing, step: ProcessStep) -> timedelta:
    return standing.spent.get(step.id, timedelta())
