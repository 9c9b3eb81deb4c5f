"""Chooses what to ask somebody, from nothing but what they may know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.mentoring import asking, explained, signals
from bot.mentoring.check_ins import CheckIn
from bot.mentoring.doubts import Choice
from bot.mentoring.mentorship import Member, Mentorship, MentorshipId
from bot.mentoring.people import PersonId, Role
from bot.mentoring.signals import Told
from bot.usecases import looks
from storage.store import Work


def choose(
    work: Work, mentorship: Mentorship, person: PersonId, history: Sequence[CheckIn], seed: str, *, now: datetime
) -> Choice | None:
    """What to ask a member now, and why; None where nothing fits."""
    rules = work.program.thresholds
    pieces = work.evidence.of(mentorship.id, now)
    life, read = explained.known_to(person, looks.frame_of(work, mentorship), pieces, rules=rules, now=now)
    return asking.choose(
        work.program.content.questions,
        role=mentorship.member(person).role,
        person=person,
        life=life,
        reading=read,
        standing=work.standings.of(mentorship),
        history=history,
        power=mentorship.power,
        now=now,
        seed=seed,
        told=told_to(work, mentorship.member(person), mentorship.id, now),
        rules=rules,
        elsewhere=elsewhere(work, mentorship.id, person),
    )


def elsewhere(work: Work, id: MentorshipId, person: PersonId, *, at: datetime | None = None) -> set[str]:
    """The newest question to somebody in each of their other mentorships: also where it is only planned, or (`at`) of those
    they had been asked by then."""
    others = [each.id for each in work.mentorships.active_of(person) if each.id != id]
    histories = [work.check_ins.history(each, person) for each in others]
    if at is not None:
        histories = [[each for each in past if each.asked_at is not None and each.asked_at < at] for past in histories]
    return {past[0].question for past in histories if past}


def told_to(work: Work, member: Member, id: MentorshipId, now: datetime) -> dict[str, datetime]:
    """When each signal was raised last, of those this member may know of: what rests on answers once they were told it;
    what is told to nobody rests on the mentee's own answers."""
    return {
        each.kind: each.raised_at
        for each in work.signals.until(id, now)
        if each.kind not in signals.IN_DISGUISE
        or (signals.TOLD_TO[each.kind] is Told.NOBODY and member.role is Role.MENTEE)
        or work.outbox.was_heard(signals.told_key(each, member.person.id), by=now)
    }
