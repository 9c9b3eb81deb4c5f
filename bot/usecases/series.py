"""Keeps three meetings ahead of a pair's rhythm, shows them, and pauses or ends the series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import series as core
from bot.mentoring import series_kept, series_rests
from bot.mentoring.appointments import OPEN_AT_ONCE, Appointment, AppointmentId, SeriesId
from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Unwanted
from bot.mentoring.objectives import Objective
from bot.mentoring.people import Handle, Person, PersonId
from bot.mentoring.refusals import Checks, Refusal
from bot.mentoring.series import Series
from bot.usecases import agreement
from bot.usecases.invitations import with_files
from bot.usecases.sweeping import PUT_OFF, one_by_one
from storage.planned import Planned
from storage.store import Work

MOST_OVER = 4
"""Meetings that are over and shown below those ahead."""


class Page(NamedTuple):
    """The meetings of a pair that lie ahead, as one of them sees them, with the rhythm where there is one. `can_plan`: an
    agreement is in force that has a rhythm; `newer`: it has another one than the series; `over`: the latest that are over,
    latest first."""

    mentorship: MentorshipId
    me: Person
    others: tuple[Person, ...]
    now: datetime
    series: Series | None
    meetings: tuple[Appointment, ...]
    can_plan: bool
    newer: bool
    over: tuple[Appointment, ...] = ()


class Told(NamedTuple):
    """What a message about a series says; `again` where the group has heard of it before; `off` is what was called off,
    `meetings` all that lie ahead of the pair, those beside the series too."""

    mentorship: MentorshipId
    series: Series
    by: Person
    members: tuple[Person, ...]
    meetings: tuple[Appointment, ...]
    again: bool = False
    off: tuple[Appointment, ...] = ()


def page(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Page:
    """The meetings ahead, and the latest before. Raises Refusal: not a member, ended."""
    me, mentorship = own(work, actor, id)
    agreed, series = agreement.in_force(work, id), work.series.of(id)
    return Page(
        mentorship=id,
        me=me,
        others=others(mentorship, me),
        now=now,
        series=series,
        meetings=tuple(work.appointments.ahead(id, now)),
        can_plan=agreed is not None and mentorship.closing_since is None,
        newer=series is not None and agreed is not None and agreed.version != series.version,
        over=tuple(work.appointments.over(id, now, count=MOST_OVER)),
    )


def pause(work: Work, actor: Handle, id: MentorshipId, until: date, *, now: datetime) -> Page:
    """Let it rest until before a day, its meetings until then called off; the group is told. The same again changes
    nothing. Raises Refusal: there is none; at "date": not ahead, after the end."""
    me, mentorship = own(work, actor, id)
    series = _going_on(work, id)
    if series.resumes == until:
        return page(work, actor, id, now=now)
    checks = Checks()
    if until <= series.today(now):
        checks.refuse("series.pause_past", field="date")
    elif until > mentorship.end:
        checks.refuse("series.pause_end", field="date", end=mentorship.end)
    checks.done()
    free = [each for each in untouched(work, series, now) if each.occurrence is not None and each.occurrence < until]
    _change(work, mentorship, replace(series, resumes=until), "paused", free=free, by=me.id, now=now)
    return page(work, actor, id, now=now)


def go_on(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Page:
    """End a pause before its day: the next meetings come, and of those after it what is more than three gives way; the
    group is told. Raises Refusal: there is none."""
    me, mentorship = own(work, actor, id)
    series = _going_on(work, id)
    if series.is_paused(series.today(now)):
        going = replace(series, resumes=core.FILLS)
        free = gives_way(work, mentorship, series, going, now)
        _change(work, mentorship, going, "resumed", free=free, by=me.id, now=now)
    return page(work, actor, id, now=now)


def end(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Page:
    """End it: what nobody has touched of it is called off, the rest stays; the group is told. The same again changes
    nothing."""
    me, mentorship = own(work, actor, id)
    series = work.series.of(id)
    if series is not None:
        free = untouched(work, series, now)
        over = replace(series, ended_at=now, look_at=None)
        _change(work, mentorship, over, "ended", free=free, by=me.id, now=now)
    return page(work, actor, id, now=now)


def _change(
    work: Work,
    mentorship: Mentorship,
    series: Series,
    kind: str,
    *,
    free: Sequence[Appointment],
    by: PersonId,
    now: datetime,
) -> None:
    changed = replace(series, revision=series.revision + 1)
    decision = Decision(changes=(changed,)) + released(work, mentorship, free, now)
    work.record(decision + core.told(changed, mentorship, kind, by=by, now=now, off=[each.id for each in free]))
    keep(work, changed, now)


def keep(work: Work, series: Series, now: datetime) -> None:
    """Book what is missing of the three meetings ahead of a series."""
    mentorship = work.mentorships.get(series.mentorship)
    ahead, taken = work.appointments.ahead(series.mentorship, now), work.series.taken(series.id)
    pauses, next_id = work.program_pauses.of(mentorship.team), work.appointments.next_id()
    work.record(core.keep_ahead(series, mentorship, ahead, taken, pauses, next_id=next_id, now=now))
    left_in_peace = core.stands_still(mentorship) or core.rests_until(mentorship, now) is not None
    if pauses and series.ended_at is None and not left_in_peace:
        free = untouched(work, series, now)
        work.record(series_rests.asked(series, mentorship, free, pauses, now=now))


def keep_after(work: Work, meeting: Appointment, now: datetime) -> None:
    """Book the one after, when a meeting of a series was called off."""
    series = work.series.of(meeting.mentorship)
    if series is not None and series.id == meeting.series:
        keep(work, series, now)


def keep_all(work: Work, now: datetime) -> None:
    """A sweep: keep three meetings ahead of every series. Nobody is told of what is booked here."""

    def put_off(series: Series) -> None:
        work.record(Decision(changes=(replace(series, look_at=now + PUT_OFF),)))

    one_by_one(
        work, "series.keep_all", work.series.to_look_at(now), lambda each: keep(work, each, now), put_off=put_off
    )


def next_moment(work: Work) -> datetime | None:
    """When `keep_all` has something to do next."""
    return work.series.next_look()


def make_room(work: Work, mentorship: Mentorship, now: datetime) -> None:
    """Somebody of the pair is gone: what nobody has prepared is called off, and its days are free for when they are back."""
    free = untouched(work, work.series.of(mentorship.id), now)
    work.record(released(work, mentorship, free, now))


def take_up(work: Work, id: MentorshipId, now: datetime) -> None:
    """All are back: the meetings ahead are booked again."""
    series = work.series.of(id)
    if series is not None:
        keep(work, series, now)


def close(work: Work, id: MentorshipId, now: datetime) -> None:
    """At the end of a mentorship: the series ends with it, and nothing is sent about that."""
    series = work.series.of(id)
    if series is not None:
        work.record(Decision(changes=(replace(series, ended_at=now, look_at=None),)))


def own(work: Work, actor: Handle, id: MentorshipId) -> tuple[Person, Mentorship]:
    me = work.people.known(actor)
    return me, work.mentorships.for_member(id, me.id)


def others(mentorship: Mentorship, me: Person) -> tuple[Person, ...]:
    return tuple(member.person for member in mentorship.others(me.id))


def _going_on(work: Work, id: MentorshipId) -> Series:
    series = work.series.of(id)
    if series is None:
        raise Refusal("series.none")
    return series


def untouched(work: Work, series: Series | None, now: datetime) -> list[Appointment]:
    if series is None:
        return []
    mine = [each for each in work.appointments.ahead(series.mentorship, now) if each.series == series.id]
    prepared = [each.id for each in mine if work.objectives.of(each.id) != Objective(each.id)]
    return core.untouched(series, mine, prepared, now)


def gives_way(
    work: Work, mentorship: Mentorship, former: Series | None, series: Series, now: datetime
) -> list[Appointment]:
    """What nobody has touched of a former rhythm and the new one has not among its next meetings just so: what it has stays,
    so that it stays in the calendars, too, as long as there is room for one more beside them."""
    free = untouched(work, former, now)
    stay, taken = without(work.appointments.ahead(mentorship.id, now), free), days_taken(work, former, free)
    pauses = work.program_pauses.of(mentorship.team)
    count = max(core.AHEAD, OPEN_AT_ONCE - 1 - len(stay))
    found = core.coming(series, mentorship.end, stay, taken, pauses, now=now, count=count)
    return without(free, series_kept.booked_again(found, free))


def released(work: Work, mentorship: Mentorship, free: Sequence[Appointment], now: datetime) -> Decision:
    """Call these off, with a newer file for all who have one in their calendars."""
    return with_files(work, mentorship, core.released(free, now=now), now)


def days_taken(work: Work, series: Series | None, free: Sequence[Appointment]) -> set[date]:
    if series is None:
        return set()
    return work.series.taken(series.id) - {each.occurrence for each in free if each.occurrence is not None}


def without(meetings: Sequence[Appointment], free: Sequence[Appointment]) -> list[Appointment]:
    gone = {each.id for each in free}
    return [each for each in meetings if each.id not in gone]


def told(work: Work, row: Planned, now: datetime) -> Told:
    """What somebody did with the series. Raises Unwanted where something else was done since, or its end would be told to
    who never heard of it."""
    series = work.series.get(SeriesId(int(row.about["series"])))
    if series.revision != row.about["revision"]:
        raise Unwanted("changed since")
    again = any(work.outbox.has_gone_out(key) for key in core.told_keys(series))
    if not again and row.kind == "series.ended":
        raise Unwanted("nobody was told of this series")
    mentorship = work.mentorships.get(series.mentorship)
    meetings = work.appointments.ahead(mentorship.id, now)
    return Told(
        mentorship=mentorship.id,
        series=series,
        by=work.people.get(PersonId(int(row.about["by"]))),
        members=tuple(member.person for member in mentorship.members),
        meetings=tuple(meetings),
        again=again,
        off=_still_off(work, row, meetings),
    )


def _still_off(work: Work, row: Planned, ahead: Sequence[Appointment]) -> tuple[Appointment, ...]:
    """What was called off, but for days that have a meeting again, or will have one in its turn."""
    ids = [AppointmentId(int(id)) for id in str(row.about.get("off", "")).split()]
    starts, series = {each.starts for each in ahead}, work.series.get(SeriesId(int(row.about["series"])))
    off = [each for each in map(work.appointments.get, ids) if each.starts not in starts]
    return tuple(each for each in off if not series_kept.comes_again(series, each))


NOTICES = dict.fromkeys(("series.planned", "series.paused", "series.resumed", "series.ended"), told)
