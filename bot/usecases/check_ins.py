"""Asks one question at a time, takes its answer, and shows people their own answers and those shared with them."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from bot.mentoring import cadence, check_ins, follow_ups
from bot.mentoring.check_ins import CheckIn, CheckInId
from bot.mentoring.decision import Decision
from bot.mentoring.habits import Habits, Rhythm
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import OWN_DAY, Unwanted
from bot.mentoring.people import Handle, Person, PersonId
from bot.mentoring.program_pauses import ProgramPause
from bot.mentoring.questions import Question, from_put
from bot.mentoring.refusals import Refusal
from bot.mentoring.standing import Waiting
from bot.ports import Posted
from bot.usecases import asking, program_pauses
from bot.usecases.sweeping import PUT_OFF, one_by_one
from prompts import english
from storage.planned import Planned
from storage.store import Work

AT_ONCE = 50
"""People whose questions are chosen in one unit of work, which takes a tenth of a second then: a cohort that began together is
due together, and whoever taps meanwhile must not wait for all of them."""


class Asked(NamedTuple):
    """A question as it is put to somebody. `others` are the first names of who sees a shared answer; `check_in` tells
    whether it was answered before, and how; `closed` that it was not and its days are over; `sent` is where its message
    stands in the chat, if there is one; `several` that it has to be said which mentorship is meant; `goal`
    the title of the goal that it is about, if any; `rests` a pause of the program that is told of along with it."""

    check_in: CheckIn
    question: Question
    person: Person
    others: str
    closed: bool = False
    sent: Posted | None = None
    several: bool = False
    goal: str = ""
    rests: ProgramPause | None = None


class Answer(NamedTuple):
    """An answer as its giver, or whom it is shared with, looks at it; `day` is the reader's own."""

    check_in: CheckIn
    question: Question
    day: date
    by: str
    others: str
    goal: str = ""


class Answers(NamedTuple):
    """Somebody's own answers and those shared with them, both newest first."""

    mine: tuple[Answer, ...]
    shared: tuple[Answer, ...]


def plan_due(work: Work, now: datetime, *, at_once: int = AT_ONCE) -> bool:
    """Sweep: plan the question of everybody whose moment has come or is near, and set the next one; whether there may be more
    of them than this took. One that cannot be planned is put off for a day and keeps none of the others waiting."""
    due = work.check_ins.due(now + cadence.PLANNED_AHEAD, limit=at_once)
    one_by_one(
        work,
        "check_ins.plan_due",
        due,
        lambda each: _plan(work, *each, now),
        put_off=lambda each: work.check_ins.put_off(*each, now + PUT_OFF),
    )
    return len(due) == at_once


def _plan(work: Work, id: MentorshipId, person: PersonId, now: datetime) -> None:
    mentorship = work.mentorships.get(id)
    member = mentorship.member(person)
    history = work.check_ins.history(id, person)
    decision = check_ins.come_due(
        mentorship,
        member,
        id=work.check_ins.next_id(),
        choose=partial(asking.choose, work, mentorship, person, history, now=now),
        history=history,
        now=now,
        rests=program_pauses.rests(work, member.person, max(now, member.next_check_in_at or now)),
        beside=[each.introduced_at for each in work.mentorships.active_of(person) if each.id != id],
    )
    work.record(decision)


def follow(work: Work, person: Person, before: Habits, *, now: datetime) -> None:
    """Somebody's habits are others than `before`, by choice or because they moved: their questions follow, and what
    waits for their day is looked at anew."""
    work.outbox.hasten_to(person.id, reason=OWN_DAY, now=now)
    for mentorship in work.mentorships.active_of(person.id):
        history = work.check_ins.history(mentorship.id, person.id)
        changed = check_ins.follow(mentorship, mentorship.member(person.id), before, history=history, now=now)
        work.record(Decision(changes=(mentorship.with_member(changed),)))


def next_moment(work: Work) -> datetime | None:
    """When the next question of anybody comes due."""
    return work.check_ins.next_due()


