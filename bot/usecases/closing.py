"""Closes a mentorship together: the page, each one's part, what is shown side by side, and the end when its day has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import NamedTuple

from bot.mentoring import cadence, carried, closing_part
from bot.mentoring import closing as core
from bot.mentoring.carried import GoalLeft
from bot.mentoring.closing_part import Part, Words, draft
from bot.mentoring.decision import Decision
from bot.mentoring.drafts import Written, put_away
from bot.mentoring.mentorship import Member, Mentorship, MentorshipId
from bot.mentoring.milestones import Kind
from bot.mentoring.people import Handle, Person, Role
from bot.mentoring.refusals import Refusal
from bot.mentoring.stages import Stage
from bot.mentoring.standing import Waiting
from bot.usecases import closure, drafts, looks, milestones
from bot.usecases.sweeping import one_by_one
from prompts import english
from storage.store import Work

AT_ONCE = 200
"""Mentorships in one unit of work: somebody may be waiting for theirs."""


class Seen(NamedTuple):
    """The closing as one member sees it. `theirs` is empty until all have finished: `both`. `closes_on`: the reader's day
    on which it ends by itself; `wished_by`: the others' first names who have said that it can end; `left`: goals the mentee
    may take along; `time_left`: new goals are worth a thought; `drafts`: what was kept of one's own pages, by their number."""

    mentorship: Mentorship
    me: Member
    others: str
    mine: Part
    theirs: tuple[tuple[Person, Part], ...]
    both: bool
    closes_on: date | None
    wished_by: tuple[str, ...] = ()
    left: tuple[GoalLeft, ...] = ()
    time_left: bool = False
    drafts: Mapping[int, Written] = MappingProxyType({})

    @property
    def pages(self) -> tuple[tuple[str, ...], ...]:
        return closing_part.pages(self.mentorship, self.me.role)


