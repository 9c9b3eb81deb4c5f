"""A scripted life lived by the whole companion: its sweeps, its store, its outbox, with nobody but the chat left out."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import NamedTuple

import structlog

from bot import scheduler
from bot.delivery import Delivery
from bot.explaining import in_lines
from bot.mentoring.agreement import Agreement, Signature
from bot.mentoring.decision import Decision
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.goals import Goal, GoalId
from bot.mentoring.mentorship import Model
from bot.mentoring.questions import Answered
from bot.mentoring.terms import Initiator, Terms
from bot.ports import InChannel, Receipt
from bot.usecases import check_ins, explaining, home, stage_page
from handlers.slack.views import answers, stages
from handlers.slack.views import home as home_view
from handlers.slack.views.notices import MESSAGES
from handlers.slack.views.wording import Wording
from prompts.library import load
from prompts.questions import laid_out_bank
from tests.builders import AMARA, JONAS, RUTH, Hand
from tests.lives import life_file
from tests.lives.life_file import DAYS, FIRST_DAY, PEOPLE, LifeFile, at
from tests.scenarios.test_home import words_of

MORNING, EVENING = 9, 20
PAGES_EVERY = 91
"""Days from one look at everybody's pages to the next."""
OF_THE_CALENDAR = {What.ANSWERED, What.UNANSWERED}
NOBODY = "nobody in particular"


class Shown(NamedTuple):
    """Something that was shown: when, to whom (a user id, or a channel), as what (a kind of message, or a page), in which
    words. `about`: of a suggestion which it is, of a question its id and goal, of a page where the pair stands by then."""

    at: datetime
    to: str
    where: str
    words: str
    about: str = ""


@cache
def say() -> Wording:
    return Wording(load())


def _about(message):
    if message.kind == "check_in":
        return f"{message.values.question.id} {message.values.goal}"
    return message.values.kind if message.kind == "signals.raised" else ""


class Noted:
    """A surface that takes everything and draws it as the chat would get it."""

    def __init__(self, lived: Lived) -> None:
        self.lived = lived
        self.numbers = count(1)

    def draw(self, message):
        return None

    async def send(self, message):
        to = [message.to.channel] if isinstance(message.to, InChannel) else [each.user for each in message.to.handles]
        for part in message.parts:
            drawn = MESSAGES[part.kind](part.values, say())
            words = f"{drawn.text}\n{words_of(list(drawn.blocks))}"
            self.lived.shown += [Shown(self.lived.now, each, part.kind, words, _about(part)) for each in to]
        return Receipt(channel=message.to.channel or str(message.to), ts=str(next(self.numbers)))


