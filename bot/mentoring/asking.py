"""Which question to ask somebody next, and why: an open doubt first, then the core condition that is lacking, then variety."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.mentoring.check_ins import CheckIn
from bot.mentoring.doubts import Because, Choice, Scene, Why, lacking_in, open_to
from bot.mentoring.goals import GoalId
from bot.mentoring.life import Life
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId, Role
from bot.mentoring.questions import TOPICS, Alike, Bank, Question
from bot.mentoring.reading import StageReading
from bot.mentoring.thresholds import DEFAULTS, Thresholds

AGAIN_AFTER = timedelta(days=14)
"""How long a topic rests, asked in whatever words, where an answer would settle an open doubt."""
AFTER_A_MISS = timedelta(days=7)
AFTER_A_SIGNAL = timedelta(days=3)
UNTOLD = 2
"""So many questions in a row that tell the engine nothing, and in the nine steps one comes that does."""
LACKING, VARIETY, LEFT_OVER = range(3)
"""The places after the last doubt: what is lacking, something else, what comes where nothing else fits."""
ABOUT_NONE: Sequence[int | None] = (None,)
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


@dataclass(frozen=True, slots=True)
class _Past:
    """What somebody was asked and has answered, each with the newest moment: questions, goals; the topics that rest, with
    the goal they were about; and what was asked about the last meeting. `untold`: how many of the newest in a row told the
    engine nothing."""

    latest: Question | None
    untold: int
    questions: Mapping[str, datetime]
    goals: Mapping[int, datetime]
    resting: Set[tuple[str, int | None]]
    meetings: Set[str]
    answers: Mapping[tuple[str, int | None], datetime]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What an answer is wanted for: doubts by their topics, each with its place; the condition that is lacking; the goals
    that can be asked about, and what is not spoken of now."""

    doubts: Mapping[str, Sequence[tuple[int, Why]]]
    count: int
    lacking: str
    goals: Sequence[int | None]
    unfit: Set[str]


class _Aim(NamedTuple):
    """What a question would be asked for: the place of that among all reasons, about which goal, and why."""

    nth: int
    goal: int | None
    why: Why


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
    elsewhere: Set[str] = frozenset(),
) -> Choice | None:
    """The question to ask this person now, None where nothing fits. The same `seed` chooses the same.

    `life` and `reading`: as this person may know them (`explained.known_to`), so that what is chosen never tells what the
    partner answered; `history`: what they were asked in this mentorship, latest first; `told`: when each signal was
    raised last; `elsewhere`: the questions they were asked last in other mentorships, which come only where none is as good.
    """
    scene = Scene(role, person, life, reading, standing, told or {}, rules, now)
    return choose_in(scene, bank, history=history, power=power, seed=seed, elsewhere=elsewhere)


def choose_in(
    scene: Scene,
    bank: Bank,
    *,
    history: Sequence[CheckIn],
    power: bool,
    seed: str,
    elsewhere: Set[str] = frozenset(),
) -> Choice | None:
    """The same, where everything it looks at is at hand."""
    now = scene.now
    past, sought = _past(bank, scene, history), _sought(scene)
    latest, asked = past.latest, past.questions
    lowest: tuple[int, bool, bool, bool, bool] | None = None
    best: list[tuple[Sequence[Question], _Aim]] = []
    for alike, own in _within_reach(bank, scene):
        like = alike.first
        if not own and like.yields is None and lowest is not None and lowest[0] < sought.count + LEFT_OVER:
            continue
        if (power and like.delicate is not None) or _is_tone_deaf(alike, scene, past, sought.unfit):
            continue
        aim = _aim(alike, past, sought, now)
        if aim is not None and not own:
            aim = _of_the_stage(aim, alike, past, sought)
        if aim is None or (lowest is not None and aim.nth > lowest[0]):
            continue
        ready, again = [each for each in alike.questions if each.id not in asked], False
        if not ready:
            ready, again = [each for each in alike.questions if asked[each.id] + alike.gap <= now], True
        fresh = [each for each in ready if each.id not in elsewhere]
        same = latest is not None and like.answered is latest.answered
        rank = (aim.nth, again, same, latest is not None and alike.topic == latest.topic, not fresh)
        if not ready or (lowest is not None and rank > lowest):
            continue
        if rank != lowest:
            lowest, best = rank, []
        best.append((fresh or ready, aim))
    return _of_equals(best, seed)


def _within_reach(bank: Bank, scene: Scene) -> Iterator[tuple[Alike, bool]]:
    """What can be asked where they are: in one of the nine steps its own questions, and then those of the stage that it
    counts as."""
    standing = scene.standing
    for alike in bank.asked_in(standing.place.id, scene.role):
        yield alike, True
    if standing.step is not None:
        for alike in bank.asked_in(standing.stage, scene.role):
            yield alike, False


def _of_the_stage(aim: _Aim, alike: Alike, past: _Past, sought: _Sought) -> _Aim:
    """What a question of the stage would be asked for in one of the nine steps: an open doubt; what the engine heard nothing
    of, when the last two told it nothing; else it comes where nothing of the step's own is left."""
    if aim.nth < sought.count:
        return aim
    if alike.first.yields is not None and past.untold >= UNTOLD:
        return _Aim(sought.count + LACKING, aim.goal, Why(Because.UNHEARD, alike.topic, aim.goal))
    return aim._replace(nth=sought.count + LEFT_OVER)


