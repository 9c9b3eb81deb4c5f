"""Which question to ask somebody next, and why: an open doubt first, then the core condition that is lacking, then variety."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.mentoring.check_ins import CheckIn
from bot.mentoring.doubts import Because, Choice, Scene, Why, lacking_in, open_to
from bot.mentoring.goals import GoalId
from bot.mentoring.life import Life
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId, Role
from bot.mentoring.questions import TOPICS, Bank, Question
from bot.mentoring.reading import StageReading
from bot.mentoring.thresholds import DEFAULTS, Thresholds

AGAIN_AFTER = timedelta(days=14)
"""How long a topic rests, asked in whatever words, where an answer would settle an open doubt."""
AFTER_A_MISS = timedelta(days=7)
AFTER_A_SIGNAL = timedelta(days=3)
ENDINGS = {"ready", "readiness", "closing"}
TOLD_OF = {
    "W.imbalance": {"support", "challenge"},
    "W.limits": {"limits"},
    "W.one-sided": {"ready", "readiness"},
    "W.goals-too-broad": {"ready", "readiness"},
    "W.end-near": {"closing"},
    "W.missed": {"pace"},
    "W.quiet": {"pace"},
    "W.plan-stalled": {"effort"},
    "W.reversal": {"ideas", "lead"},
    "W.agreement-late": {"expectations"},
}
"""What each signal is about; W.views-differ is about every shared topic."""


@dataclass(slots=True)
class _Past:
    """What somebody was asked and has answered: questions, topics with the goal they were about, goals, and things about a
    last meeting, each with the newest moment."""

    latest: Question | None = None
    questions: dict[str, datetime] = field(default_factory=dict)
    topics: dict[tuple[str, int | None], datetime] = field(default_factory=dict)
    goals: dict[int, datetime] = field(default_factory=dict)
    meetings: dict[str, datetime] = field(default_factory=dict)
    answers: dict[tuple[str, int | None], datetime] = field(default_factory=dict)


def choose(
    bank: Bank,
    *,
    role: Role,
    person: PersonId,
    life: Life,
    reading: StageReading,
    standing: Standing,
    history: Sequence[CheckIn],
    power: bool,
    now: datetime,
    seed: str,
    told: Mapping[str, datetime] | None = None,
    rules: Thresholds = DEFAULTS,
) -> Choice | None:
    """The question to ask this person now, None where nothing fits. The same `seed` chooses the same.

    `history`: what they were asked in this mentorship, latest first; `told`: when each signal was raised last. What is
    chosen never depends on the partner's answers about support, challenge, vision and limits.
    """
    scene = Scene(role, person, life, reading, standing, told or {}, rules, now)
    past = _past(bank, scene, history)
    doubts = list(open_to(scene))
    lacking = lacking_in(scene)
    unfit = _unfit(scene)
    best: list[Choice] = []
    lowest: tuple[int, bool, bool, bool, bool] | None = None
    for question in bank.by_place[standing.stage, role]:
        if (power and question.delicate) or _rests(question, past, now) or _is_tone_deaf(question, scene, past, unfit):
            continue
        found = _aim(question, scene, past, doubts, lacking)
        if found is None:
            continue
        nth, choice = found
        rank = (
            nth,
            choice.why.because is not Because.CONDITION,
            question.id in past.questions,
            past.latest is not None and question.answered is past.latest.answered,
            past.latest is not None and question.topic == past.latest.topic,
        )
        if lowest is None or rank < lowest:
            lowest, best = rank, [choice]
        elif rank == lowest:
            best.append(choice)
    return min(best, key=lambda each: hashlib.sha256(f"{seed}:{each.question.id}".encode()).digest(), default=None)


def _past(bank: Bank, scene: Scene, history: Sequence[CheckIn]) -> _Past:
    past = _Past()
    for each in reversed(history):
        if each.asked_at is None:
            continue
        past.questions[each.question] = each.asked_at
        if each.goal is not None:
            past.goals[each.goal] = each.asked_at
        if (question := bank.by_id.get(each.question)) is None:
            continue
        past.latest = question
        if question.yields is not None:
            past.topics[question.topic, each.goal] = each.asked_at
        if question.last_meeting:
            past.meetings[question.evidence] = each.asked_at
    for topic, said in scene.life.said.items():
        past.answers.update({(topic, each.goal): each.at for each in said if each.by == scene.person})
    return past


def _rests(question: Question, past: _Past, now: datetime) -> bool:
    asked = past.questions.get(question.id)
    return asked is not None and now < asked + timedelta(weeks=question.gap_weeks)


def _unfit(scene: Scene) -> set[str]:
    """What is not spoken of now: what was just told, and endings so soon after a meeting that did not happen."""
    unfit: set[str] = set()
    for kind, at in scene.told.items():
        if scene.now < at + AFTER_A_SIGNAL:
            unfit |= (scene.life.said.keys() - TOPICS.keys()) if kind == "W.views-differ" else TOLD_OF.get(kind, set())
    if any(not each.held and scene.now < each.at + AFTER_A_MISS for each in scene.life.meetings[-3:]):
        unfit |= ENDINGS
    return unfit


def _is_tone_deaf(question: Question, scene: Scene, past: _Past, unfit: set[str]) -> bool:
    """Whether it would ignore what just happened: what was told or missed, or that nothing happened since it was asked."""
    if question.evidence in unfit or question.topic in unfit:
        return True
    meetings = scene.life.meetings
    if question.last_meeting:
        if not meetings or not meetings[-1].held:
            return True
        asked = past.meetings.get(question.evidence)
        return asked is not None and meetings[-1].at <= asked
    return question.after_meeting and not any(each.held for each in meetings)


def _aim(
    question: Question, scene: Scene, past: _Past, doubts: Sequence[Why], lacking: str | None
) -> tuple[int, Choice] | None:
    """What the question would be asked for: the first doubt it settles, else a condition, else variety; None where all
    it could tell is known."""
    now, topic = scene.now, question.topic
    if question.yields is not None:
        for nth, why in enumerate(doubts):
            if why.topic == topic and not (question.about_goal and why.goal is None):
                goal = why.goal if question.about_goal else None
                if not _is_known(past, topic, why.goal, now - AGAIN_AFTER, now - AGAIN_AFTER):
                    return nth, Choice(question, None if goal is None else GoalId(goal), why)
    gap = timedelta(weeks=question.gap_weeks)
    about: list[int | None] = [None]
    if question.about_goal:
        about = [id for id, goal in scene.life.goals.items() if goal.is_open and not goal.marked]
    if question.yields is not None:
        about = [goal for goal in about if not _is_known(past, topic, goal, now - gap, now - AGAIN_AFTER)]
    if not about:
        return None
    goal = min(about, key=lambda id: (id in past.goals, past.goals.get(id or 0, now), id or 0))
    because = Because.VARIETY
    if lacking is not None and (topic == lacking or question.condition == f"C.{lacking}"):
        because = Because.CONDITION
    return len(doubts), Choice(question, None if goal is None else GoalId(goal), Why(because, topic, goal))


def _is_known(past: _Past, topic: str, goal: int | None, answered: datetime, asked: datetime) -> bool:
    """Whether this person answered it since the one moment or was asked since the other, about this goal or about all."""
    for about in {goal, None}:
        if (at := past.answers.get((topic, about))) is not None and at > answered:
            return True
        if (at := past.topics.get((topic, about))) is not None and at > asked:
            return True
    return False