def ask_now(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Asked:
    """The question that waits, or a new one. Raises Refusal: not a member, ended, nothing new to ask."""
    person = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, person.id)
    history = work.check_ins.history(id, person.id)
    check_in, decision = check_ins.on_request(
        mentorship,
        mentorship.member(person.id),
        id=work.check_ins.next_id(),
        choose=partial(asking.choose, work, mentorship, person.id, history, now=now),
        history=history,
        now=now,
    )
    work.record(decision)
    return _put(work, mentorship, check_in, person, now)


def look(work: Work, actor: Handle, id: CheckInId, *, now: datetime) -> Asked:
    """One's own question with its answer, if any. Raises Refusal: unknown, somebody else's, ended unanswered."""
    check_in, mentorship, person = _own(work, actor, id)
    return _put(work, mentorship, check_in, person, now)


def tap(work: Work, actor: Handle, id: CheckInId, value: str, *, now: datetime) -> Asked:
    """Answer by one tap; `closed` tells that it came too late. Raises Refusal: somebody else's, ended."""
    check_in, mentorship, person = _own(work, actor, id, in_force=True)
    question = _question(work, check_in)
    return _settle(work, mentorship, person, check_in, check_ins.tap(check_in, question, value, now), now)


def skip(work: Work, actor: Handle, id: CheckInId, *, now: datetime) -> Asked:
    """Skip; what was answered before stays answered. Raises Refusal: somebody else's, ended."""
    check_in, mentorship, person = _own(work, actor, id, in_force=True)
    return _settle(work, mentorship, person, check_in, check_ins.skip(check_in, now), now)


def keep(work: Work, actor: Handle, id: CheckInId, *, choice: str | None, words: str, now: datetime) -> Asked:
    """Keep what was given in the form, for the first time or instead of what was there. Raises Refusal: at the field,
    somebody else's, closed or ended unanswered."""
    check_in, mentorship, person = _own(work, actor, id)
    decision = check_ins.keep(check_in, _question(work, check_in), choice=choice, words=words, now=now)
    return _settle(work, mentorship, person, check_in, decision, now)


def add_words(work: Work, actor: Handle, id: CheckInId, value: str, words: str, *, now: datetime) -> Asked:
    """Keep a few words beside the answer `value`, as private or shared as that is. Raises Refusal: somebody else's, the
    answer is gone; at the field: too long."""
    check_in, mentorship, person = _own(work, actor, id)
    work.record(follow_ups.keep(check_in, _question(work, check_in), value, words))
    return _asked(work, mentorship, work.check_ins.get(id), person, now)


def erase(work: Work, actor: Handle, id: CheckInId, *, now: datetime) -> Answers:
    """Delete one's own answer, for oneself and for whom it was shared with, and what was read from it; what is left.
    Raises Refusal: somebody else's."""
    check_in, mentorship, person = _own(work, actor, id)
    _settle(work, mentorship, person, check_in, check_ins.erase(check_in), now)
    work.digests.forget(check_ins.notice_key(id))
    return answers(work, actor)


def answers(work: Work, actor: Handle) -> Answers:
    """All one's own answers, ended mentorships too, and what partners in the running ones have shared."""
    person = work.people.known(actor)
    running = work.mentorships.active_of(person.id)
    mine = [
        _answer(work, work.mentorships.get(each.mentorship), each, person)
        for each in work.check_ins.answers(person.id)
        if each.has_answer
    ]
    shared = [
        _answer(work, mentorship, each, person) for mentorship in running for each in _shared(work, mentorship, person)
    ]
    return Answers(tuple(mine), tuple(sorted(shared, key=lambda answer: answer.day, reverse=True)))


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """Questions that reached this person and can be answered yet; kind "check_in", or "check_in.shared"."""
    found = []
    for each in work.check_ins.open(mentorship.id, person.id, now):
        if each.asked_at is not None and each.waits(now):
            kind = "check_in.shared" if _question(work, each).shared else "check_in"
            found.append(Waiting(kind, each.id, each.asked_at, {"partner": _others(mentorship, person.id)}))
    return found


