"""Every scripted life lived by the whole companion: its sweeps, its store, its outbox, with nobody but the chat left out."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from bot import scheduler
from bot.delivery import Delivery
from bot.mentoring import cadence
from bot.mentoring.agreement import Agreement, Signature
from bot.mentoring.decision import Decision
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.goals import Goal, GoalId
from bot.mentoring.mentorship import Model
from bot.mentoring.terms import Initiator, Terms
from bot.ports import Receipt
from bot.usecases import check_ins
from tests.builders import AMARA, JONAS, Hand
from tests.lives import life_file
from tests.lives.life_file import DAYS, FIRST_DAY, PEOPLE, at

LIVES = life_file.every()
MORNING, EVENING = 9, 20
OF_THE_CALENDAR = {What.ANSWERED, What.UNANSWERED}


class Noted:
    """A surface that takes everything."""

    def __init__(self):
        self.numbers = count(1)

    async def send(self, message):
        return Receipt(channel=str(message.to), ts=str(next(self.numbers)))


class Lived:
    """A life in a database of its own."""

    def __init__(self, file):
        self.life = life_file.read(file)
        self.hand = Hand()
        self.now = at(0, 9)
        end = self.life.frame.end
        model = Model.NINE_STEP if self.life.frame.steps else Model.FOUR_STAGE
        self.id = self.hand.pair(
            now=self.now, start=FIRST_DAY.date(), end=end, power=self.life.frame.power, model=model
        )
        people = {user: id for id, user in self.hand.look("SELECT id, user_id FROM person")}
        self.person = {PEOPLE["mentee"]: people[JONAS.user], PEOPLE["mentor"]: people[AMARA.user]}
        self.delivery = Delivery(self.hand.store, Noted(), now=lambda: self.now)
        if self.life.frame.initiator is not None:
            self.agree(Initiator(self.life.frame.initiator.value))
        self.script = [each for each in self.life.evidence if not self._of_the_calendar(each)]
        self.following = self.now
        self.places = ["N1" if self.life.frame.steps else "S1"]

    def agree(self, initiator):
        """What is agreed about who sets up the meetings; the signatures themselves are in the script."""
        signatures = tuple(Signature(person, self.now) for person in self.person.values())
        terms = Terms(zone="Europe/Stockholm", initiator=initiator)
        mentor = self.person[PEOPLE["mentor"]]
        agreed = Agreement(self.id, 1, 1, terms, (1, 1, 1), mentor, self.now, signatures)
        self.hand.run(lambda work: work.record(Decision(changes=(agreed,))))

    def _of_the_calendar(self, piece):
        return piece.what is What.INTRODUCED or (piece.what in OF_THE_CALENDAR and piece.at.minute == 0)

    def answers(self, person, day):
        """Whether somebody answers what comes on this day, as the script has it."""
        habit = sorted(
            ((piece.at - (life_file.EXPIRES if piece.what is What.UNANSWERED else timedelta())), piece.what)
            for piece in self.life.evidence
            if piece.by == person and self._of_the_calendar(piece)
        )
        nth = bisect_right([moment for moment, _ in habit], day)
        return not habit or habit[max(0, nth - 1)][1] is What.ANSWERED

    async def live(self):
        found = []
        for day in range(DAYS):
            for hour in (MORNING, EVENING):
                self.now = at(day, hour)
                if hour == EVENING:
                    self.tell(day)
                await self.settle()
            found += [(day // 7 + 1, what) for what in self.conclusions(day)]
        return found

    def tell(self, day):
        """What happens on this day; all of it is looked at in the evening."""
        for piece in self.script:
            if (piece.at - FIRST_DAY).days == day:
                self.following = self.now
                mine = piece._replace(by=self.person.get(piece.by), at=min(piece.at, self.now))
                self.hand.run(lambda work, mine=mine: work.record(Decision(evidence=((self.id, mine),))))
                if piece.what is What.SNOOZED:
                    self.pause(mine)
                if piece.what is What.GOAL_ADDED:
                    self.hand.run(lambda work, id=piece.about: work.record(Decision(changes=(self.goal(id),))))

    def goal(self, id):
        """A question may be about a goal, so its goals are there."""
        return Goal(GoalId(id), self.id, 1, f"Goal {id}", "It works.", "", None)

    def pause(self, piece: Evidence):
        def keep(work):
            until = datetime.fromtimestamp(int(piece.value), UTC)
            work.record(Decision(changes=(replace(work.people.get(piece.by), snoozed_until=until),)))

        self.hand.run(keep)

    async def settle(self):
        """Only where something is due, as the metronome's indexed sweeps do. What happens on a day of a script happens
        before that day's look, so that nobody is looked at in the morning."""
        if self.following is None or self.following > self.now:
            return
        for name, sweep in scheduler.SWEEPS.items():
            if name != "looks.look_due" or self.now.hour == EVENING:
                await self.hand.store.sweep(sweep, self.now)
        await self.delivery.drain()
        self.answer()
        self.following = self.hand.run(scheduler.next_moment)

    def answer(self):
        for id, person in self.hand.look(
            "SELECT id, person_id FROM check_in WHERE asked_at IS NOT NULL AND answered_at IS NULL AND skipped_at IS NULL"
        ):
            of_script = next(of for of, theirs in self.person.items() if theirs == person)
            if self.answers(of_script, self.now):
                who = JONAS if of_script == PEOPLE["mentee"] else AMARA
                self.hand.run(check_ins.skip, who, id, now=self.now)

    def conclusions(self, day):
        ((place,),) = self.hand.look("SELECT COALESCE(step, stage) FROM mentorship")
        since = int(at(day).replace(hour=0).timestamp())
        word = "step" if self.life.frame.steps else "stage"
        moved = [] if place == self.places[-1] else [f"{word} {self.places[-1]} -> {place}"]
        self.places.append(place)
        rows = self.hand.look("SELECT kind FROM signal WHERE raised_at BETWEEN :a AND :b", a=since, b=since + 86_399)
        return moved + [kind for (kind,) in rows]


@pytest.mark.parametrize("file", LIVES, ids=[file.stem for file in LIVES])
async def test_a_life_is_lived_as_it_is_written_and_never_with_more_than_two_messages_a_week(file):
    lived = Lived(file)
    assert await lived.live() == lived.life.expected
    zones = dict(lived.hand.look("SELECT id, zone FROM person"))
    sent = lived.hand.look("SELECT person_id, sent_at, unasked, state, kind FROM outbox")
    assert [kind for _, _, _, state, kind in sent if state in {"failed", "parked"}] == []
    unasked = [
        (person, cadence.local(datetime.fromtimestamp(moment, UTC), zones[person]))
        for person, moment, is_unasked, _, _ in sent
        if is_unasked and moment is not None
    ]
    assert max(Counter((person, moment.date()) for person, moment in unasked).values()) == 1
    for person in zones:
        days = [moment.date() for whose, moment in unasked if whose == person]
        assert all(sum(day <= other < day + timedelta(days=7) for other in days) <= 2 for day in days)
    assert all(8 <= moment.hour < 20 for _, moment in unasked)
    await asyncio.sleep(0)