class Lived:
    """A life in a database of its own. `shown` is all that anybody was shown; `typed`, whose words are whose, and whether
    the other may see them, so many of them `added` to an answer; `logged`, what was logged; `outbox`, the notices as they
    ended, to people with these `zones`."""

    def __init__(self, life: LifeFile, *, explains: bool = False):
        self.life, self.explains = life, explains
        self.hand = Hand()
        self.now = at(0, 9)
        end = self.life.frame.end
        model = Model.NINE_STEP if self.life.frame.steps else Model.FOUR_STAGE
        self.id = self.hand.pair(
            now=self.now, start=FIRST_DAY.date(), end=end, power=self.life.frame.power, model=model
        )
        people = {user: id for id, user in self.hand.look("SELECT id, user_id FROM person")}
        self.person = {PEOPLE["mentee"]: people[JONAS.user], PEOPLE["mentor"]: people[AMARA.user]}
        self.delivery = Delivery(self.hand.store, Noted(self), now=lambda: self.now)
        if self.life.frame.initiator is not None:
            self.agree(Initiator(self.life.frame.initiator.value))
        self.script = [each for each in self.life.evidence if not self._of_the_calendar(each)]
        self.following = self.now
        self.stirred = True
        self.places = ["N1" if self.life.frame.steps else "S1"]
        self.shown: list[Shown] = []
        self.typed: list[tuple[str, str, bool]] = []
        self.added = 0
        self.found: list[tuple[int, str]] = []
        self.standing = ""

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

    def live(self) -> Lived:
        """To its end."""
        with structlog.testing.capture_logs() as self.logged:
            asyncio.run(self._live())
        self.zones = dict(self.hand.look("SELECT id, zone FROM person"))
        self.outbox = self.hand.look("SELECT person_id, sent_at, unasked, state, kind, sent_ts FROM outbox")
        self.hand.store.close()
        self.hand.engine.dispose()
        return self

    async def _live(self):
        for day in range(DAYS):
            for hour in (MORNING, EVENING):
                self.now = at(day, hour)
                if hour == EVENING:
                    self.tell(day)
                await self.settle()
            if self.stirred:
                self.found += [(day // 7 + 1, what) for what in self.conclusions(day)]
                self.stirred = False
            if day % PAGES_EVERY == PAGES_EVERY - 1:
                self.look_around()

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
        self.stirred = True
        self.hand.run(self.sweep)
        await self.delivery.drain()
        self.answer()
        self.following = self.hand.run(scheduler.next_moment)

    def sweep(self, work):
        """Every sweep, in one unit of work: a life has thousands of them."""
        for name, sweep in scheduler.SWEEPS.items():
            if name != "looks.look_due" or self.now.hour == EVENING:
                sweep(work, self.now)

    def answer(self):
        for id, person, asked in self.hand.look(
            "SELECT id, person_id, question FROM check_in "
            "WHERE asked_at IS NOT NULL AND answered_at IS NULL AND skipped_at IS NULL AND expires_at > :now",
            now=int(self.now.timestamp()),
        ):
            of_script = next(of for of, theirs in self.person.items() if theirs == person)
            if self.answers(of_script, self.now):
                self.reply(JONAS if of_script == PEOPLE["mentee"] else AMARA, id, laid_out_bank().by_id[asked])

    def reply(self, who, id, question):
        """Words where words are asked for or may be added, each of them told apart; the rest is skipped, as what matters of
        it is scripted."""
        followed = next(iter(question.follow_up), None) if question.yields is None else None
        if question.answered is not Answered.WORDS and followed is None:
            self.hand.run(check_ins.skip, who, id, now=self.now)
            return
        words = f"Words-{id}-of-{who.user}."
        self.typed.append((who.user, words, question.shared))
        if followed is None:
            self.hand.run(check_ins.keep, who, id, choice=None, words=words, now=self.now)
            return
        self.hand.run(check_ins.tap, who, id, followed, now=self.now)
        self.hand.run(check_ins.add_words, who, id, followed, words, now=self.now)
        self.added += 1

    def conclusions(self, day):
        ((place,),) = self.hand.look("SELECT COALESCE(step, stage) FROM mentorship")
        since = int(at(day).replace(hour=0).timestamp())
        word = "step" if self.life.frame.steps else "stage"
        moved = [] if place == self.places[-1] else [f"{word} {self.places[-1]} -> {place}"]
        self.places.append(place)
        rows = self.hand.look("SELECT kind FROM signal WHERE raised_at BETWEEN :a AND :b", a=since, b=since + 86_399)
        return moved + [kind for (kind,) in rows]

    def look_around(self):
        """Everybody opens their pages."""
        ((*standing,),) = self.hand.look(
            "SELECT stage, step, stage_since, open, asked_at * open FROM mentorship, standing"
        )
        self.standing = str(standing)
        goes_on = self.hand.look("SELECT 1 FROM mentorship WHERE ended_at IS NULL")
        for who in (AMARA, JONAS, RUTH):
            self.see(who.user, "home", lambda who=who: home_view.home(self.run(home.here, who), say()))
        for who in (AMARA, JONAS) if goes_on else ():
            where = self.run(stage_page.where_you_are, who, self.id)
            self.see(who.user, "stage", lambda where=where: stages.build(where, say()))
            self.shown.append(Shown(self.now, who.user, "signs", str([signs for _, signs in where.goals])))
            self.see(who.user, "answers", lambda who=who: answers.listed(self.hand.run(check_ins.answers, who), say()))
            if self.explains:
                self.explain(who)

    def run(self, usecase, *given):
        return self.hand.run(usecase, *given, now=self.now)

    def see(self, who: str, where: str, draw: Callable[[], dict]):
        self.shown.append(Shown(self.now, who, where, words_of(draw()["blocks"]), self.standing))

    def explain(self, who):
        """`companion explain`, as whoever runs it reads it."""

        def lines(work):
            (found,) = explaining.explain(work, work.people.known(who), False, self.now, self.now)
            return "\n".join(in_lines(found, say().library))

        self.shown.append(Shown(self.now, NOBODY, "explain", self.hand.run(lines), self.standing))
