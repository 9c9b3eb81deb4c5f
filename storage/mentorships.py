"""Mentorships and their members in storage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.exc import IntegrityError

from bot.mentoring import cadence
from bot.mentoring.coordinator import View
from bot.mentoring.mentorship import Celebration, Leaving, Member, Mentorship, MentorshipId, Model
from bot.mentoring.notices import Recipient, ToGroup
from bot.mentoring.people import Handle, PersonId, Role
from bot.mentoring.refusals import Refusal
from bot.mentoring.stages import Stage
from storage.dialect import written
from storage.people import PERSON, person_of
from storage.prepared import Prepared, Put
from storage.tables import MemberRow, MentorshipRow, StandingRow
from storage.times import moment, moment_or_none, stamp, stamp_or_none

STANDING = StandingRow.__table__  # type: ignore[attr-defined]
MENTORSHIP = MentorshipRow.__table__  # type: ignore[attr-defined]
MEMBER = MemberRow.__table__  # type: ignore[attr-defined]

MEMBERS_OF = Prepared(
    select(
        MEMBER.c.mentorship_id,
        MEMBER.c.role,
        MEMBER.c.celebration,
        MEMBER.c.next_check_in_at,
        MEMBER.c.stopped_at,
        MEMBER.c.leaving_asked_at,
        MEMBER.c.leaving_told_at,
        PERSON,
    )
    .join(PERSON, PERSON.c.id == MEMBER.c.person_id)
    .where(MEMBER.c.mentorship_id.in_(bindparam("ids", expanding=True)))
    .order_by(MEMBER.c.mentorship_id, MEMBER.c.role.desc(), MEMBER.c.person_id),
    lists=("ids",),
)
BY_ID = Prepared(select(MENTORSHIP).where(MENTORSHIP.c.id == bindparam("id")))
BY_IDS = Prepared(
    select(MENTORSHIP).where(MENTORSHIP.c.id.in_(bindparam("ids", expanding=True))).order_by(MENTORSHIP.c.id),
    lists=("ids",),
)
ACTIVE_OF_HANDLE = Prepared(
    select(MENTORSHIP)
    .join(MEMBER, MEMBER.c.mentorship_id == MENTORSHIP.c.id)
    .join(PERSON, PERSON.c.id == MEMBER.c.person_id)
    .where(
        PERSON.c.enterprise_id == bindparam("enterprise"),
        PERSON.c.team_id == bindparam("team"),
        PERSON.c.user_id == bindparam("user"),
        MENTORSHIP.c.ended_at.is_(None),
    )
    .order_by(MENTORSHIP.c.id)
)
ACTIVE_OF_PERSON = Prepared(
    select(MENTORSHIP)
    .join(MEMBER, MEMBER.c.mentorship_id == MENTORSHIP.c.id)
    .where(MEMBER.c.person_id == bindparam("person"), MENTORSHIP.c.ended_at.is_(None))
    .order_by(MENTORSHIP.c.id)
)

ENDED_OF_PERSON = Prepared(
    select(MENTORSHIP)
    .join(MEMBER, MEMBER.c.mentorship_id == MENTORSHIP.c.id)
    .where(MEMBER.c.person_id == bindparam("person"), MENTORSHIP.c.ended_at.is_not(None))
    .order_by(MENTORSHIP.c.ended_at.desc(), MENTORSHIP.c.id)
    .limit(bindparam("limit"))
)
LEFT_UNTIL = Prepared(
    select(MENTORSHIP)
    .where(
        MENTORSHIP.c.id.in_(select(MEMBER.c.mentorship_id).where(MEMBER.c.leaving_told_at <= bindparam("now"))),
        MENTORSHIP.c.ended_at.is_(None),
    )
    .order_by(MENTORSHIP.c.id)
)
NEXT_LEAVING = Prepared(select(func.min(MEMBER.c.leaving_told_at)))
PUT = Put(MENTORSHIP)
PUT_MEMBER = Put(MEMBER, key=("mentorship_id", "person_id"))

NAMES = Prepared(
    select(
        MENTORSHIP.c.id,
        MENTORSHIP.c.end,
        STANDING.c.shown,
        STANDING.c.hand_at,
        PERSON.c.first_name,
        PERSON.c.full_name,
        PERSON.c.deactivated,
        PERSON.c.gone_since,
        MEMBER.c.role,
    )
    .join(STANDING, STANDING.c.mentorship_id == MENTORSHIP.c.id)
    .join(MEMBER, MEMBER.c.mentorship_id == MENTORSHIP.c.id)
    .join(PERSON, PERSON.c.id == MEMBER.c.person_id)
    .where(MENTORSHIP.c.team_id == bindparam("team"), MENTORSHIP.c.ended_at.is_(None))
    .order_by(MENTORSHIP.c.id, MEMBER.c.role, MEMBER.c.person_id)
)


@dataclass(frozen=True, slots=True)
class PairNames:
    """A mentorship in a coordinator's list: its last day, what is shown of it, and (first name, full name) of its members,
    mentee first. `gone`: role and first name of those whose account is off, and since when."""

    id: MentorshipId
    end: date
    shown: View
    members: tuple[tuple[str, str], ...]
    gone: tuple[tuple[Role, str, datetime], ...] = ()


def _member(row: Any) -> Member:
    leaving = None
    if row.leaving_asked_at is not None:
        leaving = Leaving(asked_at=moment(row.leaving_asked_at), told_at=moment(row.leaving_told_at))
    return Member(
        person=person_of(row),
        role=Role(row.role),
        celebration=None if row.celebration is None else Celebration(row.celebration),
        next_check_in_at=moment_or_none(row.next_check_in_at),
        stopped_at=moment_or_none(row.stopped_at),
        leaving=leaving,
    )


def _mentorship(row: Any, members: tuple[Member, ...]) -> Mentorship:
    return Mentorship(
        id=MentorshipId(row.id),
        team=row.team_id,
        enterprise=row.enterprise_id,
        model=Model(row.model),
        start=date.fromisoformat(row.start),
        end=date.fromisoformat(row.end),
        power=row.power,
        members=members,
        introduced_at=moment(row.introduced_at),
        paired_by=PersonId(row.paired_by),
        celebration_channel=row.celebration_channel,
        group_channel=row.group_channel,
        ended_at=moment_or_none(row.ended_at),
        stage=Stage(row.stage),
        stage_since=moment_or_none(row.stage_since),
        step=row.step,
        closing_since=moment_or_none(row.closing_since),
    )


class Mentorships:
    """Loads and keeps mentorships with all their members. What one unit of work asks for again before anything is written is not
    loaded again."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._seen: dict[MentorshipId, Mentorship] = {}
        self._seen_of: dict[PersonId, list[Mentorship]] = {}
        self._seen_at = -1

    def get(self, id: MentorshipId) -> Mentorship:
        """The mentorship with this id. Raises Refusal("mentorship.unknown") for an id nobody has."""
        self._forget_what_may_have_changed()
        if id not in self._seen:
            found = self._with_members(BY_ID.all(self._db, id=id))
            if not found:
                raise Refusal("mentorship.unknown")
            self._seen[id] = found[0]
        return self._seen[id]

    def several(self, ids: Sequence[MentorshipId]) -> list[Mentorship]:
        """Those with these ids, by their ids, in two statements."""
        return self._with_members(BY_IDS.all(self._db, ids=ids)) if ids else []

    def for_member(self, id: MentorshipId, person: PersonId) -> Mentorship:
        """The active mentorship with this id for one of its members.

        Raises Refusal: unknown, not a member, or ended (with the day it ended).
        """
        mentorship = self.of_member(id, person)
        member = mentorship.member(person)
        if mentorship.ended_at is not None:
            raise Refusal("mentorship.ended", day=cadence.local(mentorship.ended_at, member.person.zone).date())
        return mentorship

    def of_member(self, id: MentorshipId, person: PersonId) -> Mentorship:
        """The mentorship with this id for one of its members to look at, also after its end.

        Raises Refusal: unknown, not a member.
        """
        mentorship = self.get(id)
        mentorship.member(person)
        return mentorship

    def active_of(self, person: PersonId) -> list[Mentorship]:
        """All mentorships this person is in, in either role, that have not ended, oldest first."""
        self._forget_what_may_have_changed()
        if person not in self._seen_of:
            self._seen_of[person] = self._with_members(ACTIVE_OF_PERSON.all(self._db, person=person))
        return self._seen_of[person].copy()

    def active_of_handle(self, handle: Handle) -> list[Mentorship]:
        """The same for whom the chat names so; empty too where nobody is known by that name."""
        values = {"enterprise": handle.enterprise, "team": handle.team, "user": handle.user}
        return self._with_members(ACTIVE_OF_HANDLE.all(self._db, **values))

    def ended_of(self, person: PersonId, *, limit: int) -> list[Mentorship]:
        """The mentorships this person was in, the latest end first."""
        return self._with_members(ENDED_OF_PERSON.all(self._db, person=person, limit=limit))

    def left_until(self, now: datetime) -> list[Mentorship]:
        """Mentorships that somebody is leaving and whose others were to be told by `now`."""
        return self._with_members(LEFT_UNTIL.all(self._db, now=stamp(now)))

    def next_leaving(self) -> datetime | None:
        """When the others of a mentorship are told next that somebody has left."""
        return moment_or_none(NEXT_LEAVING.scalar(self._db))

    def of_team(self, team: str) -> list[Mentorship]:
        """Every mentorship of a workspace, ended ones too, oldest first."""
        rows = self._db.execute(select(MENTORSHIP).where(MENTORSHIP.c.team_id == team).order_by(MENTORSHIP.c.id)).all()
        return self._with_members(rows)

    def page(self, team: str, *, ended: bool, offset: int, limit: int) -> tuple[list[Mentorship], int]:
        """Some of a workspace's mentorships, newest first, and how many there are in all."""
        wanted = MENTORSHIP.c.ended_at.is_not(None) if ended else MENTORSHIP.c.ended_at.is_(None)
        all_of_them = select(MENTORSHIP).where(MENTORSHIP.c.team_id == team, wanted)
        total = self._db.execute(select(func.count()).select_from(all_of_them.subquery())).scalar_one()
        rows = self._db.execute(all_of_them.order_by(MENTORSHIP.c.id.desc()).offset(offset).limit(limit)).all()
        return sorted(self._with_members(rows), key=lambda each: -each.id), total

    def names(self, team: str) -> list[PairNames]:
        """Who is in each mentorship of a workspace that goes on, oldest first, without loading all of it."""
        pairs: dict[int, PairNames] = {}
        for row in NAMES.all(self._db, team=team):
            before = pairs.get(row.id)
            members = (*(before.members if before else ()), (row.first_name, row.full_name))
            gone = before.gone if before else ()
            if row.deactivated and row.gone_since is not None:
                gone = (*gone, (Role(row.role), row.first_name, moment(row.gone_since)))
            shown = View(Stage(row.shown), moment_or_none(row.hand_at))
            pairs[row.id] = PairNames(MentorshipId(row.id), date.fromisoformat(row.end), shown, members, gone)
        return list(pairs.values())

    def ids_of(self, person: PersonId) -> list[MentorshipId]:
        """All that this person is or was in."""
        found = select(MEMBER.c.mentorship_id).where(MEMBER.c.person_id == person).order_by(MEMBER.c.mentorship_id)
        return [MentorshipId(id) for id in self._db.execute(found).scalars()]

    def going_on(self, team: str, day: date) -> int:
        """How many mentorships of a workspace go on by now and have not come to their last day before this one."""
        counted = select(func.count()).where(
            MENTORSHIP.c.team_id == team, MENTORSHIP.c.ended_at.is_(None), MENTORSHIP.c.end >= day.isoformat()
        )
        return int(self._db.execute(counted).scalar_one())

    def is_active(self, roster: str) -> bool:
        """Whether these people in these roles are in a mentorship that goes on."""
        found = select(MENTORSHIP.c.id).where(MENTORSHIP.c.roster == roster, MENTORSHIP.c.ended_at.is_(None))
        return self._db.execute(found).first() is not None

    def next_id(self) -> MentorshipId:
        """The id of the next mentorship; safe within the one transaction that writes at a time."""
        return MentorshipId(self._db.execute(select(func.coalesce(func.max(MENTORSHIP.c.id), 0) + 1)).scalar_one())

    def save(self, mentorship: Mentorship) -> None:
        """Keep a mentorship and its members. Raises Refusal("pairing.already") when its roster is active elsewhere."""
        values = {
            "id": mentorship.id,
            "enterprise_id": mentorship.enterprise,
            "team_id": mentorship.team,
            "model": mentorship.model.value,
            "start": mentorship.start.isoformat(),
            "end": mentorship.end.isoformat(),
            "power": mentorship.power,
            "roster": mentorship.roster,
            "introduced_at": stamp(mentorship.introduced_at),
            "paired_by": mentorship.paired_by,
            "celebration_channel": mentorship.celebration_channel,
            "group_channel": mentorship.group_channel,
            "ended_at": stamp_or_none(mentorship.ended_at),
            "stage": mentorship.stage.value,
            "stage_since": stamp_or_none(mentorship.stage_since),
            "step": mentorship.step,
            "closing_since": stamp_or_none(mentorship.closing_since),
        }
        try:
            PUT(self._db, **values)
        except IntegrityError as error:
            raise Refusal("pairing.already", field="mentee") from error
        for member in mentorship.members:
            PUT_MEMBER(self._db, **_member_values(mentorship.id, member))

    def remember_channel(self, to: Recipient, channel: str) -> None:
        """Keep the group conversation of a mentorship once it has been opened."""
        if isinstance(to, ToGroup):
            self._db.execute(update(MENTORSHIP).where(MENTORSHIP.c.id == to.mentorship).values(group_channel=channel))

    def forget(self) -> None:
        """Load anew what is asked for again: what was written before has been taken back."""
        self._seen.clear()
        self._seen_of.clear()

    def _forget_what_may_have_changed(self) -> None:
        at = written(self._db)
        if at != self._seen_at:
            self._seen_at = at
            self.forget()

    def _with_members(self, rows: Sequence[Any]) -> list[Mentorship]:
        if not rows:
            return []
        members: dict[int, list[Member]] = {}
        for row in MEMBERS_OF.all(self._db, ids=[row.id for row in rows]):
            members.setdefault(row.mentorship_id, []).append(_member(row))
        return [_mentorship(row, tuple(members[row.id])) for row in rows]


def _member_values(mentorship: MentorshipId, member: Member) -> dict[str, Any]:
    return {
        "mentorship_id": mentorship,
        "person_id": member.person.id,
        "role": member.role.value,
        "celebration": member.celebration.value if member.celebration else None,
        "next_check_in_at": stamp_or_none(member.next_check_in_at),
        "stopped_at": stamp_or_none(member.stopped_at),
        "leaving_asked_at": stamp_or_none(member.leaving.asked_at if member.leaving else None),
        "leaving_told_at": stamp_or_none(member.leaving.told_at if member.leaving else None),
    }
