"""Explains to an operator, for one person who asks, what the engine concludes: as far as that person may know it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.mentoring import asking, cadence, check_ins, explained, steps
from bot.mentoring.doubts import Choice, Scene
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.moves import Place, Standing
from bot.mentoring.people import Person, Role
from bot.mentoring.reading import StageReading
from bot.mentoring.signals import IN_DISGUISE, Signal, told_key
from bot.usecases import looks
from bot.usecases.asking import elsewhere, told_to
from prompts import english
from storage.store import Work


class Explanation(NamedTuple):
    """One mentorship as the engine sees it, for one of its members.

    `read_place`, with the reasons in `read`, rests on deeds. `signals` are those they were told and nothing has cleared.
    `asked_at`: when questions come to them next; `look_at`: when the engine looks again, by deeds. Both are None where that
    is not known, as it has passed, or comes only with what happens. Only where it is `private` does their own word count
    for the reading and the next look, are answers in disguise among the signals, and is `next` what they would be asked,
    and why.
    """

    person: Person
    private: bool
    role: Role
    others: str
    standing: Standing
    read_place: Place
    read: StageReading
    signals: tuple[Signal, ...]
    next: Choice | None
    asked_at: datetime | None
    look_at: datetime | None


def people(work: Work, user: str) -> list[Person]:
    """Everybody with this user id."""
    return work.people.with_user(user)


def explain(work: Work, person: Person, private: bool, at: datetime, now: datetime) -> list[Explanation]:
    """Every mentorship of this person that goes on and had begun at `at`, which is `now` or has passed."""
    running = work.mentorships.active_of(person.id)
    return [_explain(work, each, person, private, at, now) for each in running if each.introduced_at <= at]


def _explain(
    work: Work, mentorship: Mentorship, person: Person, private: bool, at: datetime, now: datetime
) -> Explanation:
    frame, pieces, rules = (
        looks.frame_of(work, mentorship),
        work.evidence.of(mentorship.id, at),
        work.program.thresholds,
    )
    passed = at < now
    standing = explained.standing_at(frame, pieces, rules=rules, now=at) if passed else work.standings.of(mentorship)
    raised = work.signals.until(mentorship.id, at)
    reader = person.id if private else None
    life, read = explained.known_to(reader, frame, pieces, rules=rules, now=at)
    member = mentorship.member(person.id)
    told = told_to(work, member, mentorship.id, at)
    asked_at = None if passed else member.next_check_in_at
    scene = Scene(member.role, person.id, life, read, standing, told, rules, at)
    return Explanation(
        person=person,
        private=private,
        role=member.role,
        others=english.listed([other.person.full_name for other in mentorship.others(person.id)]),
        standing=standing,
        read_place=steps.read(life, read.stage, standing, rules=rules, now=at) if frame.steps else Place(read.stage),
        read=read,
        signals=tuple(each for each in _told(work, person, raised, at) if private or each.kind not in IN_DISGUISE),
        next=_next(work, mentorship, scene, asked_at) if private else None,
        asked_at=asked_at,
        look_at=None if passed else explained.looks_again_at(reader, frame, pieces, rules=rules, now=at),
    )


def _next(work: Work, mentorship: Mentorship, scene: Scene, asked_at: datetime | None) -> Choice | None:
    """What this person would be asked next, and why; None where nothing fits, or they are left in peace."""
    member, at = mentorship.member(scene.person), scene.now
    if check_ins.in_peace(mentorship, member, at):
        return None
    week = cadence.check_in_week(mentorship.introduced_at, member.person.zone, max(at, asked_at or at))
    past = [each for each in work.check_ins.history(mentorship.id, scene.person) if _was_asked(each.asked_at, at)]
    return asking.choose_in(
        scene,
        work.program.content.questions,
        history=past,
        power=mentorship.power,
        seed=check_ins.seed_of(mentorship, member, f"week:{week}"),
        elsewhere=elsewhere(work, mentorship.id, scene.person, at=at),
    )


def _was_asked(asked_at: datetime | None, at: datetime) -> bool:
    return asked_at is not None and asked_at < at


def _told(work: Work, person: Person, raised: Sequence[Signal], at: datetime) -> tuple[Signal, ...]:
    """Signals that this person was told and nothing had cleared. One that is still to be told would be an echo."""
    still = [each for each in raised if each.cleared_at is None or each.cleared_at > at]
    return tuple(each for each in still if work.outbox.was_heard(told_key(each, person.id), by=at))
