"""Keeps the answers to "did you meet?", and lets meetings count as something."""

from __future__ import annotations

from datetime import datetime

from bot.mentoring import appointments, cadence
from bot.mentoring import reports as core
from bot.mentoring.appointments import Appointment, AppointmentId, State
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.milestones import Kind
from bot.mentoring.people import Handle, Person
from bot.mentoring.reports import Answer, Report
from bot.mentoring.standing import Waiting
from bot.usecases import looks, milestones
from bot.usecases.appointments import Seen, own, seen_by
from bot.usecases.sweeping import one_by_one
from storage.store import Work


def report(work: Work, actor: Handle, id: AppointmentId, answer: Answer, *, now: datetime) -> Seen:
    """Keep one's answer to "did you meet?"; the same again changes nothing. Raises Refusal: not over, settled already."""
    me, mentorship, appointment = own(work, actor, id)
    before = work.appointments.reports(id)
    said = Report(id, me.id, answer, now)
    if not any(each.person == me.id and each.answer is answer for each in before):
        silence = work.program.silence_counts_after
        decision = core.report(appointment, mentorship, said, before, silence=silence, now=now)
        work.record(decision)
        _consequences(work, mentorship, work.appointments.get(id), now)
    asked = work.outbox.place_of(appointments.asked_key(appointment, me.id))
    return seen_by(work, mentorship, work.appointments.get(id), me, now)._replace(asked=asked)


def settle_silent(work: Work, now: datetime) -> None:
    """Sweep: what has waited long enough for answers counts as what was said of it."""
    found = work.appointments.to_settle(now)
    one_by_one(work, "reports.settle_silent", found, lambda each: _settle(work, each, now))


def _settle(work: Work, appointment: Appointment, now: datetime) -> None:
    mentorship = work.mentorships.get(appointment.mentorship)
    if mentorship.is_ended:
        work.record(appointments.called_off(appointment, now=now))
        return
    reports = work.appointments.reports(appointment.id)
    work.record(core.settle(appointment, mentorship, reports, now=now))
    _consequences(work, mentorship, work.appointments.get(appointment.id), now)


def next_moment(work: Work) -> datetime | None:
    """When `settle_silent` has something to do next."""
    return work.appointments.next_to_settle()


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """Meetings that are over and wait for this person's answer (the same hour later in which the question is sent)."""
    over = work.appointments.unreported(mentorship.id, person.id, now - appointments.ASKED_AFTER)
    names = [other.person.first_name for other in mentorship.others(person.id)]
    return [
        Waiting(
            "meeting.report",
            each.id,
            each.ends,
            {"name": names[0], "day": cadence.local(each.starts, person.zone).date()},
        )
        for each in over
    ]


def _consequences(work: Work, mentorship: Mentorship, appointment: Appointment, now: datetime) -> None:
    """What follows in the same transaction when an appointment has come to count as something."""
    if appointment.state is State.HELD:
        milestones.reached(work, mentorship, Kind.FIRST_MEETING, 0, now)
    if not appointment.is_booked:
        looks.look_at(work, mentorship.id, now)
