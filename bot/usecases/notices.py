"""Asks again, at the moment of sending, whether a notice should go, and gathers what its words need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from bot.mentoring import cadence
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToChannel, ToGroup, ToPerson, Unwanted, alone_key
from bot.mentoring.people import Person
from bot.ports import FAULT, Drawn, InChannel, Outgoing, Part, People, Receipt
from bot.usecases import (
    absences,
    agreement,
    check_ins,
    closing_notices,
    closure,
    expectations,
    first_words,
    goals,
    hello,
    home,
    invitations,
    milestones,
    pairing,
    peace,
    reminders,
    series,
    series_rests,
    signals,
    stages,
    steps,
    tips,
)
from prompts import english
from storage.planned import LEASE, Planned
from storage.store import Work

ALONE = ("pairing.", "closure.", "hello.", "home.", "first_words.", "invitations.", "absences.")
"""How the kinds begin that are a message of their own: a beginning, an end, a parting, somebody else's words, a file."""
A_TURN = timedelta(seconds=30)
"""How late what was put back until its latest moment may be: it is its turn then, and no turn comes at the very moment."""
MOST_TOGETHER = 20
"""Notices in one message."""


Composer = Callable[[Work, Planned, datetime], Any]
COMPOSERS: dict[str, Composer] = {
    **absences.NOTICES,
    **check_ins.NOTICES,
    **closure.NOTICES,
    **expectations.NOTICES,
    **first_words.NOTICES,
    **closing_notices.NOTICES,
    **goals.NOTICES,
    **hello.NOTICES,
    **agreement.NOTICES,
    **home.NOTICES,
    **invitations.NOTICES,
    **milestones.NOTICES,
    **pairing.NOTICES,
    **reminders.NOTICES,
    **series.NOTICES,
    **series_rests.NOTICES,
    **signals.NOTICES,
    **tips.NOTICES,
    **stages.NOTICES,
    **steps.NOTICES,
}


class Able(NamedTuple):
    """A notice that may go, apart from the caps, and whom and what it is about."""

    row: Planned
    people: tuple[Person, ...]
    mentorship: Mentorship | None


class Ready(NamedTuple):
    """A message to post, and the notices that it brings."""

    outgoing: Outgoing
    rows: tuple[Planned, ...]
    lease_until: datetime

    @property
    def asked(self) -> datetime:
        """When it was decided that it may go."""
        return self.lease_until - LEASE


def together(rows: Sequence[Planned]) -> list[list[Planned]]:
    """What is due, by message: all that one person gets comes in one, what they arranged before what they did not (section
    13). What goes to a group or a channel, what answers something at once, a beginning and an end are messages of their own."""
    found: list[list[Planned]] = []
    of_person: dict[ToPerson, list[Planned]] = {}
    for row in sorted(rows, key=lambda row: row.unasked):
        if not isinstance(row.to, ToPerson) or not joins(row):
            found.append([row])
            continue
        if len(of_person.get(row.to, ())) in (0, MOST_TOGETHER):
            of_person[row.to] = []
            found.append(of_person[row.to])
        of_person[row.to].append(row)
    return found


def joins(row: Planned) -> bool:
    """Whether a notice may be a part of a message among others."""
    return isinstance(row.to, ToPerson) and not row.always and not row.kind.startswith(ALONE)


def prepare(
    work: Work,
    rows: Sequence[Planned],
    *,
    now: datetime,
    message_id: str,
    draw: Callable[[Outgoing], Drawn | None] | None = None,
) -> Ready | None:
    """Recheck claimed notices that make one message and mark those that go `sending`, all in this unit of work; the others
    are settled or put back. What several will look like is written down with it, so that all of them are found again where
    nobody hears of the post. None where none goes. Raises what `draw` raises."""
    able = [each for row in rows if (each := _able(work, row, now)) is not None]
    able = _capped(work, able, now)
    able += _later_today(work, able, now)
    going = [(each, part) for each in able if (part := _part(work, each, now)) is not None]
    going = [pair for pair in going if work.outbox.begin_sending(pair[0].row, message_id=message_id, now=now)]
    if not going:
        return None
    parts = _told_once([part for _, part in going])
    first = going[0][0]
    name = first.people[0].first_name if isinstance(first.row.to, ToPerson) else ""
    address = _address(work, first.row, first.people, first.mentorship)
    outgoing = Outgoing(tuple(parts), address, message_id, name)
    there = tuple(each.row for each, _ in going)
    if draw is not None and (drawn := draw(outgoing)) is not None:
        outgoing, there = replace(outgoing, drawn=drawn), _written_down(work, there, drawn)
    return Ready(outgoing, there, now + LEASE)


