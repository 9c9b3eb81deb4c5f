"""A year of pairs in twelve zones, every mentor with five mentees, with pauses, moves and days without the companion.

Time goes from one event to the next, as it does in play; nothing waits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from bench.heard import WEEK, Heard, Noise, at_a_bad_moment, too_many
from bench.pretended import DAYS, Pair
from bench.year import MONDAY, RUTH, TEAM, Year
from bot import scheduler
from bot.mentoring import cadence
from bot.mentoring.habits import SUN, THU, Rhythm
from bot.mentoring.mentorship import Model
from bot.mentoring.pairing import PairRequest
from bot.mentoring.people import Handle, PersonId
from bot.mentoring.reports import Answer
from bot.mentoring.terms import Frequency
from bot.ports import Outgoing, Part, People, Receipt
from bot.usecases import pairing, people, planning, program_pauses, quiet, reports, settings
from prompts.content import built_in
from storage.store import Work

ZONES = (
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Sydney",
    "America/Sao_Paulo",
    "Africa/Lagos",
    "Asia/Tokyo",
    "America/Los_Angeles",
    "Asia/Kathmandu",
    "Europe/Berlin",
    "Pacific/Auckland",
    "Africa/Cairo",
)
MENTEES = 5
"""Of each mentor."""
DOWN = (timedelta(days=130), timedelta(days=133))
"""When the companion does not run."""
PAUSE = (MONDAY.date() + timedelta(days=75), MONDAY.date() + timedelta(days=88))
"""The days on which the program rests, planned four weeks before."""
FAILED = ("failed", "parked", "claimed", "sending")


class NoisyYear(Year):
    """So many pairs, `MENTEES` to a mentor, everybody in one of twelve zones."""

    def __init__(self, seed: str, pairs: int, days: int) -> None:
        self.heard: list[Heard] = []
        self.posted: list[Outgoing] = []
        self.met: list[tuple[Part, Any]] = []
        self.held: dict[int, set[str]] = {}
        super().__init__(seed, pairs, Model.FOUR_STAGE, days, built_in().content)
        self.happenings = sorted(self._happenings(), key=lambda each: each[0])

    def _pair(self, seed: str, pairs: int, model: Model) -> None:
        mentors = [Handle(TEAM, f"U0MENTOR{nth // MENTEES}") for nth in range(pairs)]
        mentees = [Handle(TEAM, f"U0MENTEE{nth}") for nth in range(pairs)]
        everybody = [RUTH, *dict.fromkeys([*mentors, *mentees])]
        self.told.persons = len(everybody) - 1
        profiles = {who: _profile(who, ZONES[nth % len(ZONES)]) for nth, who in enumerate(everybody)}
        self.run(people.remember, profiles, now=MONDAY)
        self.mentors = {self._id(who) for who in mentors}
        for nth, (mentor, mentee) in enumerate(zip(mentors, mentees, strict=True)):
            wanted = PairRequest(
                mentor, mentee, model, MONDAY.date(), (MONDAY + timedelta(days=DAYS)).date(), power=nth % 9 == 0
            )
            # five mentees of one mentor on five days, at hours that are night for many
            introduced = MONDAY + timedelta(days=nth % MENTEES + 7 * (nth % 2), hours=nth * 5 % 24)
            id = self.run(pairing.pair, RUTH, wanted, now=introduced)
            made = self.run(lambda work, id=id: work.mentorships.get(id))
            pair = Pair(f"{seed}:{nth}", MONDAY, made.mentee.id, made.mentor.id, int(id) * 10)
            pair.script = [each for each in pair.script if not each.what.startswith("meeting.")]  # here they are booked
            self.pairs[id] = pair

    def _id(self, who: Handle) -> PersonId:
        return PersonId(self.run(lambda work: work.people.known(who).id))

    def _happenings(self) -> Iterator[tuple[datetime, Callable[[Work], object]]]:
        """What people and coordinators do beside answering."""

        def on(day: int, hour: int = 12) -> datetime:
            return MONDAY.replace(hour=0) + timedelta(days=day, hours=hour)

        def mentor(nth: int) -> Handle:
            return Handle(TEAM, f"U0MENTOR{nth}")

        def mentee(nth: int) -> Handle:
            return Handle(TEAM, f"U0MENTEE{nth}")

        def moves(who: Handle, zone: str) -> Callable[[Work], object]:
            return lambda work: people.changed(work, who, {"zone": zone}, now=self.now)

        def chooses(who: Handle, wish: settings.Wish) -> Callable[[Work], object]:
            return lambda work: settings.choose(work, who, wish, now=self.now)

        yield on(9), chooses(mentee(3), settings.Wish(Rhythm.GUIDE, THU, time(14), None))
        nights = settings.Wish(Rhythm.HALF, None, time(23), None, time(10), time(18), (SUN, 0, 1, 2, 3))
        yield on(10), chooses(mentee(4), nights)
        yield on(24, 7), moves(mentor(0), "Pacific/Kiritimati")
        yield on(25, 23), moves(mentee(1), "Pacific/Pago_Pago")
        yield on(26, 15), moves(mentor(0), "America/Los_Angeles")
        first, last = PAUSE
        yield (
            on(47),
            lambda work: program_pauses.plan(work, RUTH, None, name="Exams", first=first, last=last, now=self.now),
        )
        yield on(100), lambda work: quiet.snooze(work, mentor(0), "2 weeks", now=self.now)
        yield on(60), lambda work: people.changed(work, mentee(2), {"deactivated": True}, now=self.now)
        back = {"deactivated": False, "zone": "Asia/Kolkata"}
        yield on(95), lambda work: people.changed(work, mentee(2), back, now=self.now)

    async def send(self, message: Outgoing) -> Receipt:
        """Keep what somebody hears, to be looked at before anything changes."""
        self.posted.append(message)
        self.met += [(part, message.to) for part in message.parts if part.kind == "appointments.ask"]
        receipt: Receipt = await super().send(message)
        return receipt

    def _answered(self, work: Work) -> None:
        super()._answered(work)
        for part, to in self.met:
            meeting = part.values.appointment
            pair = self.pairs[meeting.mentorship]
            if pair.answers(self.now):
                answer = Answer.HELD if pair.chance.random() < pair.habit.meets else Answer.MISSED
                reports.report(work, to.handles[0], meeting.id, answer, now=self.now)
        self.met.clear()

    def _noted(self, work: Work) -> None:
        for message in self.posted:
            self._note(work, message)
        self.posted.clear()

    def _note(self, work: Work, message: Outgoing) -> None:
        rows = work.db.exec_driver_sql(
            "SELECT kind, unasked, always FROM outbox WHERE message_id = ?", (message.message_id,)
        )
        parts = tuple((kind, bool(unasked), bool(always)) for kind, unasked, always in rows)
        handles = message.to.handles if isinstance(message.to, People) else ()
        for handle in handles:
            who = work.people.known(handle)
            rests = program_pauses.rests(work, who, self.now)
            alone = len(handles) == 1 and who.is_snoozed(self.now)
            self.heard.append(Heard(who.id, self.now, who.habits, rests, alone, parts))

    async def listen(self) -> Noise:
        """To the end, from event to event."""
        end = MONDAY + timedelta(days=self.days)
        while self.now < end:
            if not DOWN[0] <= self.now - MONDAY < DOWN[1]:
                await self.store.sweep(self._happens)
                await self.store.sweep(self._sweeps)
                await self.delivery.drain()
                await self.store.sweep(self._noted)
                await self.store.sweep(self._held_back)
                await self.store.sweep(self._answered)
            self.now = max(min(await self._moments()), self.now + timedelta(seconds=1))
        noise = await self.store.sweep(self._judge)
        self.store.close()
        return noise

    async def _moments(self) -> list[datetime]:
        if DOWN[0] <= self.now - MONDAY < DOWN[1]:
            return [MONDAY + DOWN[1]]
        moments = [self.now + timedelta(days=1), MONDAY + timedelta(days=self.days)]
        moments += [each[0] for each in self.happenings[:1]]
        moments += [pair.script[0].at for pair in self.pairs.values() if pair.script]
        following = await self.store.sweep(scheduler.next_moment)
        return moments if following is None else [*moments, following]

    def _happens(self, work: Work) -> None:
        agreed = set(self._without_series(work))
        super()._happens(work)
        for id in self._without_series(work):
            if id not in agreed:
                self._plan_meetings(work, id)
        while self.happenings and self.happenings[0][0] <= self.now:
            self.happenings.pop(0)[1](work)

    def _without_series(self, work: Work) -> list[Any]:
        rows = work.db.exec_driver_sql("SELECT DISTINCT mentorship_id FROM agreement")
        return [id for (id,) in rows]

    def _plan_meetings(self, work: Work, id: Any) -> None:
        """Their meetings, every four weeks: reminders and "did you meet?" come by themselves."""
        mentor = work.mentorships.get(id).mentor
        day = cadence.local(self.now, mentor.zone).date() + timedelta(days=3)
        wanted = planning.Wanted(id, Frequency.MONTHLY, day, time(11), 60, "")
        planning.book(work, mentor.handle, wanted, now=self.now)

    def _held_back(self, work: Work) -> None:
        for id, reason in work.db.exec_driver_sql(
            "SELECT id, reason FROM outbox WHERE state = 'planned' AND reason IS NOT NULL"
        ):
            self.held.setdefault(id, set()).add(reason)

    def _judge(self, work: Work) -> Noise:
        noise = Noise(people=self.told.persons)
        for each in self.heard:
            noise.together[len(each.parts)] += 1
            noise.broken += at_a_bad_moment(each)
        for person in {each.person for each in self.heard}:
            days = sorted(each.day for each in self.heard if each.person == person and each.is_unasked)
            noise.broken += too_many(person, days)
            role = "mentors" if person in self.mentors else "mentees"
            by_week = Counter((day - MONDAY.date()).days // WEEK for day in days)
            noise.weeks[role].update(by_week[week] for week in range(self.days // WEEK))
        noise.broken += list(self._left_over(work, noise))
        noise.broken += list(self._asked_twice(work))
        return noise

    def _left_over(self, work: Work, noise: Noise) -> Iterator[str]:
        """What is due was sent, or has a reason why not."""
        rows = work.db.exec_driver_sql("SELECT id, kind, state, reason, due_at FROM outbox")
        for id, kind, state, reason, due in rows:
            if state == "planned":
                if due <= int((self.now - timedelta(days=1)).timestamp()):
                    yield f"{kind} {id} was due at {datetime.fromtimestamp(due, UTC)} and is there yet"
                continue
            noise.ended[state, "" if state == "sent" else reason or "", kind] += 1
            if state in FAILED:
                yield f"{kind} {id} ended as {state}: {reason}"
            if state == "skipped" and not reason:
                yield f"{kind} {id} was skipped without a reason"
            if reason == "stale" and id not in self.held and not self._was_down(due):
                yield f"{kind} {id} went stale, and nothing had held it back"

    def _was_down(self, due: int) -> bool:
        return DOWN[0] - timedelta(days=3) <= datetime.fromtimestamp(due, UTC) - MONDAY <= DOWN[1]

    def _asked_twice(self, work: Work) -> Iterator[str]:
        rows = work.db.exec_driver_sql(
            "SELECT mentorship_id, person_id, asked_at FROM check_in WHERE asked_at IS NOT NULL"
            " ORDER BY mentorship_id, person_id, asked_at"
        )
        for before, after in pairwise(rows.all()):
            days = (after[2] - before[2]) / 86_400
            if before[:2] == after[:2] and days < cadence.FIRST_CHECK_IN_AFTER.days - 1:
                yield f"person {after[1]} of pair {after[0]} was asked again after {days:.1f} days"


def _profile(handle: Handle, zone: str) -> dict[str, Any]:
    name = handle.user.removeprefix("U0").title()
    known = {"full_name": name, "first_name": name, "title": "", "locale": "en-GB", "is_bot": False}
    return {**known, "zone": zone, "deactivated": False}
