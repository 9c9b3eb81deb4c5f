"""What is open about a mentorship that one answer of somebody would settle: what the next question is chosen by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring.goals import GoalId
from bot.mentoring.life import Life, Said
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId, Role
from bot.mentoring.questions import TOPICS, Question
from bot.mentoring.reading import ENOUGH, StageReading
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import Thresholds

LAPSES_SOON = timedelta(days=28)
"""A word that ceases to count within this is asked for anew: the longest from one question to the next (section 13)."""
WORDS = {Role.MENTEE: ("needs", "confidence"), Role.MENTOR: ("ideas",)}
"""Whose words a goal is read by (see `reading`)."""
CONDITIONS = ("support", "challenge", "vision")
LOW, MIDDLE = 2, 3
NEWEST = 3
"""How many answers to a core condition are looked at."""


class Because(StrEnum):
    """Why a question comes, the first of these first."""

    STAGE = "stage"
    """A goal's stage is open, and a word of this person would tell."""
    ONE_SIDED = "one_sided"
    """This person said once whether it is time to move on from a goal, and once is not sure."""
    AGAIN = "again"
    """What this person answered lately is worth asking about again."""
    BOTH = "both"
    """The others answered what both are asked; this person has not."""
    CONDITION = "condition"
    """The core condition that is lacking in this person's own answers."""
    UNHEARD = "unheard"
    """In one of the nine steps: what the engine reads and this person was not asked about lately."""
    VARIETY = "variety"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a question was chosen: `topic` is what it tells about, `goal` the one that is meant, if any."""

    because: Because
    topic: str
    goal: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What to ask, about which goal, and why."""

    question: Question
    goal: GoalId | None
    why: Why


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a choice looks at. `life` and `reading` hold nothing but what this person may know (`explained.known_to`):
    a question is a message too."""

    role: Role
    person: PersonId
    life: Life
    reading: StageReading
    standing: Standing
    told: Mapping[str, datetime]
    rules: Thresholds
    now: datetime


def open_to(scene: Scene) -> Iterator[Why]:
    """What is open and one word of this person would settle, the most useful first. The first stage ends by deeds."""
    if scene.standing.stage is Stage.S1:
        return
    yield from _of_stage(scene)
    if scene.standing.stage is not Stage.S4:
        yield from _one_sided(scene)
    yield from _again(scene)
    if scene.standing.stage is not Stage.S4:
        yield from _of_both(scene)


def _of_stage(scene: Scene) -> Iterator[Why]:
    """Words that are missing or lapse soon, of goals that are near mastery, or of all where the stage is read otherwise."""
    differs = scene.reading.stage is not scene.standing.stage
    counts = scene.now - scene.rules.words_count + LAPSES_SOON
    for goal in sorted(scene.reading.goals, key=lambda each: -len(each.reasons)):
        lived = scene.life.goals[goal.goal]
        if lived.marked or not lived.is_open or not (differs or len(goal.reasons) >= ENOUGH - 1):
            continue
        for topic in WORDS[scene.role]:
            if not any(each.goal in (goal.goal, None) for each in _own(scene, topic, counts)):
                yield Why(Because.STAGE, topic, goal.goal)


def _one_sided(scene: Scene) -> Iterator[Why]:
    """Goals that this person has said so of once. Whether the other sees it alike changes nothing: it would be told."""
    said = Counter(each.goal for each in _own(scene, "ready", scene.told.get("W.one-sided")))
    for goal, times in said.items():
        lived = scene.life.goals.get(goal or 0)
        if times == 1 and lived and lived.is_open and not lived.marked:
            yield Why(Because.ONE_SIDED, "ready", goal)


def _again(scene: Scene) -> Iterator[Why]:
    """What this person's own answers leave open: one strong doubt, one or two low answers."""
    rules = scene.rules
    doubted = _own(scene, "limits", scene.told.get("W.limits"))
    if doubted and doubted[-1].number == rules.limits_strong:
        yield Why(Because.AGAIN, "limits")
    for condition in ("support", "challenge"):
        said = _own(scene, condition, scene.told.get("W.imbalance"))[-rules.imbalance_answers :]
        lately = [each for each in said if each.at > scene.now - rules.imbalance_within]
        low = lately and lately[-1].number <= LOW
        if low and (len(lately) < rules.imbalance_answers or _mean(lately) > rules.imbalance_mean):
            yield Why(Because.AGAIN, condition)


def _of_both(scene: Scene) -> Iterator[Why]:
    """Shared topics that the others have answered lately and this person has not since."""
    since = scene.now - scene.rules.views_within
    for topic in scene.life.said:
        if topic not in TOPICS:
            lately = scene.life.answers(topic, since)
            if lately and all(each.by != scene.person for each in lately):
                yield Why(Because.BOTH, topic)


def lacking_in(scene: Scene) -> str | None:
    """The core condition that is lowest in this person's own newest answers, where they are not high. Mentees alone are
    asked about them, and a mentor's questions take no notice of it: that would be an echo (section 14)."""
    means = [(_mean(said), topic) for topic in CONDITIONS if (said := _own(scene, topic)[-NEWEST:])]
    lowest = min(means, default=None)
    return lowest[1] if lowest is not None and lowest[0] <= MIDDLE else None


def _own(scene: Scene, topic: str, since: datetime | None = None) -> list[Said]:
    return [each for each in scene.life.answers(topic, since) if each.by == scene.person]


def _mean(said: Sequence[Said]) -> float:
    return sum(each.number for each in said) / len(said)
