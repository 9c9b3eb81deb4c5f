"""A made-up pair that lives a program on the pure core, day by day: what it does is drawn by lot, what it gets is decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from bot.mentoring import asking, cadence, check_ins, engine, explained, moves, process, signals, tips
from bot.mentoring.check_ins import CheckIn, CheckInId
from bot.mentoring.content import Content
from bot.mentoring.decision import Decision
from bot.mentoring.doubts import Choice
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.frame import Frame
from bot.mentoring.life import gather
from bot.mentoring.mentorship import Member, Mentorship, MentorshipId, Model
from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.mentoring.questions import Answered, Question
from bot.mentoring.signals import IN_DISGUISE, SignalId
from bot.mentoring.thresholds import DEFAULTS
from bot.usecases.notices import CAP_PER_WEEK

MONTHS, WEEKS = 12, process.PROGRAM_WEEKS[12]
FIRST_DAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
ROLES = {Role.MENTOR: PersonId(1), Role.MENTEE: PersonId(2)}
NUDGED = (7, 14)
"""Days on which signing is nudged (field guide, section 13)."""


@dataclass
class Waiting:
    """An unasked message on its way, as the outbox holds it."""

    due: datetime
    latest: datetime
    kind: str
    about: CheckIn | str | None = None


@dataclass
class Sent:
    """What one person got: the day, what kind, and of a question or tip its id; of a question also where it was asked."""

    at: datetime
    kind: str
    id: str = ""
    place: str = ""


@dataclass
class Pair:
    """A mentor and a mentee of one program of a year. `nothing`: when nothing fitted to be asked."""

    content: Content
    lot: Random
    model: Model
    power: bool
    pieces: list[Evidence] = field(default_factory=list)
    told: dict[str, datetime] = field(default_factory=dict)
    histories: dict[PersonId, list[CheckIn]] = field(default_factory=lambda: {person: [] for person in ROLES.values()})
    waiting: dict[PersonId, list[Waiting]] = field(default_factory=lambda: {person: [] for person in ROLES.values()})
    sent: dict[PersonId, list[Sent]] = field(default_factory=lambda: {person: [] for person in ROLES.values()})
    nothing: list[tuple[datetime, str, Role]] = field(default_factory=list)
    made: int = 0

    def __post_init__(self) -> None:
        steps = self.content.models[self.model].steps
        end = (FIRST_DAY + timedelta(weeks=WEEKS) - DAY).date()
        self.frame = Frame(
            members={person: role for role, person in ROLES.items()},
            introduced_at=FIRST_DAY,
            end=end,
            weeks=WEEKS,
            usual=self.content.usual[self.model, MONTHS],
            power=self.power,
            steps=steps if self.model is Model.NINE_STEP else (),
        )
        first = steps[0].id if self.frame.steps else None
        self.standing = moves.begin(FIRST_DAY, first)
        asked_first = cadence.first_check_in(FIRST_DAY, "UTC")
        self.mentorship = Mentorship(
            id=MentorshipId(self.lot.randrange(1, 10**9)),
            team="T1",
            enterprise="",
            model=self.model,
            start=FIRST_DAY.date(),
            end=end,
            power=self.power,
            members=tuple(Member(_person(id), role, next_check_in_at=asked_first) for role, id in ROLES.items()),
            introduced_at=FIRST_DAY,
            paired_by=PersonId(3),
            step=first,
        )
        self.tips = tips.begin(self.mentorship.id, self.mentorship.member(ROLES[Role.MENTOR]), FIRST_DAY)
        self.answers = {person: self.lot.choice((0.35, 0.7, 0.9, 0.97)) for person in ROLES.values()}
        self.mood = {topic: self.lot.randint(1, 5) for topic in ("support", "challenge", "vision", "confidence")}
        self.looks_at: datetime | None = FIRST_DAY
        self.pieces += _deeds(self.lot)

    def live(self) -> None:
        """From the first day to the last."""
        for day in range(7 * WEEKS):
            now = FIRST_DAY + day * DAY
            self._look(now)
            self._plan(day, now)
            if cadence.is_working_day(now.date()):
                for person in ROLES.values():
                    self._deliver(person, now)

    def _look(self, now: datetime) -> None:
        """Where the pair stands: when something came since yesterday, or is due."""
        came = any(now - DAY < piece.at <= now for piece in self.pieces)
        if not came and (self.looks_at is None or self.looks_at > now):
            return
        seen = engine.look(self.frame, self._until(now), self.standing, self.told, rules=DEFAULTS, now=now)
        self.standing, self.looks_at = seen.standing, seen.next_at
        self.mentorship = replace(self.mentorship, stage=self.standing.stage, step=self.standing.step)
        if seen.move.ask:
            self._tell_all("stage", now)
        if seen.raised is not None:
            self.made += 1
            self.told[seen.raised.kind] = now
            found = signals.raise_(
                seen.raised, self.mentorship, id=SignalId(self.made), stage=self.standing.stage, now=now
            )
            self._queue(found, seen.raised.kind)

    def _plan(self, day: int, now: datetime) -> None:
        """What comes due today: questions, a tip, a nudge, taking stock."""
        for member in self.mentorship.members:
            if member.next_check_in_at is not None and member.next_check_in_at <= now:
                self._ask(member, now)
        if self.tips.next_at is not None and self.tips.next_at <= now:
            lacking = tips.lacking(gather(self.frame, self._until(now)), now)
            found = tips.come_due(
                self.tips, self.mentorship, self.content.tips, lacking=lacking, in_peace=False, now=now
            )
            self.tips = next(each for each in found.changes if isinstance(each, tips.TipPlan))
            self._queue(found, self.tips.given[-1] if found.notices else "")
        if day in NUDGED and sum(piece.what is What.SIGNED for piece in self._until(now)) < len(ROLES):
            self._tell_all("nudge", now)
        if day % 91 == 90:
            self._tell_all("stock", now)

    def _ask(self, member: Member, now: datetime) -> None:
        person = member.person.id
        self.made += 1

        def choose(seed: str) -> Choice | None:
            life, reading = explained.known_to(person, self.frame, self._until(now), rules=DEFAULTS, now=now)
            found = asking.choose(
                self.content.questions,
                role=member.role,
                person=person,
                life=life,
                reading=reading,
                standing=self.standing,
                history=self.histories[person],
                power=self.power,
                now=now,
                seed=seed,
                told=self._known_signals(person),
            )
            if found is None:
                self.nothing.append((now, self.standing.place.id, member.role))
            return found

        found = check_ins.come_due(
            self.mentorship,
            member,
            id=CheckInId(self.made),
            choose=choose,
            history=self.histories[person],
            now=now,
        )
        for change in found.changes:
            if isinstance(change, Mentorship):
                self.mentorship = change
            if isinstance(change, CheckIn):
                self.histories[person].insert(0, change)
                self._queue(found, change)

    def _deliver(self, person: PersonId, now: datetime) -> None:
        """One unasked message today at the most, as long as the week has room."""
        self.waiting[person] = [each for each in self.waiting[person] if each.latest >= now]
        lately = [each for each in self.sent[person] if each.at > now - 7 * DAY]
        ready = sorted((each for each in self.waiting[person] if each.due <= now), key=lambda each: each.due)
        if not ready or len(lately) >= CAP_PER_WEEK:
            return
        message = ready[0]
        self.waiting[person].remove(message)
        if isinstance(message.about, CheckIn):
            self.sent[person].append(Sent(now, message.kind, message.about.question, self.standing.place.id))
            self._answer(message.about, person, now)
            return
        self.sent[person].append(Sent(now, message.kind, message.about or "", self.standing.place.id))
        if message.kind == "stage" and self.lot.random() < self.answers[person]:
            felt = "yes" if self.lot.random() < 0.8 else "no"
            self.pieces.append(Evidence(now + timedelta(hours=20), What.STAGE_FELT, person, value=felt))

    def _answer(self, check_in: CheckIn, person: PersonId, now: datetime) -> None:
        """A question reaches somebody, who answers within the hour, skips it, or does nothing."""
        question = self.content.questions.by_id[check_in.question]
        found = check_ins.asked(check_in, now)
        kept = check_ins.reached(check_in, now)
        if self.lot.random() < self.answers[person]:
            at, value = now + timedelta(hours=1), self._says(question)
            if self.lot.random() < 0.08:
                found = check_ins.skip(kept, at)
            elif value is None:
                found = check_ins.keep(kept, question, choice=None, words="A few words", now=at)
            else:
                found = check_ins.tap(kept, question, value, at)
            kept = next(each for each in found.changes if isinstance(each, CheckIn))
        self.pieces += [piece for _, piece in found.evidence]
        history = self.histories[person]
        history[next(nth for nth, each in enumerate(history) if each.id == kept.id)] = kept

    def _says(self, question: Question) -> str | None:
        """What they tap; None where they write."""
        if question.answered is Answered.WORDS:
            return None
        if question.answered is Answered.SCALE:
            wanted = self.mood.get(question.topic, 4) + self.lot.choice((-1, 0, 0, 1))
            return str(min(5, max(1, wanted)))
        return self.lot.choice(question.options).value

    def _known_signals(self, person: PersonId) -> dict[str, datetime]:
        """What rests on answers is known once it was told."""
        told = {each.id for each in self.sent[person]}
        return {kind: at for kind, at in self.told.items() if kind not in IN_DISGUISE or kind in told}

    def _queue(self, found: Decision, about: CheckIn | str) -> None:
        for notice in found.notices:
            self.waiting[notice.to.person].append(  # type: ignore[union-attr]
                Waiting(notice.due, notice.latest, notice.kind, about)
            )

    def _tell_all(self, kind: str, now: datetime) -> None:
        for person in ROLES.values():
            self.waiting[person].append(Waiting(now, now + 7 * DAY, kind))

    def _until(self, now: datetime) -> list[Evidence]:
        return [piece for piece in self.pieces if piece.at <= now]


def _person(id: PersonId) -> Person:
    return Person(id, Handle("T1", f"U{id}"), f"Person {id}", f"Person {id}", "", "UTC", "en-GB")


def _deeds(lot: Random) -> Iterator[Evidence]:
    """What a pair does in a year, drawn by lot: some meet each fortnight and some hardly ever, some never sign."""
    yield Evidence(FIRST_DAY, What.INTRODUCED)
    if lot.random() < 0.9:
        for person in ROLES.values():
            yield Evidence(_at(lot.randrange(2, 30)), What.SIGNED, person, about=1)
    meets, every, day, nth = lot.choice((0.5, 0.8, 0.95)), lot.choice((14, 21, 28, 42)), lot.randrange(5, 25), 0
    while day < 7 * WEEKS - 14:
        nth += 1
        ends = str(int((_at(day) + timedelta(hours=1)).timestamp()))
        yield Evidence(_at(max(1, day - 5)), What.BOOKED, lot.choice(list(ROLES.values())), about=nth, value=ends)
        yield Evidence(_at(day) + timedelta(hours=2), What.HELD if lot.random() < meets else What.MISSED, about=nth)
        day += every + lot.randrange(-3, 4)
    for goal in range(1, lot.randrange(1, 5)):
        yield from _goal(lot, goal)
    if lot.random() < 0.7:
        yield Evidence(_at(7 * WEEKS - lot.randrange(10, 40)), What.CLOSING)


def _goal(lot: Random, goal: int) -> Iterator[Evidence]:
    """A goal with its steps, met or not."""
    day = lot.randrange(20, 80)
    yield Evidence(_at(day), What.GOAL_ADDED, about=goal)
    for step in range(10 * goal, 10 * goal + lot.randrange(2, 6)):
        due = (_at(day) + timedelta(days=30)).date().isoformat()
        yield Evidence(_at(day) + timedelta(minutes=step), What.STEP_ADDED, about=step, goal=goal, value=due)
        day += lot.randrange(15, 50)
        if lot.random() < 0.85:
            yield Evidence(_at(day), What.STEP_DONE, about=step, goal=goal)
    if lot.random() < 0.6:
        yield Evidence(_at(day + 5), What.GOAL_MARKED, ROLES[Role.MENTEE], about=goal)
        yield Evidence(_at(day + 9), What.GOAL_MET, about=goal)


def _at(day: int) -> datetime:
    return FIRST_DAY + timedelta(days=day, hours=3)


def pair(content: Content, seed: int) -> Pair:
    """One of many: its lot follows from the seed alone."""
    lot = Random(seed)
    model = lot.choice(list(Model))
    return Pair(content, lot, model, power=lot.random() < 0.2)
