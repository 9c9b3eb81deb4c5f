"""Explains to an operator, for one person who asks, what the engine concludes: as far as that person may know it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.mentoring import asking, cadence, check_ins, explained, steps
from bot.mentoring.doubts import Choice, Scene
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.moves import Place, Standing
from bot.mentoring.people import Person, Role
from bot.mentoring.reading import StageReading
from bot.mentoring.signals import Signal, told_key
from bot.usecases import looks
from prompts import english, questions
from storage.store import Work


@dataclass(frozen=True, slots=True)
class Explanation:
    """One mentorship as the engine sees it, for one of its members.

    `read_place`, with the reasons in `read`, rests on deeds and this member's own words alone. `signals` are those they
    were told and nothing has cleared. `next`: what they would be asked, and why; `asked_at`: when questions come to them
    next. `look_at`: when the engine looks again. The last two are None where that is not known,
    as it has passed, or comes only with what happens.
    """

    person: Person
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


def explain(work: Work, person: Person, at: datetime, now: datetime) -> list[Explanation]:
    """Every mentorship of this person that goes on and had begun at `at`, which is `now` or has passed."""
    running = work.mentorships.active_of(person.id)
    return [_explain(work, each, person, at, now) for each in running if each.introduced_at <= at]


def _explain(work: Work, mentorship: Mentorship, person: Person, at: datetime, now: datetime) -> Explanation:
    frame, pieces, rules = (
        looks.frame_of(work, mentorship),
        work.evidence.of(mentorship.id, at),
        work.program.thresholds,
    )
    passed = at < now
    standing = explained.standing_at(frame, pieces, rules=rules, now=at) if passed else work.standings.of(mentorship)
    raised = work.signals.until(mentorship.id, at)
    told = {each.kind: each.raised_at for each in raised}
    life, read = explained.known_to(person.id, frame, pieces, rules=rules, now=at)
    member = mentorship.member(person.id)
    scene = Scene(member.role, person.id, life, read, standing, told, rules, at)
    asked_at = None if passed else member.next_check_in_at
    week = cadence.check_in_week(mentorship.introduced_at, person.zone, max(at, asked_at or at))
    choice = None
    if not check_ins.in_peace(mentorship, member, at):
        past = [each for each in work.check_ins.history(mentorship.id, person.id) if _was_asked(each.asked_at, at)]
        choice = asking.choose_in(
            scene,
            questions.laid_out_bank(),
            history=past,
            power=mentorship.power,
            seed=check_ins.seed_of(mentorship, member, f"week:{week}"),
        )
    return Explanation(
        person=person,
        role=member.role,
        others=english.listed([other.person.full_name for other in mentorship.others(person.id)]),
        standing=standing,
        read_place=steps.read(life, read.stage, standing, rules=rules, now=at) if frame.steps else Place(read.stage),
        read=read,
        signals=_told(work, person, raised, at),
        next=choice,
        asked_at=asked_at,
        look_at=None if passed else work.standings.look_at(mentorship.id),
    )


def _was_asked(asked_at: datetime | None, at: datetime) -> bool:
    return asked_at is not None and asked_at < at


def _told(work: Work, person: Person, raised: Sequence[Signal], at: datetime) -> tuple[Signal, ...]:
    """Signals that this person was told and nothing had cleared. One that is still to be told would be an echo."""
    still = [each for each in raised if each.cleared_at is None or each.cleared_at > at]
    return tuple(each for each in still if any(sent <= at for sent in work.outbox.sent_at([told_key(each, person.id)])))
