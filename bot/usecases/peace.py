"""When a notice may go: who leaves, pauses or sleeps is left in peace, and nobody is asked too often (field guide, section 13)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple

from bot.mentoring import cadence
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.notices import AT_ONCE, OWN_DAY, ToPerson
from bot.mentoring.people import Person
from bot.usecases import closure, program_pauses
from storage.planned import Planned
from storage.store import Work

AFTER_THE_END = timedelta(minutes=5)
"""Messages to somebody who is leaving are put off until the end has come and withdrawn them."""
CAP_PER_WEEK = 2
"""Messages with something unasked that a person gets in any seven days over all mentorships (section 13); and one a day."""


class Wait(NamedTuple):
    """Not now: come back then."""

    until: datetime
    reason: str


def wait(
    work: Work, row: Planned, people: tuple[Person, ...], mentorship: Mentorship | None, now: datetime
) -> Wait | None:
    """Until when this one waits, and why; None where it may go now."""
    if row.always:
        return None
    leaving = _leaving_until(row, mentorship, now)
    if leaving is not None:
        return Wait(leaving, closure.LEAVING)
    if isinstance(row.to, ToPerson) and people[0].snoozed_until is not None and people[0].is_snoozed(now):
        return Wait(people[0].snoozed_until, "snoozed")
    waking = cadence.group_moment(now, [person.habits for person in people]) if people else now
    if waking is not None and waking > now and work.safeguards.quiet:
        return Wait(waking, "quiet hours")
    if row.unasked and people:
        rested = program_pauses.waits_until(work, people, now)
        if rested is not None:
            return Wait(rested, program_pauses.PAUSED)
        return _not_yet(work, row, people[0], now)
    return None


def cap(work: Work, person: Person, now: datetime) -> Wait | None:
    """The caps count days of the person's own calendar: seven times twenty-four hours would make a weekly question slip. What
    went out tomorrow, by a clock that was set back since, counts as today's; what lies further ahead does not count."""
    today = cadence.local(now, person.zone).date()
    since = cadence.at(today - timedelta(days=6), time(0), person.zone)
    near = now + timedelta(days=2)
    sent = [at for at in work.outbox.unasked_to(person.id, since=since) if at < near]
    days = [min(cadence.local(at, person.zone).date(), today) for at in sent]
    tomorrow = cadence.asking_time(cadence.working_day(today + timedelta(days=1), person.habits), person.habits)
    if today in days:
        return Wait(tomorrow, "one unasked message a day")
    if len(days) >= CAP_PER_WEEK:
        return Wait(tomorrow, "two unasked messages a week")
    return None


def _leaving_until(row: Planned, mentorship: Mentorship | None, now: datetime) -> datetime | None:
    """Who is leaving is left in peace until the end, or until they take it back; the others' messages go on."""
    if mentorship is None or not isinstance(row.to, ToPerson):
        return None
    to = row.to.person
    told = [each.leaving.told_at for each in mentorship.members if each.person.id == to and each.leaving is not None]
    return max(told[0], now) + AFTER_THE_END if told else None


def _not_yet(work: Work, row: Planned, person: Person, now: datetime) -> Wait | None:
    """What nobody asked for takes nobody's weekend, and comes from the hour on that the person chose; where they chose a day or
    are in several mentorships, it waits for their day, unless that would be too late for it."""
    begun = [each.introduced_at for each in work.mentorships.active_of(person.id)]
    theirs = cadence.on_asking_day(now, cadence.one_day_for_all(person.habits, begun))
    if now < theirs <= row.latest and AT_ONCE not in row.about:
        return Wait(theirs, OWN_DAY)
    moment = cadence.unasked_moment(now, person.habits)
    if moment <= now:
        return None
    today = cadence.local(now, person.zone).date()
    return Wait(moment, "before the hour" if cadence.is_working_day(today, person.habits) else "weekend")
