"""A year of many pretended pairs, lived by the whole companion with nobody but the chat left out: what it asks and says.

`python -m bench.year` prints the table; one pair in five goes through the nine steps. Time is moved from morning to
evening; nothing waits.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.pretended import DAYS, Pair
from bot import scheduler
from bot.delivery import Delivery
from bot.logs import configure
from bot.mentoring.agreement import Agreement, Signature
from bot.mentoring.content import Content
from bot.mentoring.decision import Decision
from bot.mentoring.evidence import What
from bot.mentoring.goals import Goal, GoalId
from bot.mentoring.mentorship import MentorshipId, Model
from bot.mentoring.pairing import PairRequest
from bot.mentoring.people import Handle
from bot.mentoring.program import Program
from bot.mentoring.terms import Terms
from bot.ports import Receipt
from bot.usecases import check_ins, pairing, people, stage_page
from prompts.content import built_in
from storage.dialect import engine_for
from storage.schema import upgrade
from storage.store import Store, Work

TEAM = "T0COMMON"
RUTH = Handle(TEAM, "U0RUTH")
MONDAY = datetime(2026, 1, 5, 8, tzinfo=UTC)
HOURS = (8, 9, 18)
"""When time stands still for a moment on each day (UTC, which is where everybody lives): before nine, at nine, in the evening."""
AT_ONCE = 40
"""Pairs in one database."""
WEEK = timedelta(days=7)


@dataclass
class Told:
    """What came of it. `asked`: (stage or step, condition) of each question; `again`: days until the same question (on the
    same goal) came again to the same person in one mentorship; `weeks`: how many unasked messages each person had in each
    week that had any."""

    pairs: int = 0
    persons: int = 0
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    again: list[int] = field(default_factory=list)
    weeks: Counter[int] = field(default_factory=Counter)
    most_a_day: int = 0
    tips: Counter[str] = field(default_factory=Counter)
    signals: Counter[str] = field(default_factory=Counter)
    ran_out: int = 0

    def __add__(self, other: Told) -> Told:
        return Told(
            self.pairs + other.pairs,
            self.persons + other.persons,
            self.asked + other.asked,
            self.again + other.again,
            self.weeks + other.weeks,
            max(self.most_a_day, other.most_a_day),
            self.tips + other.tips,
            self.signals + other.signals,
            self.ran_out + other.ran_out,
        )


class Year:
    """So many pairs in a database of their own; every third mentor has two mentees."""

    def __init__(self, seed: str, pairs: int, model: Model, days: int, content: Content) -> None:
        self.content = content
        engine = engine_for("sqlite://")
        upgrade(engine)
        self.store = Store(engine, Program(content, coordinators=(RUTH.user,)), elapsed=lambda: 0.0)
        self.now, self.days = MONDAY, days
        self.pending: list[Any] = []
        self.numbers = count(1)
        self.told = Told(pairs=pairs)
        self.delivery = Delivery(self.store, self, now=lambda: self.now)
        self.pairs: dict[MentorshipId, Pair] = {}
        self._pair(seed, pairs, model)

    def _pair(self, seed: str, pairs: int, model: Model) -> None:
        mentors = [f"U0MENTOR{nth - (nth % 3 == 2)}" for nth in range(pairs)]
        mentees = [f"U0MENTEE{nth}" for nth in range(pairs)]
        everybody = [RUTH, *(Handle(TEAM, user) for user in dict.fromkeys([*mentors, *mentees]))]
        self.told.persons = len(everybody) - 1
        self.run(people.remember, {handle: _profile(handle) for handle in everybody}, now=MONDAY)
        for nth, (mentor, mentee) in enumerate(zip(mentors, mentees, strict=True)):
            end = (MONDAY + timedelta(days=DAYS)).date()
            wanted = PairRequest(
                Handle(TEAM, mentor), Handle(TEAM, mentee), model, MONDAY.date(), end, power=nth % 9 == 0
            )
            id = self.run(pairing.pair, RUTH, wanted, now=MONDAY + timedelta(days=nth % 5))
            made = self.run(lambda work, id=id: work.mentorships.get(id))
            self.pairs[id] = Pair(f"{seed}:{nth}", MONDAY, made.mentee.id, made.mentor.id, int(id) * 10)

    def run(self, usecase: Any, *args: Any, **kwargs: Any) -> Any:
        return self.store.run_here(usecase, *args, **kwargs)

    def draw(self, _message: Any) -> None:
        """It shows no parts."""

    async def send(self, message: Any) -> Receipt:
        """The chat takes everything; what is asked is answered once it has all gone out."""
        for part in message.parts:
            if part.kind in ("check_in", "stages.ask"):
                self.pending.append((part, message.to))
            if part.kind == "tips.tip":
                self.told.tips[part.values.tip.condition] += 1
        return Receipt(channel=message.to.channel or str(message.to), ts=str(next(self.numbers)))

    async def live(self) -> Told:
        """To the end."""
        for day in range(self.days):
            for hour in HOURS:
                self.now = MONDAY + timedelta(days=day, hours=hour - MONDAY.hour)
                await self.store.sweep(self._happens)
                await self.store.sweep(self._sweeps)
                await self.delivery.drain()
                await self.store.sweep(self._answered)
        await self.store.sweep(self._count)
        self.store.close()
        return self.told

    def _happens(self, work: Work) -> None:
        for id, pair in self.pairs.items():
            while pair.script and pair.script[0].at <= self.now:
                piece = pair.script.pop(0)
                work.record(Decision(evidence=((id, piece),)))
                if piece.what is What.GOAL_ADDED:
                    goal = Goal(GoalId(piece.about), id, piece.about, "A goal", "It works.", "", None)
                    work.record(Decision(changes=(goal,)))
                if piece.what is What.SIGNED and piece.by == pair.mentor:
                    both = tuple(Signature(each, self.now) for each in (pair.mentee, pair.mentor))
                    agreed = Agreement(id, 1, 1, Terms(zone="UTC"), (1, 1, 1), pair.mentor, self.now, both)
                    work.record(Decision(changes=(agreed,)))

    def _sweeps(self, work: Work) -> None:
        """What comes due; a question found nothing where a week or more goes by and none was planned. One that waits for
        the day on which somebody is asked about another pair too waits less."""
        due = [
            (id, who, len(work.check_ins.history(id, who)))
            for id, who in work.check_ins.due(self.now, limit=2 * len(self.pairs))
        ]
        for sweep in scheduler.SWEEPS.values():
            while sweep(work, self.now) is True:
                pass
        for id, who, before in due:
            following = work.mentorships.get(id).member(who).next_check_in_at
            moved_on = following is not None and following - self.now >= WEEK
            self.told.ran_out += moved_on and len(work.check_ins.history(id, who)) == before

    def _answered(self, work: Work) -> None:
        while self.pending:
            part, to = self.pending.pop()
            [who], asked = to.handles, part.values
            if part.kind == "stages.ask":
                pair = self.pairs[asked.mentorship.id]
                if pair.answers(self.now):
                    feels = pair.chance.random() < 0.8
                    stage_page.feel(work, who, asked.mentorship.id, round=asked.round, feels_true=feels, now=self.now)
                continue
            pair, place = self.pairs[asked.check_in.mentorship], work.mentorships.get(asked.check_in.mentorship).place
            self.told.asked[place, asked.question.condition or "none"] += 1
            if pair.answers(self.now):
                choice, words = pair.reply(self.content.questions.by_id[asked.question.id], asked.check_in.person)
                if choice is None and not words:
                    check_ins.skip(work, who, asked.check_in.id, now=self.now)
                else:
                    check_ins.keep(work, who, asked.check_in.id, choice=choice, words=words, now=self.now)

    def _count(self, work: Work) -> None:
        look = [list(work.db.exec_driver_sql(each)) for each in LOOKS]
        last: dict[tuple[Any, ...], int] = {}
        for *which, at in look[0]:
            key = tuple(which)
            if key in last:
                self.told.again.append((at - last[key]) // 86_400)
            last[key] = at
        weeks: Counter[tuple[int, int]] = Counter()
        days: Counter[tuple[int, int]] = Counter()
        for person, at in look[1]:
            since = at - int(MONDAY.replace(hour=0).timestamp())
            weeks[person, since // (7 * 86_400)] += 1
            days[person, since // 86_400] += 1
        self.told.weeks.update(weeks.values())
        self.told.most_a_day = max(days.values(), default=0)
        self.told.signals.update(kind for (kind,) in look[2])


LOOKS = (
    "SELECT mentorship_id, person_id, question, goal_id, asked_at FROM check_in WHERE asked_at IS NOT NULL ORDER BY asked_at",
    "SELECT DISTINCT person_id, sent_at FROM outbox WHERE unasked AND state = 'sent' AND person_id IS NOT NULL",
    "SELECT kind FROM signal",
)


def _profile(handle: Handle) -> dict[str, Any]:
    name = handle.user.removeprefix("U0").title()
    return {
        "full_name": name,
        "first_name": name,
        "title": "",
        "zone": "UTC",
        "locale": "en-GB",
        "is_bot": False,
        "deactivated": False,
    }


def lived(seed: str, pairs: int, model: Model, days: int = DAYS, content: Content | None = None) -> Told:
    """So many days of so many pairs in one database; what they are asked is ours unless other content is given."""
    configure(quiet=True)
    return asyncio.run(Year(seed, pairs, model, days, content or built_in().content).live())


def show(told: Told) -> None:
    """The tables."""
    console = Console()
    places, conditions = sorted({place for place, _ in told.asked}), ("C.support", "C.challenge", "C.vision", "none")
    table = Table("questions asked", *conditions, "all", title=f"a year of {told.pairs} pairs, {told.persons} people")
    for place in places:
        each = [told.asked[place, condition] for condition in conditions]
        table.add_row(place, *map(str, each), str(sum(each)))
    console.print(table)
    unasked = sum(size * weeks for size, weeks in told.weeks.items())
    by_size: dict[int, int] = defaultdict(int, told.weeks)
    by_size[0] = told.persons * DAYS // 7 - sum(told.weeks.values())
    rows = Table("what", "figure")
    rows.add_row("questions that found nothing fitting to ask", str(told.ran_out))
    rows.add_row("the same question to the same person again", str(len(told.again)))
    rows.add_row("… after at least", f"{min(told.again, default=0)} days")
    rows.add_row("unasked messages per person and week, mean", f"{unasked / (told.persons * DAYS / 7):.2f}")
    rows.add_row("… weeks with 0, 1, 2, …", ", ".join(str(by_size[size]) for size in range(max(by_size) + 1)))
    rows.add_row("… most on one day", str(told.most_a_day))
    rows.add_row("tips by condition", ", ".join(f"{name} {number}" for name, number in sorted(told.tips.items())))
    rows.add_row("signals", ", ".join(f"{name} {number}" for name, number in told.signals.most_common()))
    console.print(rows)


def main() -> None:
    """Live the year of many, on all processors, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.year")
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--seed", default="one")
    given = parser.parse_args()
    told = Told()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        parts = range(0, given.pairs, AT_ONCE)
        sizes = [min(AT_ONCE, given.pairs - first) for first in parts]
        seeds = [f"{given.seed}:{first}" for first in parts]
        models = [Model.NINE_STEP if nth % 5 == 4 else Model.FOUR_STAGE for nth in range(len(sizes))]
        for part in pool.map(lived, seeds, sizes, models):
            told += part
    show(told)


if __name__ == "__main__":
    main()
