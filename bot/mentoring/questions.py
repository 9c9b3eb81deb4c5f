"""The shape of a question, as the bank holds them: for whom, how it is answered, what its answer tells about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from bot.mentoring.evidence import Evidence, What
from bot.mentoring.people import PersonId, Role

STEPS = ("1", "2", "3", "4", "5")
TOPICS: Mapping[str, tuple[str, ...]] = {
    "support": STEPS,
    "challenge": STEPS,
    "vision": STEPS,
    "limits": STEPS,
    "confidence": STEPS,
    "ready": ("yes", "no"),
    "needs": ("advice", "thinking-aloud", "introductions", "alone"),
    "ideas": ("mentor", "both", "mentee"),
}
"""What private answers tell the engine about, and what each may say; every other topic is shared, and a scale."""
DOUBTS = frozenset({"limits"})
"""Here 5 is the strongest doubt, while on every scale that people see 5 is the end one would wish for."""


class Answered(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    CHOICE = "choice"
    YES_NO = "yes_no"
    WORDS = "words"


class Delicate(StrEnum):
    """What a question touches that is left out where the mentor manages or grades the mentee (section 14)."""

    WEAKNESSES = "weaknesses"
    REVIEWS = "reviews"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer by one tap: what is kept and what the button says."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Yields:
    """What an answer tells the engine: about which topic, and what by the answer that is kept; the rest tells nothing."""

    topic: str
    values: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bank. `stages` are the stages and steps (S1, N5) in which it is asked. `evidence` names what its
    answer tells about, `sources` are field-guide ids, `condition` the core condition (section 9) it is about, if any.
    `options` are a scale's five steps, a choice's answers, or what stands beside *Write*. It may return to the same person
    after `gap_weeks`; `after_meeting`: not before they met, `last_meeting`: it is about the last time they did,
    `about_goal`: about one goal, named with it. `follow_up`: by the answer that is kept, what may be told beside it."""

    id: str
    text: str
    stages: frozenset[str]
    roles: frozenset[Role]
    answered: Answered
    evidence: str
    sources: tuple[str, ...]
    shared: bool
    gap_weeks: int
    options: tuple[Option, ...] = ()
    condition: str | None = None
    delicate: Delicate | None = None
    after_meeting: bool = False
    last_meeting: bool = False
    about_goal: bool = False
    yields: Yields | None = None
    follow_up: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def topic(self) -> str:
        """What it tells the engine about; where it tells nothing, what it is about at all."""
        return self.yields.topic if self.yields is not None else self.evidence

    @property
    def for_both(self) -> bool:
        """Whether mentor and mentee are asked the same."""
        return len(self.roles) > 1

    def option(self, value: str) -> Option | None:
        """The answer by one tap that is kept as `value`."""
        return next((option for option in self.options if option.value == value), None)


def evidence_of(
    question: Question, choice: str | None, *, id: int, by: PersonId, at: datetime, goal: int | None = None
) -> Evidence | None:
    """What a kept answer (an option's value) to the check-in `id` tells the engine; None where it tells nothing: words,
    "I can't tell", or about a goal that is not known."""
    yields = question.yields
    if yields is None or choice is None or choice not in yields.values or (question.about_goal and goal is None):
        return None
    about = goal if question.about_goal else None
    return Evidence(at, What.SAID, by, about=id, goal=about, topic=yields.topic, value=yields.values[choice])


@dataclass(frozen=True, slots=True)
class Alike:
    """Questions that differ in their words alone; what fits one of them fits all. The rest is said once more, as it is
    asked for often."""

    first: Question
    questions: tuple[Question, ...]
    topic: str
    gap: timedelta


@dataclass(frozen=True, slots=True)
class Bank:
    """Questions laid out for choosing: by their ids, and by stage or step and role those that are alike together."""

    by_id: Mapping[str, Question]
    by_place: Mapping[tuple[str, Role], tuple[Alike, ...]]

    def asked_in(self, place: str, role: Role) -> tuple[Alike, ...]:
        """What this role is asked in this stage or step."""
        return self.by_place.get((place, role), ())


def laid_out(questions: Iterable[Question]) -> Bank:
    """The bank of these questions."""
    given = tuple(questions)
    places: dict[tuple[str, Role], list[Question]] = {}
    for each in given:
        for stage in each.stages:
            for role in each.roles:
                places.setdefault((stage, role), []).append(each)
    return Bank({each.id: each for each in given}, {place: _alike(those) for place, those in places.items()})


def _alike(questions: Iterable[Question]) -> tuple[Alike, ...]:
    groups: dict[object, list[Question]] = {}
    for each in questions:
        meeting = (each.after_meeting, each.last_meeting)
        about = (each.evidence, each.topic, each.yields is None, each.about_goal, each.condition, each.delicate)
        groups.setdefault((each.answered, each.gap_weeks, meeting, about), []).append(each)
    return tuple(
        Alike(group[0], tuple(group), group[0].topic, timedelta(weeks=group[0].gap_weeks)) for group in groups.values()
    )


def as_put(question: Question) -> str:
    """A question as it was put to somebody, to be kept with the answer: that stays readable without the bank."""
    return json.dumps(
        {
            "text": question.text,
            "answered": question.answered,
            "options": {option.value: option.text for option in question.options},
            "roles": sorted(question.roles),
            "shared": question.shared,
            **({"follow_up": dict(question.follow_up)} if question.follow_up else {}),
        },
        ensure_ascii=False,
    )


def from_put(id: str, put: str, bank: Bank) -> Question:
    """The question that `as_put` kept, in those words and with that promise, whatever the bank says by now. One that has
    left it belongs to no stage, and its answer tells the engine nothing."""
    known = bank.by_id.get(id) or Question(
        id, "", frozenset(), frozenset(), Answered.WORDS, "", (), shared=False, gap_weeks=0
    )
    return replace(known, **_kept(put))


@lru_cache(maxsize=1000)
def _kept(put: str) -> Mapping[str, Any]:
    kept = json.loads(put)
    return {
        "text": kept["text"],
        "roles": frozenset(Role(each) for each in kept["roles"]),
        "answered": Answered(kept["answered"]),
        "shared": kept["shared"],
        "options": tuple(Option(value, text) for value, text in kept["options"].items()),
        "follow_up": kept.get("follow_up", {}),
    }