def _written_down(work: Work, rows: Sequence[Planned], drawn: Drawn) -> tuple[Planned, ...]:
    """Keep how each part will look; returns those that are in the message."""
    shown = {part.id: part for part in drawn.parts}
    for row in rows:
        if row.id not in shown:
            work.outbox.settle(row, "failed", reason=f"{FAULT}not drawn")
    there = tuple(row for row in rows if row.id in shown)
    work.outbox.show([shown[row.id] for row in there])
    return there


def may_go_yet(work: Work, rows: Sequence[Planned], *, now: datetime) -> bool:
    """Ask again about a message that is marked and had to wait for its turn. Where something is against one of its notices by
    now, or it is not wanted any more (answered from Home meanwhile), that one is settled or put back, and the others are for
    the caller to put back."""
    for row in rows:
        if not work.outbox.is_wanted(row):
            work.outbox.settle(row, "withdrawn", reason="withdrawn while it waited for its turn")
            return False
        able = _unhindered(work, row, now)
        if able is None or _part(work, able, now) is None:
            return False
    return True


def _able(work: Work, row: Planned, now: datetime) -> Able | None:
    """Ask everything again but the caps; None where the notice was settled or put back."""
    return _unhindered(work, row, now) if work.outbox.holds(row) else None


def _unhindered(work: Work, row: Planned, now: datetime) -> Able | None:
    """The same of one that is in our hands."""
    if not work.safeguards.recheck:
        mentorship = _mentorship(work, row)
        return Able(row, _people(work, row, mentorship), mentorship)
    if now > row.latest + A_TURN:
        work.outbox.settle(row, "skipped", reason="stale")
        return None
    mentorship = _mentorship(work, row)
    if mentorship is not None and mentorship.is_ended and not row.about.get("after_end"):
        work.outbox.settle(row, "skipped", reason="the mentorship has ended")
        return None
    people = _people(work, row, mentorship)
    if any(person.deactivated for person in people) or _left_behind(row, mentorship):
        if row.always:
            work.outbox.settle(row, "skipped", reason=absences.ACCOUNT_OFF)
        else:  # whoever is back by then gets what is not stale
            later = row.latest + A_TURN + timedelta(seconds=1)
            work.outbox.postpone(row, later, reason=absences.ACCOUNT_OFF)
        return None
    if _never_all_awake(row, people, now):
        _tell_one_by_one(work, row, people, now)
        return None
    if _stopped(row, mentorship):
        work.outbox.settle(row, "skipped", reason="stopped by the person")
        return None
    wait = peace.wait(work, row, people, mentorship, now)
    if wait is not None:
        work.outbox.postpone(row, wait.until, reason=wait.reason)
        return None
    return Able(row, people, mentorship)


def _capped(work: Work, able: list[Able], now: datetime) -> list[Able]:
    """Without what the caps hold back: all of it or nothing, as one message is one, however much it holds."""
    unasked = [each for each in able if each.row.unasked and each.people]
    wait = peace.cap(work, unasked[0].people[0], now) if unasked and work.safeguards.caps else None
    if wait is None:
        return able
    for each in unasked:
        work.outbox.postpone(each.row, wait.until, reason=wait.reason)
    return [each for each in able if each not in unasked]


def _later_today(work: Work, able: list[Able], now: datetime) -> list[Able]:
    """What the person would be sent unasked later today comes along with what goes now: there is one such message a day."""
    going = next((each for each in able if each.row.unasked and each.people and joins(each.row)), None)
    if going is None:
        return []
    person = going.people[0]
    tomorrow = cadence.local(now, person.zone).date() + timedelta(days=1)
    until = cadence.at(tomorrow, time(0), person.zone)
    ahead = work.outbox.claim_ahead(person.id, joins, until=until, now=now, limit=MOST_TOGETHER - len(able))
    return [each for row in ahead if (each := _able(work, row, now)) is not None]


