"""Leads a mentee, alone, through the words of a vision and through nine questions; shows a mentor what was shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from bot.mentoring import thoughts
from bot.mentoring.drafts import Written
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person, Role
from bot.mentoring.refusals import Refusal
from bot.mentoring.talks import Stands, Talk
from bot.mentoring.thoughts import Subject, Thought
from bot.usecases import drafts
from prompts import english
from storage.store import Work


class Alone(NamedTuple):
    """A conversation as the mentee sees it: `through` are the parts gone through, in no order, `drafts` what they have kept
    by page. `mentors` are first names. `ended`: it can be read."""

    mentorship: MentorshipId
    subject: Subject
    order: tuple[str, ...]
    through: Mapping[str, Thought]
    mentors: str
    drafts: Mapping[str, Written] = MappingProxyType({})
    ended: bool = False

    @property
    def next(self) -> str | None:
        """The part to go on with: one that was kept for later, else the first that wasn't gone through. None at the end."""
        return next((each for each in self.order if self.draft(each)), thoughts.next_part(self.order, self.through))

    @property
    def begun(self) -> bool:
        return bool(self.through) or self.subject in {page.split(":")[0] for page in self.drafts}

    def draft(self, part: str) -> Written | None:
        """What was kept of a part since it was sent last."""
        return self.drafts.get(thoughts.page(self.subject, part))

    def words(self, part: str) -> str:
        """What was written there; empty where nothing was."""
        kept = self.through.get(part)
        return "" if kept is None else kept.words or ""

    def is_shown(self, part: str) -> bool:
        kept = self.through.get(part)
        return kept is not None and kept.shown_at is not None

    @property
    def whole(self) -> str:
        """All parts, to begin the vision with."""
        return thoughts.together(self.order, {part: self.words(part) for part in self.order})


class Brought(NamedTuple):
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
        drafts=drafts.see(work, person, mentorship),
        ended=mentorship.is_ended,
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


def reread(work: Work, actor: Handle, id: MentorshipId, subject: Subject, *, now: datetime) -> Alone:
    """The same, also after the end where there is something to read. Raises Refusal: not the mentee, ended."""
    me = work.people.known(actor)
    found = alone(work, me, work.mentorships.of_member(id, me.id), subject)
    return found if any(map(found.words, found.order)) else see(work, actor, id, subject, now=now)


def begin_with(work: Work, actor: Handle, id: MentorshipId, words: str, *, now: datetime) -> Alone:
    """Keep what had been typed as the vision before help with it was asked for, unless it is saved already."""
    if words != work.plans.vision(id).statement:
        drafts.keep(work, actor, id, Subject.VISION.value, {"vision": words}, now=now)
    return see(work, actor, id, Subject.VISION, now=now)


def begin_anew(work: Work, actor: Handle, id: MentorshipId, subject: Subject, *, now: datetime) -> Alone:
    """Take away what was gone through, to go through it once more."""
    me = work.people.known(actor)
    through = see(work, actor, id, subject, now=now).through
    work.record(thoughts.forget(list(through.values()), id, me.id, subject))
    return see(work, actor, id, subject, now=now)


def brought(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Brought:
    """What the mentee of a mentorship shows the others; also after the end. Raises Refusal: not a member, ended with nothing
    to read."""
    me = work.people.known(actor)
    mentorship = work.mentorships.of_member(id, me.id)
    if not shown_to_all(work, mentorship):
        work.mentorships.for_member(id, me.id)
    shown = {each.part: each.words or "" for each in shown_to_all(work, mentorship)}
    order = thoughts.parts(Subject.NINE, power=mentorship.power)
    return Brought(mentorship.mentee, tuple((part, shown[part]) for part in order if part in shown))


def is_to_read(work: Work, mentorship: Mentorship, person: Person) -> bool:
    """Whether this member finds answers to the nine questions: all to their writer, those that are shown to the others."""
    found = [each for each in work.thoughts.of(mentorship.id) if each.subject is Subject.NINE and each.words]
    return any(each.person == person.id or each.shown_at is not None for each in found)


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
    first = Talk("vision", Stands.HALF if vision.begun else Stands.NEW)
    half = Stands.HALF if nine.next else Stands.DONE
    second = Talk("nine", half if nine.begun else Stands.NEW)
    return [second] if written and not vision.begun else [first, second]
