"""Whatever a pair does with its series, in whatever order: no day twice, no two at once, nothing where it rests or has ended."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.mentoring import series as core
from bot.mentoring.appointments import OPEN_AT_ONCE
from bot.mentoring.refusals import Refusal, Refusals
from bot.mentoring.terms import Frequency
from bot.usecases import appointments, planning, series
from bot.usecases.planning import Wanted
from tests.bot.usecases.agreeing import agree
from tests.builders import AMARA, JONAS, MONDAY, Hand

END = date(2027, 4, 9)
Deed = tuple[str, int, int]
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["skip", "move", "pause", "go_on", "change", "single", "live", "look"]),
        st.integers(0, 5),
        st.integers(1, 40),
    ),
    min_size=3,
    max_size=14,
)


class Life:
    """A pair with a series, and what was skipped or moved of it."""

    def __init__(self) -> None:
        self.hand, self.now = Hand(), MONDAY
        self.id = self.hand.pair()
        agree(self.hand, self.id, JONAS, AMARA)
        self.book(Frequency.WEEKLY, 1)
        self.dealt_with: set[date] = set()
        self.filled = False

    def book(self, frequency: Frequency, nth: int) -> None:
        current = self.hand.run(lambda work: work.series.of(self.id))
        day = self.now.date() + timedelta(days=nth)
        wanted = Wanted(self.id, frequency, day, time(10 + nth % 5), 60, "", current.revision if current else 0)
        self.hand.run(planning.book, JONAS, wanted, now=self.now)

    def ahead(self) -> list[Any]:
        found: list[Any] = self.hand.run(lambda work: work.appointments.ahead(self.id, self.now))
        return found

    def do(self, what: str, which: int, days: int) -> None:
        """As a person does it; what is refused changes nothing."""
        with suppress(Refusal, Refusals):
            getattr(self, what)(which, days)

    def _one(self, which: int) -> Any:
        ahead = [each for each in self.ahead() if each.starts > self.now]
        if not ahead:
            raise Refusal("appointments.unknown")
        return ahead[which % len(ahead)]

    def skip(self, which: int, days: int) -> None:
        one = self._one(which)
        self.hand.run(appointments.cancel, AMARA, one.id, revision=one.revision, now=self.now)
        self.dealt_with |= {one.occurrence} - {None}

    def move(self, which: int, days: int) -> None:
        one = self._one(which)
        day = self.now.date() + timedelta(days=days)
        chosen = appointments.Wanted(self.id, day, time(15, 30), 60, moves=one.id, revision=one.revision)
        shown = self.hand.run(appointments.propose, JONAS, chosen, now=self.now).wanted
        self.hand.run(appointments.set_up, JONAS, shown, place="", objective="", now=self.now)
        self.dealt_with |= {one.occurrence} - {None}

    def single(self, which: int, days: int) -> None:
        chosen = appointments.Wanted(self.id, self.now.date() + timedelta(days=days), time(10 + which), 60)
        self.hand.run(appointments.set_up, AMARA, chosen, place="", objective="", now=self.now)

    def pause(self, which: int, days: int) -> None:
        self.hand.run(series.pause, AMARA, self.id, self.now.date() + timedelta(days=days), now=self.now)

    def go_on(self, which: int, days: int) -> None:
        self.filled = True
        self.hand.run(series.go_on, JONAS, self.id, now=self.now)

    def change(self, which: int, days: int) -> None:
        self.filled = True
        self.book(list(Frequency)[which % 4], days)

    def look(self, which: int, days: int) -> None:
        self.hand.run(series.keep_all, self.now)

    def live(self, which: int, days: int) -> None:
        until = self.now + timedelta(days=days)
        while (moment := self.hand.run(series.next_moment)) is not None and moment <= until:
            self.now = max(self.now, moment)
            self.hand.run(series.keep_all, self.now)
            assert (following := self.hand.run(series.next_moment)) is None or following > self.now
        self.now = until

    def holds(self) -> None:
        ahead, rhythm = self.ahead(), self.hand.run(lambda work: work.series.of(self.id))
        assert len(ahead) <= OPEN_AT_ONCE
        assert all(a.ends <= b.starts for a, b in pairwise(ahead))
        regular = [each for each in ahead if each.is_regular and each.starts > self.now]
        assert {each.occurrence for each in regular}.isdisjoint(self.dealt_with)
        of_rule = set(core.days_until(rhythm, END))
        for each in regular:
            assert each.occurrence in of_rule
            assert each.occurrence <= END
            assert not rhythm.is_paused(each.occurrence)
            assert (each.starts, each.ends) == (rhythm.slot(each.occurrence).starts, rhythm.slot(each.occurrence).ends)
        most = OPEN_AT_ONCE if self.filled else core.AHEAD + len(self.dealt_with)
        assert sum(each.series is not None for each in ahead) <= most
        taken = self.hand.look("SELECT occurrence FROM appointment WHERE occurrence IS NOT NULL")
        assert len(taken) == len(set(taken))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(DEEDS)
def test_no_order_of_deeds_books_a_day_twice_or_where_it_rests(deeds: list[Deed]) -> None:
    life = Life()
    try:
        for deed in deeds:
            life.do(*deed)
            life.holds()
    finally:
        life.hand.store.close()
