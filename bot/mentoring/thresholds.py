"""When each signal is raised and what a program may set about it: every number of the field guide's section 12."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import TypeVar

from bot.mentoring.stages import Stage

T = TypeVar("T")
K = TypeVar("K", Stage, int)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class MissedRule:
    """`W.missed`: raised when `count` of the last `of` settled appointments did not happen."""

    count: int
    of: int


def _each(values: dict[K, T]) -> Mapping[K, T]:
    """A mapping that stays as it is. It takes no part in the hash, which the other fields settle."""
    return field(default_factory=lambda: MappingProxyType(values), hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The defaults are the field guide's; the rooms it leaves are settled as tests/lives/README.md says.

    A stage that is missing from a mapping has no such rule. Spans are elapsed time, without the time that somebody of the
    pair asked for quiet. Answers are steps of a scale from 1 to 5.
    """

    missed: Mapping[Stage, MissedRule] = _each(
        {
            Stage.S1: MissedRule(2, 3),
            Stage.S2: MissedRule(2, 4),
            Stage.S3: MissedRule(2, 3),
            Stage.S4: MissedRule(1, 1),
        }
    )
    """W.missed: how many of the last appointments did not happen."""

    agreement_late: timedelta = 21 * DAY
    """W.agreement-late in S1: since the introduction, without an agreement that all have signed."""
    amendment_late: timedelta = 14 * DAY
    """W.agreement-late in S2 and S3: since a changed version waits for signatures."""

    stalled: Mapping[Stage, timedelta] = _each({Stage.S2: 35 * DAY, Stage.S3: 42 * DAY})
    """W.plan-stalled: since the plan moved last."""
    step_late: timedelta = 14 * DAY
    """W.plan-stalled: since the due day of an action step."""

    too_broad_share: float = 0.30
    """W.goals-too-broad: the least share of the program that is left, from 0 to 1, when all goals are met."""
    too_broad_left: timedelta = 8 * WEEK
    """W.goals-too-broad: the least that is left of the program, besides that share."""

    one_sided_apart: timedelta = 14 * DAY
    """W.one-sided: how far apart it has to show twice."""

    views_gap: int = 3
    """W.views-differ: steps between both answers to one shared question, once."""
    views_small_gap: int = 2
    """W.views-differ: fewer steps, `views_times` times."""
    views_times: int = 2
    """W.views-differ: how many such pairs of answers it takes."""
    views_within: timedelta = 42 * DAY
    """W.views-differ: the most that may lie between the two answers for them to be compared."""

    limits_strongest: int = 5
    """W.limits: the step of doubt that counts once."""
    limits_strong: int = 4
    """W.limits: the step of doubt that counts twice, `limits_apart`."""
    limits_apart: timedelta = 14 * DAY
    """W.limits: the least between two strong doubts."""

    quiet: Mapping[Stage, timedelta] = _each(
        {Stage.S1: 10 * DAY, Stage.S2: 21 * DAY, Stage.S3: 35 * DAY, Stage.S4: 21 * DAY}
    )
    """W.quiet: since either was last heard of, with no appointment ahead."""
    quiet_unanswered: Mapping[Stage, int] = _each({Stage.S2: 2})
    """W.quiet: how many of the pair's check-ins have to have run out besides."""

    imbalance_answers: int = 3
    """W.imbalance: the least number of answers to one core condition."""
    imbalance_within: timedelta = 60 * DAY
    """W.imbalance: the span that holds them all."""
    imbalance_mean: float = 2.0
    """W.imbalance: the highest mean of them, from 1 to 5."""

    reversal_count: int = 3
    """W.reversal: how many of the last `reversal_of` meetings the mentee set up."""
    reversal_of: int = 4
    """W.reversal: how many meetings are looked at."""

    stuck_first: timedelta = 6 * WEEK
    """W.stuck in S1, since it began."""
    stuck_last: timedelta = 8 * WEEK
    """W.stuck in S4, since it began."""
    stuck_times: float = 1.5
    """W.stuck in S2 and S3: times the stage's usual length, added up over its returns."""

    end_near: Mapping[int, timedelta] = _each({6: 4 * WEEK, 9: 5 * WEEK, 12: 6 * WEEK})
    """W.end-near: before the end of a program of so many months."""

    rest: timedelta = 28 * DAY
    """The least between two times of the same signal; twice as long after each time that nothing came of it."""
    rest_longest: timedelta = 13 * WEEK
    """The most that this comes to."""
    apart: timedelta = 7 * DAY
    """The least between any two signals to one pair: one at a time."""

    reading_stands: timedelta = 14 * DAY
    """How long a stage has to be read otherwise, on end, before each partner is asked (section 13)."""
    asked_again: timedelta = 28 * DAY
    """From one stage question to the next (section 13)."""
    words_count: timedelta = 90 * DAY
    """How long an answer counts for the reading of a stage."""

    hand_after: timedelta = 14 * DAY
    """"Could use a hand": this long after the pair was told and nothing changed."""
    hand_agreement: timedelta = 35 * DAY
    """"Could use a hand" for W.agreement-late: since the introduction."""
    hand_end: timedelta = 7 * DAY
    """"Could use a hand" for W.end-near: before the end."""


DEFAULTS = Thresholds()
"""What holds where a program says nothing else."""
