"""`python -m bench words`: a thousand made-up pairs live a year on the pure core; what they were asked and sent, in tables."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

from rich.console import Console
from rich.table import Table

from bench.lived import FIRST_DAY, ROLES, WEEKS, Pair, pair
from bot.mentoring.content import Content
from bot.mentoring.people import PersonId, Role
from bot.mentoring.tips import CONDITIONS
from prompts.content import built_in

NONE = "none"


@dataclass
class Count:
    """What some pairs were asked and sent. `apart`: how often the same question came to the same person again after so many
    whole weeks; `weekly`: how many person-weeks had so many unasked messages; `ran_out`: where nothing fitted to be
    asked, by stage or step and role."""

    pairs: int = 0
    asked: Counter[tuple[str, Role, str]] = field(default_factory=Counter)
    apart: Counter[int] = field(default_factory=Counter)
    weekly: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    signals: Counter[str] = field(default_factory=Counter)
    tips: Counter[str] = field(default_factory=Counter)
    different_tips: int = 0
    ran_out: Counter[tuple[str, Role]] = field(default_factory=Counter)
    pairs_that_ran_out: int = 0

    def __iadd__(self, other: Count) -> Count:
        for name in ("asked", "apart", "weekly", "kinds", "signals", "tips", "ran_out"):
            getattr(self, name).update(getattr(other, name))
        self.pairs += other.pairs
        self.different_tips += other.different_tips
        self.pairs_that_ran_out += other.pairs_that_ran_out
        return self

    @property
    def questions(self) -> int:
        return self.asked.total()

    @property
    def a_week(self) -> float:
        """Unasked messages of a person in a week, on average."""
        return sum(count * weeks for count, weeks in self.weekly.items()) / self.weekly.total()


def lived(seeds: Iterable[int]) -> Count:
    """The year of a pair for each seed."""
    content, count = built_in().content, Count()
    for seed in seeds:
        one = pair(content, seed)
        one.live()
        _add(count, one, content)
    return count


def _add(count: Count, one: Pair, content: Content) -> None:
    count.pairs += 1
    count.pairs_that_ran_out += bool(one.nothing)
    count.ran_out.update((place, role) for _, place, role in one.nothing)
    for role, person in ROLES.items():
        _add_person(count, one, content, role, person)


def _add_person(count: Count, one: Pair, content: Content, role: Role, person: PersonId) -> None:
    sent = one.sent[person]
    weeks = Counter((each.at - FIRST_DAY) // timedelta(weeks=1) for each in sent)
    count.weekly.update(weeks[week] for week in range(WEEKS))
    count.kinds.update(each.kind for each in sent)
    count.signals.update(each.id for each in sent if each.kind == "signals.raised")
    given = [each.id for each in sent if each.kind == "tips.tip"]
    count.different_tips += len(set(given))
    count.tips.update(tip.condition for id in given if (tip := content.tip(id)) is not None)
    last: dict[str, timedelta] = {}
    for each in sent:
        if each.kind != "check_in":
            continue
        condition = (content.questions.by_id[each.id].condition or NONE).removeprefix("C.")
        count.asked[each.place, role, condition] += 1
        since = each.at - FIRST_DAY
        if each.id in last:
            count.apart[(since - last[each.id]) // timedelta(weeks=1)] += 1
        last[each.id] = since


def measure(pairs: int, seed: int) -> Count:
    """So many pairs on all cores; the same seed lives the same lives, on however many."""
    parts = [range(seed * 1_000_000 + nth, seed * 1_000_000 + pairs, 20) for nth in range(min(20, pairs))]
    count = Count()
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for part in workers.map(lived, parts):
            count += part
    return count


def show(count: Count) -> None:
    """The tables."""
    console = Console()
    for table in (_asked(count), _sent(count)):
        console.print(table)
    for line in lines(count):
        console.print(line)


def _asked(count: Count) -> Table:
    table = Table("stage or step", *Role, *CONDITIONS, "no condition", title=f"questions asked of {count.pairs} pairs")
    for place in sorted({place for place, _, _ in count.asked}, key=lambda id: (id[0] == "N", id)):
        here = {key[1:]: number for key, number in count.asked.items() if key[0] == place}
        roles = [sum(number for (role, _), number in here.items() if role is wanted) for wanted in Role]
        conditions = [sum(number for (_, of), number in here.items() if of == each) for each in (*CONDITIONS, NONE)]
        table.add_row(place, *map(str, [*roles, *conditions]))
    return table


def _sent(count: Count) -> Table:
    table = Table("unasked messages in a week", "person-weeks", title="how many came unasked")
    for number, weeks in sorted(count.weekly.items()):
        table.add_row(str(number), str(weeks))
    return table


def lines(count: Count) -> Iterator[str]:
    """What else is worth knowing, in sentences."""
    again = count.apart.total()
    rarely = f"; at the least {min(count.apart)} weeks apart" if again else ""
    yield f"{count.questions} questions; {again} were the same to the same person again{rarely}."
    yield f"Unasked messages for a person in a week: {count.a_week:.2f} on average, {max(count.weekly)} at the most."
    yield "Of them " + ", ".join(f"{kind} {number}" for kind, number in count.kinds.most_common()) + "."
    yield "Signals: " + ", ".join(f"{kind} {number}" for kind, number in count.signals.most_common()) + "."
    tips = ", ".join(f"{condition} {count.tips[condition]}" for condition in CONDITIONS)
    yield f"Tips: {tips}; {count.different_tips / count.pairs:.1f} different ones a mentor."
    where = ", ".join(f"{place} {role} {times}" for (place, role), times in sorted(count.ran_out.items()))
    yield f"Pairs that ran out of fitting questions: {count.pairs_that_ran_out}{f' ({where})' if where else ''}."
