"""People in storage: found by how the chat names them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, insert, select, update

from bot.mentoring.habits import NONE_CHOSEN, Choices, Rhythm
from bot.mentoring.notices import Recipient, ToPerson
from bot.mentoring.people import Handle, Person, PersonId, UnknownPeople
from storage.prepared import Prepared
from storage.tables import MemberRow, MentorshipRow, PersonRow
from storage.times import moment_or_none, stamp, stamp_or_none

PERSON = PersonRow.__table__  # type: ignore[attr-defined]
MEMBER = MemberRow.__table__  # type: ignore[attr-defined]
MENTORSHIP = MentorshipRow.__table__  # type: ignore[attr-defined]
BY_HANDLE = Prepared(
    select(PERSON).where(
        PERSON.c.enterprise_id == bindparam("enterprise"),
        PERSON.c.team_id == bindparam("team"),
        PERSON.c.user_id == bindparam("user"),
    )
)
BY_ID = Prepared(select(PERSON).where(PERSON.c.id == bindparam("id")))
CHANGED_AT = Prepared(select(PERSON.c.profile_changed_at).where(PERSON.c.id == bindparam("id")))
CHANNEL_OF = Prepared(select(PERSON.c.dm_channel).where(PERSON.c.id == bindparam("id")))
GONE_UNTIL = Prepared(select(PERSON).where(PERSON.c.gone_counts_at <= bindparam("now")).order_by(PERSON.c.id))
NEXT_GONE = Prepared(select(func.min(PERSON.c.gone_counts_at)))
READ_AT = Prepared(
    select(PERSON.c.enterprise_id, PERSON.c.team_id, PERSON.c.user_id, PERSON.c.profile_read_at)
    .where(PERSON.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(PERSON.c.id),
    lists=("ids",),
)
OLDEST_READ = Prepared(
    select(PERSON.c.enterprise_id, PERSON.c.team_id, PERSON.c.user_id)
    .where(
        PERSON.c.profile_read_at < bindparam("before"),
        exists().where(
            MEMBER.c.person_id == PERSON.c.id,
            MENTORSHIP.c.id == MEMBER.c.mentorship_id,
            MENTORSHIP.c.ended_at.is_(None),
        ),
    )
    .order_by(PERSON.c.profile_read_at, PERSON.c.id)
    .limit(bindparam("limit"))
)
USUAL_ZONE = Prepared(
    select(PERSON.c.zone)
    .where(PERSON.c.team_id == bindparam("team"), PERSON.c.zone_said.is_(None), PERSON.c.is_bot.is_(False))
    .group_by(PERSON.c.zone)
    .order_by(func.count().desc(), PERSON.c.zone)
    .limit(1)
)
OF_UNKNOWN_ZONE = Prepared(
    select(PERSON.c.zone_said, PERSON.c.zone)
    .where(PERSON.c.zone_said != "", PERSON.c.deactivated.is_(False))
    .order_by(PERSON.c.id)
)
BY_USER = Prepared(select(PERSON).where(PERSON.c.user_id == bindparam("user")).order_by(PERSON.c.id))


def person_of(row: Any) -> Person:
    """A row of `person` as the core's value."""
    return Person(
        id=PersonId(row.id),
        handle=Handle(row.team_id, row.user_id, row.enterprise_id),
        full_name=row.full_name,
        first_name=row.first_name,
        title=row.title,
        zone=row.zone,
        locale=row.locale,
        is_bot=row.is_bot,
        deactivated=row.deactivated,
        snoozed_until=moment_or_none(row.snoozed_until),
        chosen=_chosen(row),
        gone_since=moment_or_none(row.gone_since),
        gone_counts_at=moment_or_none(row.gone_counts_at),
    )


def _chosen(row: Any) -> Choices:
    days = row.working_days
    kept = (row.quiet_from, row.quiet_until, days, row.question_day, row.question_hour, row.rhythm)
    if not any(each is not None for each in kept):
        return NONE_CHOSEN
    return Choices(
        quiet_from=_clock(row.quiet_from),
        quiet_until=_clock(row.quiet_until),
        working_days=None if days is None else tuple(int(day) for day in days),
        day=row.question_day,
        hour=_clock(row.question_hour),
        rhythm=None if row.rhythm is None else Rhythm(row.rhythm),
    )