def _of_equals(best: Sequence[tuple[Sequence[Question], _Aim]], seed: str) -> Choice | None:
    """One of the questions that are equally good: each seed its own."""
    if not best:
        return None
    equals = [(each, aim) for ready, aim in best for each in ready]
    question, aim = equals[int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big") % len(equals)]
    return Choice(question, None if aim.goal is None else GoalId(aim.goal), aim.why)


def _past(bank: Bank, scene: Scene, history: Sequence[CheckIn]) -> _Past:
    reached = [(each.asked_at, each.question, each.goal) for each in reversed(history) if each.asked_at is not None]
    meetings, known = scene.life.meetings, bank.by_id
    rests_since = scene.now - AGAIN_AFTER
    met_at = meetings[-1].at if meetings else rests_since
    since = min(rests_since, met_at)
    lately = [(at, known[id], goal) for at, id, goal in reached if at >= since and id in known]
    newest = [known[id] for _, id, _ in reversed(reached) if id in known]
    return _Past(
        latest=newest[0] if newest else None,
        untold=next((nth for nth, each in enumerate(newest) if each.yields is not None), len(newest)),
        questions={id: at for at, id, _ in reached},
        goals={goal: at for at, _, goal in reached if goal is not None},
        resting={
            *((each.topic, goal) for at, each, goal in lately if each.yields is not None and at > rests_since),
            *_skipped(bank, history, now=scene.now),
        },
        meetings={each.evidence for at, each, _ in lately if each.last_meeting and at >= met_at},
        answers={
            (topic, each.goal): each.at
            for topic, said in scene.life.said.items()
            for each in said
            if each.by == scene.person
        },
    )


def _skipped(bank: Bank, history: Sequence[CheckIn], *, now: datetime) -> Iterator[tuple[str, int | None]]:
    """What this person rather said nothing about: it rests for as long as the question that they skipped."""
    for each in history:
        if each.skipped_at is None or each.asked_at is None or each.skipped_at > now:
            continue
        question = bank.by_id.get(each.question)
        if question is None or question.yields is None:
            continue
        if now < each.asked_at + timedelta(weeks=question.gap_weeks):
            yield question.topic, each.goal


def _sought(scene: Scene) -> _Sought:
    doubts: dict[str, list[tuple[int, Why]]] = {}
    count = 0
    for count, why in enumerate(open_to(scene), 1):
        doubts.setdefault(why.topic, []).append((count - 1, why))
    goals = [id for id, goal in scene.life.goals.items() if goal.is_open and not goal.marked]
    return _Sought(doubts, count, lacking_in(scene) or "", goals, _unfit(scene))


def _unfit(scene: Scene) -> set[str]:
    """What is not spoken of now: what was just told, and endings so soon after a meeting that did not happen."""
    unfit: set[str] = set()
    for kind, at in scene.told.items():
        if scene.now < at + AFTER_A_SIGNAL:
            unfit |= (scene.life.said.keys() - TOPICS.keys()) if kind == "W.views-differ" else TOLD_OF.get(kind, set())
    if any(not each.held and scene.now < each.at + AFTER_A_MISS for each in scene.life.meetings[-3:]):
        unfit |= ENDINGS
    return unfit


def _is_tone_deaf(alike: Alike, scene: Scene, past: _Past, unfit: Set[str]) -> bool:
    """Whether it would ignore what just happened: what was told or missed, or that nothing happened since it was asked."""
    question, meetings = alike.first, scene.life.meetings
    if unfit and (question.evidence in unfit or alike.topic in unfit):
        return True
    if question.last_meeting:
        return not meetings or not meetings[-1].held or question.evidence in past.meetings
    return question.after_meeting and not any(each.held for each in meetings)


def _aim(alike: Alike, past: _Past, sought: _Sought, now: datetime) -> _Aim | None:
    """What these would be asked for: the first doubt they settle, else a condition, else variety; None where all that
    they could tell is known."""
    question, topic = alike.first, alike.topic
    about = sought.goals if question.about_goal else ABOUT_NONE
    if question.yields is not None:
        for nth, why in sought.doubts.get(topic, ()):
            fits = why.goal is not None or not question.about_goal
            if fits and not _is_known(past, topic, why.goal, now - AGAIN_AFTER):
                return _Aim(nth, why.goal if question.about_goal else None, why)
        since = now - alike.gap
        about = [goal for goal in about if not _is_known(past, topic, goal, since)]
    if not about:
        return None
    goal = about[0]
    if len(about) > 1:
        goal = min(about, key=lambda id: (id in past.goals, past.goals.get(id or 0, now), id or 0))
    lacks = sought.lacking and (topic == sought.lacking or question.condition == f"C.{sought.lacking}")
    because = Because.CONDITION if lacks else Because.VARIETY
    return _Aim(sought.count + (LACKING if lacks else VARIETY), goal, Why(because, topic, goal))


def _is_known(past: _Past, topic: str, goal: int | None, since: datetime) -> bool:
    """Whether this person answered it since then, about this goal or about all, or was just asked, or skipped it."""
    for about in (topic, goal), (topic, None):
        if about in past.resting:
            return True
        answered = past.answers.get(about)
        if answered is not None and answered > since:
            return True
    return False