def page(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Seen:
    """The page; to be read after the end too. Raises Refusal: not a member; ended with nothing to read."""
    person = work.people.known(actor)
    mentorship = work.mentorships.of_member(id, person.id)
    seen = _seen(work, mentorship, person, now)
    if mentorship.is_ended and not (has_something(seen.mine, seen.both) or seen.left):
        work.mentorships.for_member(id, person.id)
    return seen


def to_write(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Seen:
    """The page for who goes on to write; after the end there is nothing to write. Raises Refusal: not a member, ended."""
    _own(work, actor, id)
    return page(work, actor, id, now=now)


def has_something(mine: Part, both: bool) -> bool:
    """Whether there is anything to read of a closing."""
    return both or bool(mine.answers) or mine.wish is not None


def is_to_read(work: Work, mentorship: Mentorship, person: Person) -> bool:
    """Whether this member finds anything to read of a closing."""
    parts = work.closings.parts(mentorship.id)
    mine, both = part_of(parts, mentorship, person), closing_part.all_done(mentorship, parts)
    return has_something(mine, both) or bool(left_open(work, mentorship, mentorship.member(person.id)))


def begin(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Seen:
    """Begin; the others are told. Raises Refusal: not a member, ended."""
    mentorship, person = _own(work, actor, id)
    work.record(core.begin(mentorship, work.closings.of(id), work.closings.parts(id), person.id, now))
    looks.look_at(work, id, now)
    return page(work, actor, id, now=now)


def revisit(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Seen:
    """Goals first; the closing rests (S4.too-broad). Raises Refusal: not a member, ended, finished by somebody."""
    mentorship, person = _own(work, actor, id)
    work.record(core.revisit(mentorship, work.closings.of(id), work.closings.parts(id), person.id, now))
    work.series.wake(id, now)
    looks.look_at(work, id, now)
    return page(work, actor, id, now=now)


def write(work: Work, actor: Handle, id: MentorshipId, nth: int, words: Words, *, now: datetime) -> Seen:
    """Keep a page of one's part (from 0); the last of them finishes it, unless something of another page was kept for
    later: that one waits. Raises Refusal(s): not a member, ended, not begun, shown already, or at the inputs."""
    mentorship, person = _own(work, actor, id)
    parts = work.closings.parts(id)
    if mentorship.closing_since is None:
        raise Refusal("closure.not_begun")
    if closing_part.all_done(mentorship, parts):
        raise Refusal("closure.shown_already")
    part = closing_part.write(mentorship, part_of(parts, mentorship, person), nth, words)
    work.record(put_away(id, person.id, draft(nth)))
    if nth + 1 < closing_part.PAGES or page(work, actor, id, now=now).drafts:
        work.record(Decision(changes=(part,)))
    else:
        work.record(core.finish(mentorship, work.closings.of(id), parts, part, now))
    return page(work, actor, id, now=now)


def wish_end(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Seen:
    """End it: at once where all wish it, otherwise after two weeks. Raises Refusal: not a member, ended, not done."""
    mentorship, person = _own(work, actor, id)
    parts = work.closings.parts(id)
    mine = part_of(parts, mentorship, person)
    _keep(work, mentorship, core.wish_end(mentorship, work.closings.of(id), parts, mine, now), now)
    return page(work, actor, id, now=now)


def not_yet(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Seen:
    """Take back that it can end; the others are told. Raises Refusal: not a member, ended."""
    mentorship, person = _own(work, actor, id)
    parts = work.closings.parts(id)
    mine = part_of(parts, mentorship, person)
    work.record(core.not_yet(mentorship, work.closings.of(id), parts, mine, now))
    return page(work, actor, id, now=now)


def carry_on(work: Work, now: datetime) -> None:
    """Sweep: remind whoever has not finished, once, and close what nobody closes."""
    last = now.date() if now.timetz().replace(tzinfo=None) >= cadence.MORNING else now.date() - timedelta(days=1)
    ids = [*work.closings.due(now, limit=AT_ONCE), *work.closings.past_end(last, limit=AT_ONCE)]
    one_by_one(work, "closing.carry_on", ids, lambda id: _come_due(work, id, now))


def _come_due(work: Work, id: MentorshipId, now: datetime) -> None:
    mentorship = work.mentorships.get(id)
    _keep(work, mentorship, core.come_due(mentorship, work.closings.of(id), work.closings.parts(id), now), now)


def next_moment(work: Work) -> datetime | None:
    """When the next of these is due."""
    end = work.closings.next_end()
    moments = [work.closings.next_due(), None if end is None else cadence.at(end, cadence.MORNING, "UTC")]
    return min((moment for moment in moments if moment is not None), default=None)


def take_up_again(work: Work, id: MentorshipId, *, now: datetime) -> None:
    """A coordinator has taken the mentorship up again: its closing counts no more."""
    work.record(core.take_up_again(work.mentorships.get(id), work.closings.parts(id), now))


def _keep(work: Work, mentorship: Mentorship, decision: Decision, now: datetime) -> None:
    """Record it; where it ends the mentorship, nothing else goes out, and a closing that all finished is celebrated."""
    ends = any(isinstance(change, Mentorship) and change.is_ended for change in decision.changes)
    if ends:
        closure.clear(work, mentorship.id, now=now)
    work.record(decision)
    if ends and closing_part.all_done(mentorship, work.closings.parts(mentorship.id)):
        milestones.reached(work, work.mentorships.get(mentorship.id), Kind.CLOSED, 0, now)


def _own(work: Work, actor: Handle, id: MentorshipId) -> tuple[Mentorship, Person]:
    person = work.people.known(actor)
    return work.mentorships.for_member(id, person.id), person


def part_of(parts: tuple[Part, ...], mentorship: Mentorship, person: Person) -> Part:
    return next((part for part in parts if part.person == person.id), Part(mentorship.id, person.id))


def _seen(work: Work, mentorship: Mentorship, person: Person, now: datetime) -> Seen:
    parts = work.closings.parts(mentorship.id)
    others = mentorship.others(person.id)
    both = closing_part.all_done(mentorship, parts)
    me = mentorship.member(person.id)
    kept = drafts.see(work, person, mentorship)
    return Seen(
        mentorship=mentorship,
        me=me,
        others=english.listed([other.person.first_name for other in others]),
        mine=part_of(parts, mentorship, person),
        theirs=tuple((o.person, part_of(parts, mentorship, o.person)) for o in others) if both else (),
        both=both,
        closes_on=closes_on(work, mentorship, parts, person),
        wished_by=tuple(o.person.first_name for o in others if part_of(parts, mentorship, o.person).end_at is not None),
        left=left_open(work, mentorship, me),
        drafts={nth: kept[draft(nth)] for nth in range(closing_part.PAGES) if draft(nth) in kept},
        time_left=not mentorship.is_ended and core.time_left(mentorship, work.program.thresholds, now),
    )


def closes_on(work: Work, mentorship: Mentorship, parts: tuple[Part, ...], person: Person) -> date | None:
    moment = core.closes_at(mentorship, work.closings.of(mentorship.id), parts)
    return None if moment is None else cadence.local(moment, person.zone).date()


def left_open(work: Work, mentorship: Mentorship, me: Member) -> tuple[GoalLeft, ...]:
    """The mentee takes it along; a mentor has it only from the mentee."""
    return carried.left_open(work.plans.load(mentorship.id)) if me.role is Role.MENTEE else ()


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """A closing that can begin, one's part of it, what can be read side by side, or the day on which it ends. No statement
    where none goes on."""
    since = mentorship.closing_since
    if since is None:
        past = cadence.at(mentorship.end, time(), person.zone)
        at = mentorship.stage_since if mentorship.stage is Stage.S4 else past if past <= now else None
        return [] if at is None else [Waiting("closure.begin", mentorship.id, at)]
    parts = work.closings.parts(mentorship.id)
    mine = part_of(parts, mentorship, person)
    asked = tuple(part for part in parts if part.end_at is not None and part.person != person.id)
    if mine.end_at is not None:
        return [_ending(work, mentorship, parts, person, "wished", (mine,))]
    if asked and (mine.done_at is None or closing_part.all_done(mentorship, parts)):
        kind = "asked_open" if mine.done_at is None else "asked"
        return [_ending(work, mentorship, parts, person, kind, asked)]
    if mine.done_at is None:
        return [Waiting("closure.write", mentorship.id, since)]
    if closing_part.all_done(mentorship, parts):
        return [Waiting("closure.read", mentorship.id, max(p.done_at for p in parts if p.done_at is not None))]
    return []


def _ending(
    work: Work, mentorship: Mentorship, parts: tuple[Part, ...], person: Person, kind: str, wished: tuple[Part, ...]
) -> Waiting:
    """That it can end was said: by whom, and the day on which it does."""
    name = english.listed([mentorship.member(part.person).person.first_name for part in wished])
    day = closes_on(work, mentorship, parts, person) or mentorship.end
    since = min(part.end_at for part in wished if part.end_at is not None)
    return Waiting(f"closure.{kind}", mentorship.id, since, {"name": name, "day": day})