def _clock(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def _clock_kept(clock: time | None) -> str | None:
    return None if clock is None else clock.strftime("%H:%M")


class People:
    """Loads and keeps people."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def find(self, handle: Handle) -> Person | None:
        """The person the chat names so, if known."""
        row = BY_HANDLE.first(self._db, enterprise=handle.enterprise, team=handle.team, user=handle.user)
        return None if row is None else person_of(row)

    def known(self, handle: Handle) -> Person:
        """The person the chat names so. Raises UnknownPeople: the surface then looks them up and asks again."""
        person = self.find(handle)
        if person is None:
            raise UnknownPeople(handle)
        return person

    def with_user(self, user: str) -> list[Person]:
        """Everybody whom a workspace knows by this user id; two workspaces may give the same."""
        return [person_of(row) for row in BY_USER.all(self._db, user=user)]

    def all_known(self, handles: Iterable[Handle]) -> list[Person]:
        """These people in order. Raises UnknownPeople with everybody who is missing, so that one look-up is enough."""
        wanted = list(handles)
        found = [self.find(handle) for handle in wanted]
        missing = [handle for handle, person in zip(wanted, found, strict=True) if person is None]
        if missing:
            raise UnknownPeople(*missing)
        return [person for person in found if person is not None]

    def get(self, id: PersonId) -> Person:
        """The person with this id, which came from storage."""
        return person_of(BY_ID.one(self._db, id=id))

    def gone_until(self, now: datetime) -> list[Person]:
        """Whose absence comes to count by now."""
        return [person_of(row) for row in GONE_UNTIL.all(self._db, now=stamp(now))]

    def next_gone(self) -> datetime | None:
        """When the next absence comes to count."""
        return moment_or_none(NEXT_GONE.scalar(self._db))

    def usual_zone(self, team: str) -> str:
        """The zone that most people of a workspace are in; UTC while nobody is known."""
        found = USUAL_ZONE.first(self._db, team=team)
        return "UTC" if found is None else str(found.zone)

    def read_before(self, ids: Iterable[PersonId], since: datetime, *, until: datetime) -> list[Handle]:
        """Whose profile among these was last read before `since`, or never; or after `until`, by a clock that went wrong."""
        rows = READ_AT.all(self._db, ids=list(ids))
        return [
            Handle(row.team_id, row.user_id, row.enterprise_id)
            for row in rows
            if row.profile_read_at is None or not stamp(since) <= row.profile_read_at <= stamp(until)
        ]

    def oldest_read(self, before: datetime, *, limit: int) -> list[Handle]:
        """Whose profile was last read before then, of those in a mentorship that goes on; longest ago first."""
        rows = OLDEST_READ.all(self._db, before=stamp(before), limit=limit)
        return [Handle(row.team_id, row.user_id, row.enterprise_id) for row in rows]

    def of_unknown_zone(self) -> list[tuple[str, str]]:
        """What the chat said as the zone of people whom we could not find it for, and the zone taken instead."""
        rows = OF_UNKNOWN_ZONE.all(self._db)
        return [(row.zone_said, row.zone) for row in rows]

    def remember(self, handle: Handle, profile: dict[str, Any]) -> Person:
        """Keep what the chat says of a person (full_name, first_name, title, zone, locale, is_bot, deactivated)."""
        known = self.find(handle)
        if known is None:
            self._db.execute(
                insert(PERSON).values(
                    enterprise_id=handle.enterprise, team_id=handle.team, user_id=handle.user, **profile
                )
            )
        else:
            self._db.execute(update(PERSON).where(PERSON.c.id == known.id).values(**profile))
        return self.known(handle)

    def changed_at(self, person: PersonId) -> int | None:
        """When, by the chat's clock, the profile was changed that is kept, in microseconds."""
        found: int | None = CHANGED_AT.scalar(self._db, id=person)
        return found

    def channel_of(self, person: PersonId) -> str | None:
        """The conversation with a person, once it has been opened."""
        found: str | None = CHANNEL_OF.scalar(self._db, id=person)
        return found

    def remember_channel(self, to: Recipient, channel: str) -> None:
        """Keep the conversation with a person once it has been opened."""
        if isinstance(to, ToPerson):
            self._db.execute(update(PERSON).where(PERSON.c.id == to.person).values(dm_channel=channel))

    def save(self, person: Person) -> None:
        """Keep what the companion itself decides about a person, and what they chose."""
        chosen, days = person.chosen, person.chosen.working_days
        self._db.execute(
            update(PERSON)
            .where(PERSON.c.id == person.id)
            .values(
                snoozed_until=stamp_or_none(person.snoozed_until),
                quiet_from=_clock_kept(chosen.quiet_from),
                quiet_until=_clock_kept(chosen.quiet_until),
                working_days=None if days is None else "".join(str(day) for day in days),
                question_day=chosen.day,
                question_hour=_clock_kept(chosen.hour),
                rhythm=None if chosen.rhythm is None else chosen.rhythm.value,
                gone_since=stamp_or_none(person.gone_since),
                gone_counts_at=stamp_or_none(person.gone_counts_at),
            )
        )
