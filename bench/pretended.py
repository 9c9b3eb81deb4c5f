"""Pretended pairs: what two people do in a year and how they answer, drawn from a seed. Nothing here is the companion's own."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.mentoring.evidence import Evidence, What
from bot.mentoring.people import PersonId
from bot.mentoring.questions import TOPICS, Answered, Question

DAYS = 364


@dataclass(frozen=True, slots=True)
class Habit:
    """How a pair is: how often a question is answered, a meeting comes about, a step gets done; days between meetings; whether
    it falls silent for good in the middle of the year."""

    share: float
    answers: float
    meets: float
    does: float
    every: int
    fades: bool = False


HABITS = (
    Habit(0.45, answers=0.85, meets=0.92, does=0.8, every=24),
    Habit(0.25, answers=0.45, meets=0.75, does=0.6, every=30),
    Habit(0.12, answers=0.95, meets=0.97, does=0.95, every=16),
    Habit(0.10, answers=0.10, meets=0.85, does=0.7, every=28),
    Habit(0.08, answers=0.60, meets=0.60, does=0.4, every=28, fades=True),
)
"""Made up, to have a bit of everything: the table is about what the companion does with it, not about people."""


class Pair:
    """One pair. `script` is what happens, in the order of time; `reply` how a question is answered. Its goals are
    numbered from `first_goal` on."""

    def __init__(self, seed: str, begin: datetime, mentee: PersonId, mentor: PersonId, first_goal: int) -> None:
        self.chance = random.Random(seed)
        self.begin, self.mentee, self.mentor, self.first_goal = begin, mentee, mentor, first_goal
        self.habit = self.chance.choices(HABITS, [each.share for each in HABITS])[0]
        self.mood = {of: self.chance.choice((2, 3, 4, 4)) for of in (mentee, mentor)}
        self.gone = 0.0
        self.fades_on = self.chance.randint(90, 220) if self.habit.fades else DAYS
        self.script = sorted(self._signatures() + self._meetings() + self._plan(), key=lambda piece: piece.at)

    def _at(self, day: int, hour: int = 12) -> datetime:
        return self.begin.replace(hour=0) + timedelta(days=day, hours=hour)

    def _signatures(self) -> list[Evidence]:
        first = self.chance.choice((1, 3, 6, 10, 25))
        later = first + self.chance.choice((0, 1, 4, 9))
        return [
            Evidence(self._at(first), What.SIGNED, self.mentee, 1),
            Evidence(self._at(later), What.SIGNED, self.mentor, 1),
        ]

    def _meetings(self) -> list[Evidence]:
        found, day, number = [], self.chance.randint(5, 14), 0
        while day < min(DAYS, self.fades_on):
            number += 1
            ends = str(int(self._at(day, 15).timestamp()))
            by = self.mentee if self.chance.random() < 0.4 + day / 700 else self.mentor
            found.append(Evidence(self._at(max(0, day - 5)), What.BOOKED, by, number, value=ends))
            if self.chance.random() < self.habit.meets:
                found.append(Evidence(self._at(day, 16), What.HELD, None, number))
            else:
                how = self.chance.choice((What.MISSED, What.CALLED_OFF, What.UNKNOWN))
                before = how is What.CALLED_OFF
                found.append(Evidence(self._at(day - 1 if before else day, 16), how, by if before else None, number))
            day += max(7, self.habit.every + self.chance.randint(-6, 9))
        return found

    def _plan(self) -> list[Evidence]:
        """A goal every few months, each with steps; who has come far begins to close."""
        found, step, day = [], 0, self.chance.randint(14, 45)
        for goal in range(self.first_goal, self.first_goal + 3):
            found.append(Evidence(self._at(day), What.GOAL_ADDED, self.mentee, goal))
            done, next_goal = True, day + self.chance.randint(80, 130)
            for _ in range(self.chance.randint(3, 5)):
                step += 1
                due = self._at(day + 28).date().isoformat()
                found.append(Evidence(self._at(day, 13), What.STEP_ADDED, self.mentee, step, goal=goal, value=due))
                day += self.chance.randint(15, 40)
                done = done and day < self.fades_on and self.chance.random() < self.habit.does
                if done:
                    found.append(Evidence(self._at(day, 14), What.STEP_DONE, self.mentee, step, goal=goal))
            if done:
                found.append(Evidence(self._at(day + 2), What.GOAL_MARKED, self.mentee, goal))
                found.append(Evidence(self._at(day + 4), What.GOAL_MET, self.mentor, goal))
            day = next_goal
        if self.chance.random() < self.habit.does:
            found.append(Evidence(self._at(DAYS - self.chance.randint(14, 40)), What.CLOSING, self.mentee))
        return [piece for piece in found if piece.at < self._at(DAYS)]

    def answers(self, now: datetime) -> bool:
        """Whether whoever is asked at this moment answers at all."""
        self.gone = (now - self.begin) / timedelta(days=DAYS)
        return now < self._at(self.fades_on) and self.chance.random() < self.habit.answers

    def reply(self, question: Question, by: PersonId) -> tuple[str | None, str]:
        """What is tapped, and what is typed; nothing of both: the question is skipped."""
        if self.chance.random() < 0.07:
            return None, ""
        if question.answered is Answered.WORDS:
            return None, "A few words."
        if question.answered is Answered.SCALE:
            return str(min(5, max(1, round(self.chance.gauss(self.mood[by] + self.gone, 1))))), ""
        return self._choice(question), ""

    def _choice(self, question: Question) -> str:
        """At random; where it tells the engine something, the later word of its topic the more the year has gone by."""
        told = question.yields.values if question.yields else {}
        words = TOPICS.get(question.yields.topic, ()) if question.yields else ()
        by_word = sorted((name for name in told if told[name] in words), key=lambda name: words.index(told[name]))
        if not by_word or self.chance.random() < 0.3:
            return self.chance.choice(question.options).value
        return by_word[min(len(by_word) - 1, int(len(by_word) * self.gone))]
