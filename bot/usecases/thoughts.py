"""Leads a mentee, alone, through the words of a vision and through nine questions; shows a mentor what was shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.mentoring import thoughts
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person, Role
from bot.mentoring.refusals import Refusal
from bot.mentoring.talks import Talk
from bot.mentoring.thoughts import START, Subject, Thought
from prompts import english
from storage.store import Work


@dataclass(frozen=True, slots=True)
class Alone:
    """A conversation as the mentee sees it: `through` are the parts gone through, in no order. `mentors` are first names."""

    mentorship: MentorshipId
    subject: Subject
    order: tuple[str, ...]
    through: Mapping[str, Thought]
    mentors: str

    @property
    def next(self) -> str | None:
        """The part to go on with; None at the end."""
        return thoughts.next_part(self.order, self.through)

    @property
    def begun(self) -> bool:
        return bool(self.through)

    def words(self, part: str) -> str:
        """What was written there; empty where nothing was."""
        kept = self.through.get(part)
        return "" if kept is None else kept.words or ""

    def is_shown(self, part: str) -> bool:
        kept = self.through.get(part)
        return kept is not None and kept.shown_at is not None

    @property
    def whole(self) -> str:
        """What to begin the vision with: what had been typed before, else all parts."""
        return self.words(START) or thoughts.together(self.order, {part: self.words(part) for part in self.order})


@dataclass(frozen=True, slots=True)
class Brought:
    """What a mentee shows a mentor: (question, answer), in the order of the questions."""

    mentee: Person
    answers: tuple[tuple[str, str], ...]


def alone(work: Work, person: Person, mentorship: Mentorship, subject: Subject) -> Alone:
    """Where a mentee stands in it. Raises Refusal for anybody else."""
    if mentorship.member(person.id).role is not Role.MENTEE:
        raise Refusal("thoughts.mentee_alone", name=mentorship.mentee.first_name)
    kept = [each for each in work.thoughts.of(mentorship.id) if each.person == person.id]
    return Alone(
        mentorship=mentorship.id,
        subject=subject,
        order=thoughts.parts(subject, power=mentorship.power),
        through={each.part: each for each in kept if each.subject is subject},
        mentors=english.listed([each.person.first_name for each in mentorship.others(person.id)]),
    )


def see(work: Work, actor: Handle, id: MentorshipId, subject: Subject, *, now: datetime) -> Alone:
    """Take it up where it was left. Raises Refusal: unknown, not the mentee, ended."""
    me = work.people.known(actor)
    return alone(work, me, work.mentorships.for_member(id, me.id), subject)


def keep(
    work: Work,
    actor: Handle,
    id: MentorshipId,
    subject: Subject,
    *,
    part: str,
    words: str,
    show: bool = False,
    now: datetime,
) -> Alone:
    """Keep a part, empty or not, and come to the next one. Raises Refusal at "words"."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    before = alone(work, me, mentorship, subject)
    new = Thought(mentorship.id, me.id, subject, part, words)
    work.record(thoughts.keep(before.through.get(part), new, power=mentorship.power, show=show, now=now))
    return alone(work, me, mentorship, subject)


def begin_with(work: Work, actor: Handle, id: MentorshipId, words: str, *, now: datetime) -> Alone:
    """Keep what had been typed as the vision before help with it was asked for, unless it is saved already."""
    if words == work.plans.vision(id).statement:
        return see(work, actor, id, Subject.VISION, now=now)
    return keep(work, actor, id, Subject.VISION, part=START, words=words, now=now)


def begin_anew(work: Work, actor: Handle, id: MentorshipId, subject: Subject, *, now: datetime) -> Alone:
    """Take away what was gone through, to go through it once more."""
    through = see(work, actor, id, subject, now=now).through
    work.record(thoughts.forget(list(through.values()), subject))
    return see(work, actor, id, subject, now=now)


def brought(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Brought:
    """What the mentee of a mentorship shows the others."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    shown = {each.part: each.words or "" for each in shown_to_all(work, mentorship)}
    order = thoughts.parts(Subject.NINE, power=mentorship.power)
    return Brought(mentorship.mentee, tuple((part, shown[part]) for part in order if part in shown))


def shown_to_all(work: Work, mentorship: Mentorship) -> list[Thought]:
    """The answers of a mentee that all members may read."""
    return [each for each in work.thoughts.of(mentorship.id) if each.shown_at is not None]


def talks(work: Work, person: Person, mentorship: Mentorship) -> list[Talk]:
    """Where the two conversations stand for a mentee ("vision", "nine"): the first only until the vision is written. A
    mentor has none of them."""
    if mentorship.member(person.id).role is not Role.MENTEE:
        return []
    vision = alone(work, person, mentorship, Subject.VISION)
    nine = alone(work, person, mentorship, Subject.NINE)
    written = bool(work.plans.vision(mentorship.id).statement)
    first = Talk("vision", thoughts.stands(vision.order, vision.through, done=False))
    second = Talk("nine", thoughts.stands(nine.order, nine.through, done=nine.next is None))
    return [second] if written and not vision.begun else [first, second]
