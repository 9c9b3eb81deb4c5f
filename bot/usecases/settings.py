"""What one person chooses for themselves in all their mentorships: when questions come, how often, and when it is quiet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import NamedTuple

from bot.mentoring import cadence, habits
from bot.mentoring.decision import Decision
from bot.mentoring.habits import Habits, Rhythm
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person
from bot.usecases import check_ins, program_pauses, quiet
from prompts import english
from storage.store import Work


class Wish(NamedTuple):
    """What the form says. `day` None: as it comes; the last three None: they were not shown, and stay."""

    rhythm: Rhythm
    day: int | None
    hour: time
    pause: date | None
    quiet_from: time | None = None
    quiet_until: time | None = None
    working_days: tuple[int, ...] | None = None


class Chosen(NamedTuple):
    """What holds for this person. `day` is the weekday they chose, `comes` that on which all comes in any case, as they chose it
    or are in several mentorships, `pause` the day of theirs until which they are left in peace, `next` when the next question
    is planned for, on their own clock, None also where they or the program rest then; `celebrates` the mentorships with a
    channel for good news, by the others' first names."""

    person: Person
    habits: Habits
    day: int | None
    pause: date | None
    next: datetime | None
    celebrates: tuple[tuple[MentorshipId, str], ...]
    comes: int | None = None


def chosen(work: Work, actor: Handle, *, now: datetime) -> Chosen:
    """What holds now."""
    return _chosen(work, work.people.known(actor), now)


def choose(work: Work, actor: Handle, wish: Wish, *, now: datetime) -> Chosen:
    """Keep the choice; questions that are planned move to where they now belong, and a pause begins or ends. Raises
    Refusals at the fields of the form, and has kept nothing then."""
    before = work.people.known(actor)
    wanted = _habits(before.habits, wish)
    habits.check(wanted, day=wish.day)
    if wish.pause != quiet.pause_of(before, now).until:
        said = "off" if wish.pause is None else f"until {wish.pause}"
        quiet.snooze(work, actor, said, now=now, field="pause")
    person = replace(work.people.known(actor), chosen=habits.chosen_of(wanted, day=wish.day, locale=before.locale))
    work.record(Decision(changes=(person,)))
    if person.habits != before.habits:
        check_ins.follow(work, person, before.habits, now=now)
    return _chosen(work, person, now)


def _habits(held: Habits, wish: Wish) -> Habits:
    return replace(
        held,
        rhythm=wish.rhythm,
        day=wish.day,
        hour=wish.hour,
        quiet_from=held.quiet_from if wish.quiet_from is None else wish.quiet_from,
        quiet_until=held.quiet_until if wish.quiet_until is None else wish.quiet_until,
        working_days=held.working_days if wish.working_days is None else wish.working_days,
    )


def _chosen(work: Work, person: Person, now: datetime) -> Chosen:
    running = work.mentorships.active_of(person.id)
    together = cadence.one_day_for_all(person.habits, [each.introduced_at for each in running])
    planned = [at for each in running if (at := each.member(person.id).next_check_in_at) is not None]
    if together != person.habits:
        planned = [cadence.on_asking_day(at, together) for at in planned]
    following = min(planned, default=None)
    if following is not None and (person.is_snoozed(following) or program_pauses.rests(work, person, following)):
        following = None
    everywhere = work.program.celebration_channel is not None
    return Chosen(
        comes=together.day,
        person=person,
        habits=person.habits,
        day=person.habits.day,
        pause=quiet.pause_of(person, now).until,
        next=None if following is None else cadence.local(following, person.zone),
        celebrates=tuple(
            (each.id, _others(each, person)) for each in running if everywhere or each.celebration_channel is not None
        ),
    )


def _others(mentorship: Mentorship, person: Person) -> str:
    return english.listed([other.person.first_name for other in mentorship.others(person.id)])
