"""How delivery is, for who coordinates: what arrived, what may not have, what was refused; to whom and when, never what."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.mentoring import cadence
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.notices import Recipient, ToChannel, ToGroup
from bot.mentoring.people import Handle, Person
from bot.mentoring.refusals import Refusal
from bot.usecases import pairing
from prompts import english
from storage.deliveries import Parked
from storage.store import Work

WEEK = timedelta(days=7)
LATE = timedelta(minutes=10)
"""After which what is due counts as late: the pace between messages takes its time."""
AGAIN_LASTS = timedelta(days=1)
SHOWN = 10


class Doubtful(NamedTuple):
    """A message that may not have arrived, by the `id` of the first notice in it: `names` of one person or of several in their
    own conversation, or a channel's id. Day and time are the reader's."""

    id: int
    names: str
    channel: str
    together: bool
    day: date
    at: time


class Health(NamedTuple):
    """`arrived` counts messages of the last seven days, `failed` why others of the last thirty were refused; `doubtful` are the
    latest of `doubtful_total`."""

    me: Person
    today: date
    arrived: int
    late: int
    sought: int
    doubtful: tuple[Doubtful, ...]
    doubtful_total: int
    failed: tuple[tuple[str, int], ...]


def health(work: Work, actor: Handle, *, now: datetime) -> Health:
    """How delivery is. Raises Refusal: not a coordinator."""
    me = pairing.require_coordinator(work, actor)
    team, parked = actor.team, work.deliveries.parked(actor.team, now)
    return Health(
        me=me,
        today=cadence.local(now, me.zone).date(),
        arrived=work.deliveries.arrived(team, now - WEEK),
        late=work.deliveries.late(team, now - LATE),
        sought=work.deliveries.sought(team),
        doubtful=tuple(_doubtful(work, each, me) for each in parked[:SHOWN]),
        doubtful_total=len(parked),
        failed=tuple(work.deliveries.failed(team, now)),
    )


def say_arrived(work: Work, actor: Handle, id: int, *, now: datetime) -> Health:
    """Somebody has seen the message with this notice. Raises Refusal: not a coordinator; said already."""
    for row in _one(work, actor, id, now).rows:
        work.deliveries.say_arrived(row)
    return health(work, actor, now=now)


def send_again(work: Work, actor: Handle, id: int, *, now: datetime) -> Health:
    """Somebody knows that the message with this notice is not there: all that it tells is due again, and asked again about
    everything. Raises Refusal: not a coordinator; said already."""
    for row in _one(work, actor, id, now).rows:
        work.deliveries.send_again(row, now, latest=max(row.latest, now + AGAIN_LASTS))
    work.outbox.has_more = True
    return health(work, actor, now=now)


def _one(work: Work, actor: Handle, id: int, now: datetime) -> Parked:
    pairing.require_coordinator(work, actor)
    found = [each for each in work.deliveries.parked(actor.team, now) if id in [row.id for row in each.rows]]
    if not found:
        raise Refusal("deliveries.said")
    return found[0]


def _doubtful(work: Work, parked: Parked, me: Person) -> Doubtful:
    there = cadence.local(parked.begun, me.zone)
    first = parked.rows[0]
    names, channel = _names(work, first.to)
    together = isinstance(first.to, ToGroup)
    return Doubtful(first.id, names, channel, together, there.date(), there.time())


def _names(work: Work, to: Recipient) -> tuple[str, str]:
    if isinstance(to, ToChannel):
        return "", to.channel
    if isinstance(to, ToGroup):
        members = work.mentorships.get(MentorshipId(to.mentorship)).members
        return english.listed([member.person.full_name for member in members]), ""
    return work.people.get(to.person).full_name, ""