def _part(work: Work, able: Able, now: datetime) -> Part | None:
    """Gather what a notice tells; None where it is not wanted any more, which is kept with its reason."""
    row, mentorship = able.row, able.mentorship
    try:
        values = COMPOSERS[row.kind](work, row, now)
    except Unwanted as unwanted:
        work.outbox.settle(row, "skipped", reason=str(unwanted))
        return None
    return Part(row.id, row.kind, values, _others(mentorship, row))


def _told_once(parts: list[Part]) -> list[Part]:
    """Of a pause of the program that is near, the first of several questions tells alone."""
    told = False
    for nth, part in enumerate(parts):
        if isinstance(part.values, check_ins.Asked) and part.values.rests is not None:
            parts[nth] = part._replace(values=part.values._replace(rests=None)) if told else part
            told = True
    return parts


def _others(mentorship: Mentorship | None, row: Planned) -> str:
    if mentorship is None or not isinstance(row.to, ToPerson):
        return ""
    return english.listed([member.person.first_name for member in mentorship.others(row.to.person)])


def members_of(work: Work, group: ToGroup) -> str:
    """A key for the people of a group, the same for every mentorship of these people."""
    members = work.mentorships.get(MentorshipId(group.mentorship)).members
    return f"group:{sorted(member.person.id for member in members)}"


def _mentorship(work: Work, row: Planned) -> Mentorship | None:
    id = row.about.get("mentorship")
    return None if id is None else work.mentorships.get(MentorshipId(id))


def _people(work: Work, row: Planned, mentorship: Mentorship | None) -> tuple[Person, ...]:
    if isinstance(row.to, ToPerson):
        return (work.people.get(row.to.person),)
    if isinstance(row.to, ToChannel) or mentorship is None:
        return ()
    return tuple(member.person for member in mentorship.members)


def _left_behind(row: Planned, mentorship: Mentorship | None) -> bool:
    """Whether somebody else of the mentorship is gone from the workspace: then nothing of it is asked of who is left,
    who may still be told that it has ended."""
    if mentorship is None or row.always or row.about.get("after_end") or row.kind in TOLD_ALL_THE_SAME:
        return False
    return absences.rests(mentorship)


TOLD_ALL_THE_SAME = {*absences.NOTICES, "invitations.changed"}
"""What reaches who is left behind: that it is so, and a calendar that must not show what was called off."""


def _stopped(row: Planned, mentorship: Mentorship | None) -> bool:
    """Whether "something isn't right" keeps this away: all messages to that person about this mentorship (H.help)."""
    if mentorship is None or not isinstance(row.to, ToPerson) or row.always:
        return False
    to = row.to.person
    return any(member.person.id == to and member.stopped_at is not None for member in mentorship.members)


def _never_all_awake(row: Planned, people: tuple[Person, ...], now: datetime) -> bool:
    """Whether this group has no hour at which nobody is in quiet hours: exactly twelve hours apart."""
    return len(people) > 1 and cadence.group_moment(now, [person.habits for person in people]) is None


def _tell_one_by_one(work: Work, row: Planned, people: tuple[Person, ...], now: datetime) -> None:
    """Where a message to the group would always wake somebody, each gets it alone, in their own day."""
    for person in people:
        work.outbox.plan(
            Notice(
                kind=row.kind,
                to=ToPerson(person.id),
                key=alone_key(row.key, person.id),
                due=cadence.waking_moment(now, person.habits),
                latest=max(row.latest, now + timedelta(days=1)),
                about=row.about,
                unasked=row.unasked,
            )
        )
    work.outbox.settle(row, "skipped", reason="no hour is day for everybody; told one by one")


def _address(work: Work, row: Planned, people: tuple[Person, ...], mentorship: Mentorship | None) -> People | InChannel:
    if isinstance(row.to, ToChannel):
        return InChannel(row.to.team, row.to.channel)
    if isinstance(row.to, ToPerson):
        return People((people[0].handle,), work.people.channel_of(people[0].id))
    known = mentorship.group_channel if mentorship else None
    return People(tuple(person.handle for person in people), known)


def sent(work: Work, rows: Sequence[Planned], *, receipt: Receipt, now: datetime, known: bool = False) -> None:
    """Keep where notices ended up, in one message; the conversation is remembered, where it was not `known` already."""
    for row in rows:
        work.outbox.sent(row, channel=receipt.channel, ts=receipt.ts, now=now)
    if not known:
        work.mentorships.remember_channel(rows[0].to, receipt.channel)
        work.people.remember_channel(rows[0].to, receipt.channel)
