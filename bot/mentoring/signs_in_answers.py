"""The signals of section 12 that are answers in disguise: no coordinator sees anything of them.

Each rule gives the moment from which its signal holds, or none. They forget what was said before they were last raised.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.mentoring.life import Said
from bot.mentoring.people import Role
from bot.mentoring.sight import Seen, Sight
from bot.mentoring.stages import Stage

S1, S4 = Stage.S1, Stage.S4


def one_sided(sight: Sight) -> Seen | None:
    """W.one-sided: one is ready to move on from a goal that is being worked on and the other is not, twice
    (S3.move-on-caution)."""
    if sight.stage in (S1, S4):
        return None
    answers = sight.life.answers("ready", sight.told)
    worked_on = [id for id, goal in sight.life.goals.items() if goal.is_worked_on]
    found = [_differ_twice(sight, [each for each in answers if each.goal == goal]) for goal in worked_on]
    moments = [each for each in found if each is not None]
    return Seen(min(moments)) if moments else None


def _differ_twice(sight: Sight, answers: Sequence[Said]) -> datetime | None:
    """When it showed for the second time; None where they have been of one mind since."""
    newest: dict[int, Said] = {}
    first: datetime | None = None
    twice: datetime | None = None
    for said in answers:
        newest[said.by] = said
        if len(newest) < len(sight.life.frame.members):
            continue
        if len({each.value for each in newest.values()}) == 1:
            first = twice = None
        elif first is None:
            first = said.at
        elif all(each.at > first for each in newest.values()) and said.at >= first + sight.rules.one_sided_apart:
            twice = twice or said.at
    return twice


def views_differ(sight: Sight) -> Seen | None:
    """W.views-differ: the answers of both to one shared question lie far apart."""
    if sight.stage in (S1, S4):
        return None
    moments = []
    for topic in sight.life.said:
        if topic not in PRIVATE:
            moments.append(_far_apart(sight, sight.life.answers(topic, sight.told)))
    found = [each for each in moments if each is not None]
    return Seen(min(found)) if found else None


PRIVATE = {"support", "challenge", "vision", "limits", "ready", "needs", "ideas", "confidence"}
"""What is asked of one partner alone; everything else both are asked and both see."""


def _far_apart(sight: Sight, answers: Sequence[Said]) -> datetime | None:
    """Since when they are; None where the two newest answers are near each other again."""
    rules, small = sight.rules, 0
    waiting: dict[int, Said] = {}
    found: datetime | None = None
    for said in answers:
        waiting[said.by] = said
        if len(waiting) < len(sight.life.frame.members):
            continue
        pair = list(waiting.values())
        if said.at - min(each.at for each in pair) > rules.views_within:
            continue
        gap = max(each.number for each in pair) - min(each.number for each in pair)
        waiting.clear()
        if gap < rules.views_small_gap:
            found = None
            continue
        small += 1
        if gap >= rules.views_gap or small >= rules.views_times:
            found = found or said.at
    return found


def limits(sight: Sight) -> Seen | None:
    """W.limits: somebody doubts that the other's limits can be accepted (S2.limits), and has not doubted less since."""
    if sight.stage is S4:
        return None
    rules = sight.rules
    strong: dict[int, datetime] = {}
    found: dict[int, datetime] = {}
    for said in sight.life.answers("limits", sight.told):
        if said.number < rules.limits_strong:
            strong.pop(said.by, None)
            found.pop(said.by, None)
            continue
        first = strong.setdefault(said.by, said.at)
        again = sight.stage is not S1 and said.at >= first + rules.limits_apart
        if said.number >= rules.limits_strongest or again:
            found.setdefault(said.by, said.at)
    return Seen(min(found.values())) if found else None


def imbalance(sight: Sight) -> Seen | None:
    """W.imbalance: support or challenge is low in the mentee's answers (section 9)."""
    if sight.stage in (S1, S4):
        return None
    rules, members = sight.rules, sight.life.frame.members
    for condition in ("support", "challenge"):
        answers = sight.life.answers(condition, sight.told)
        newest = [each for each in answers if members.get(each.by) is Role.MENTEE][-rules.imbalance_answers :]
        if len(newest) < rules.imbalance_answers or newest[0].at < sight.now - rules.imbalance_within:
            continue
        if sum(each.number for each in newest) <= rules.imbalance_mean * len(newest):
            return Seen(newest[-1].at)
    return None