def compose(work: Work, row: Planned, now: datetime) -> Asked:
    """Gather a question that is about to go out; from here its days run. Raises Unwanted where they come only on request by
    now, or this one was answered or skipped elsewhere, as its message may not have arrived at first."""
    check_in = work.check_ins.get(CheckInId(row.about["check_in"]))
    mentorship, person = work.mentorships.get(check_in.mentorship), work.people.get(check_in.person)
    if person.habits.rhythm is Rhythm.NEVER:
        raise Unwanted("questions come on request alone")
    if check_in.is_settled:
        raise Unwanted("answered already")
    several = _is_in_several(work, person)
    work.record(check_ins.asked(check_in, now, program_pauses.rests_of(work, mentorship.team)))
    put = _asked(work, mentorship, work.check_ins.get(check_in.id), person, now)
    return put._replace(several=several, rests=program_pauses.to_tell(work, person, now))


def _own(work: Work, actor: Handle, id: CheckInId, *, in_force: bool = False) -> tuple[CheckIn, Mentorship, Person]:
    person = work.people.known(actor)
    check_in = work.check_ins.get(id)
    if check_in.person != person.id:
        raise Refusal("checking_in.not_yours")
    if in_force or not check_in.is_settled:  # with the mentorship its open questions end, the answers stay
        return check_in, work.mentorships.for_member(check_in.mentorship, person.id), person
    return check_in, work.mentorships.get(check_in.mentorship), person


def _settle(
    work: Work, mentorship: Mentorship, person: Person, before: CheckIn, decision: Decision, now: datetime
) -> Asked:
    if decision.changes and before.has_answer:
        work.evidence.forget_said(mentorship.id, before.id)
        work.standings.hasten(mentorship.id, now)
    if decision.changes and not before.is_settled:
        decision += check_ins.rhythm_restored(mentorship, mentorship.member(person.id), before, now)
    work.record(decision)
    return _asked(work, mentorship, work.check_ins.get(before.id), person, now)


def _put(work: Work, mentorship: Mentorship, check_in: CheckIn, person: Person, now: datetime) -> Asked:
    """The question as it is put to somebody, who may be in several mentorships."""
    return _asked(work, mentorship, check_in, person, now)._replace(several=_is_in_several(work, person))


def _is_in_several(work: Work, person: Person) -> bool:
    return len(work.mentorships.active_of(person.id)) > 1


def _asked(work: Work, mentorship: Mentorship, check_in: CheckIn, person: Person, now: datetime) -> Asked:
    closed = not check_in.is_settled and not check_in.waits(now)
    sent = work.outbox.place_of(check_ins.notice_key(check_in.id))
    others, goal = _others(mentorship, person.id), _goal(work, check_in)
    return Asked(check_in, _question(work, check_in), person, others, closed, sent, goal=goal)


def _shared(work: Work, mentorship: Mentorship, person: Person) -> list[CheckIn]:
    """What the others shared; where both are asked the same, only once this person has answered too."""
    own = {each.question for each in work.check_ins.history(mentorship.id, person.id) if each.has_answer}
    theirs = [
        each
        for other in mentorship.others(person.id)
        for each in work.check_ins.history(mentorship.id, other.person.id)
    ]
    return [
        each
        for each in theirs
        if each.has_answer
        and _question(work, each).shared
        and (not _question(work, each).for_both or each.question in own)
    ]


def _answer(work: Work, mentorship: Mentorship, check_in: CheckIn, reader: Person) -> Answer:
    answered_at = check_in.answered_at or check_in.expires_at
    return Answer(
        check_in=check_in,
        question=_question(work, check_in),
        day=cadence.local(answered_at, reader.zone).date(),
        by=mentorship.member(check_in.person).person.first_name,
        others=_others(mentorship, check_in.person),
        goal=_goal(work, check_in),
    )


def _others(mentorship: Mentorship, person: PersonId) -> str:
    return english.listed([other.person.first_name for other in mentorship.others(person)])


def _question(work: Work, check_in: CheckIn) -> Question:
    bank = work.program.content.questions
    return from_put(check_in.question, check_in.put, bank) if check_in.put else bank.by_id[check_in.question]


def _goal(work: Work, check_in: CheckIn) -> str:
    """The title of the goal that is meant, also when it was dropped; empty where none is."""
    return "" if check_in.goal is None else work.plans.goal(check_in.goal).title


NOTICES = {"check_in": compose}
