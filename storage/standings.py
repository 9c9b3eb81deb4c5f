"""Where each mentorship stands for the engine, and when it has to be looked at again."""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from bot.mentoring import moves
from bot.mentoring.coordinator import View
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId
from bot.mentoring.stages import Stage
from bot.mentoring.taking_stock import Stock
from storage.ahead import Ahead
from storage.prepared import Prepared, Put, Row
from storage.tables import MentorshipRow, StandingRow
from storage.times import moment, moment_or_none, stamp, stamp_or_none

STANDING = StandingRow.__table__  # type: ignore[attr-defined]
MENTORSHIP = MentorshipRow.__table__  # type: ignore[attr-defined]
OF = Prepared(select(STANDING).where(STANDING.c.mentorship_id == bindparam("mentorship")))
OF_MANY = Prepared(
    select(STANDING).where(STANDING.c.mentorship_id.in_(bindparam("ids", expanding=True))), lists=("ids",)
)
DUE = Prepared(
    select(STANDING.c.mentorship_id)
    .where(STANDING.c.look_at <= bindparam("now"))
    .order_by(STANDING.c.look_at, STANDING.c.mentorship_id)
    .limit(bindparam("limit"))
)
NEXT = Prepared(select(func.min(STANDING.c.look_at)))
OPEN_OF_MANY = Prepared(
    select(STANDING.c.mentorship_id, STANDING.c.asked_at, STANDING.c.felt, STANDING.c.unsaid).where(
        STANDING.c.mentorship_id.in_(bindparam("ids", expanding=True)), STANDING.c.open
    ),
    lists=("ids",),
)
KEEP_STOCK = Prepared(
    update(STANDING)
    .where(STANDING.c.mentorship_id == bindparam("mentorship"))
    .values(stock_at=bindparam("next_at"), stocked_at=bindparam("last_at"))
)
KEEP_UNSAID = Prepared(
    update(STANDING).where(STANDING.c.mentorship_id == bindparam("mentorship")).values(unsaid=bindparam("people"))
)
PUT = Put(STANDING, key=("mentorship_id",), but=("stock_at", "stocked_at"))
HASTEN = Prepared(
    update(STANDING)
    .where(
        STANDING.c.mentorship_id == bindparam("mentorship"),
        STANDING.c.look_at.is_(None) | (STANDING.c.look_at > bindparam("at")),
    )
    .values(look_at=bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question about the stage that waits: since when, and for whom it does not wait any more, as they have answered or
    skipped it."""

    asked_at: datetime
    done_with: frozenset[PersonId]


class Standings:
    """Loads and keeps standings."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._rows: Ahead[Row] = Ahead()
        self._open: Ahead[OpenQuestion] = Ahead()

    def look_ahead(self, ids: Sequence[MentorshipId]) -> None:
        """Read where these mentorships stand at once."""
        self._rows.keep(ids, ((row.mentorship_id, row) for row in OF_MANY.all(self._db, ids=ids)))

    def look_ahead_for_questions(self, ids: Sequence[MentorshipId]) -> None:
        """Read the open questions of these mentorships at once."""
        self._open.keep(ids, self._open_of(ids))

    def open_question(self, mentorship: MentorshipId) -> OpenQuestion | None:
        """The question about the stage that waits in a mentorship."""
        ahead = self._open.of(mentorship)
        found = [each for _, each in self._open_of([mentorship])] if ahead is None else ahead
        return found[0] if found else None

    def _open_of(self, ids: Sequence[MentorshipId]) -> list[tuple[int, OpenQuestion]]:
        rows = OPEN_OF_MANY.all(self._db, ids=ids)
        return [
            (row[0], OpenQuestion(moment(row.asked_at), _unsaid(row.unsaid).union(_felt(row.felt)))) for row in rows
        ]

    def of(self, mentorship: Mentorship) -> Standing:
        """Where a mentorship stands; its stage and step are in its own row."""
        row = self._row(mentorship.id)
        return Standing(
            stage=mentorship.stage,
            since=mentorship.stage_since or mentorship.introduced_at,
            read=Stage(row.read),
            read_since=moment(row.read_since),
            spent={id: timedelta(seconds=spent) for id, spent in _object(row.spent).items()},
            asked_at=moment_or_none(row.asked_at),
            open=row.open,
            felt=_felt(row.felt),
            unsaid=_unsaid(row.unsaid),
            step=mentorship.step,
            read_step=row.read_step,
            skipped=frozenset(_list(row.skipped)),
        )

    def save(self, mentorship: MentorshipId, standing: Standing, *, look_at: datetime | None, shown: View) -> None:
        """Keep where it stands, what of it is shown to coordinators, and when to look again: never by itself where there
        is no moment."""
        PUT(self._db, **_values(mentorship, standing, look_at, shown))

    def keep_unsaid(self, mentorship: MentorshipId, people: Set[PersonId]) -> None:
        """Keep who skips the question about the stage in this round; nothing is looked at for it."""
        KEEP_UNSAID.write(self._db, mentorship=mentorship, people=json.dumps(sorted(people)))

    def stock(self, mentorship: MentorshipId) -> Stock:
        """When a mentorship is offered to take stock."""
        row = self._row(mentorship)
        return Stock(moment_or_none(row.stock_at), moment_or_none(row.stocked_at))

    def keep_stock(self, mentorship: MentorshipId, stock: Stock) -> None:
        """Keep that."""
        KEEP_STOCK.write(
            self._db,
            mentorship=mentorship,
            next_at=stamp_or_none(stock.next_at),
            last_at=stamp_or_none(stock.last_at),
        )

    def begin(self, mentorship: MentorshipId, now: datetime) -> None:
        """A new mentorship stands at its beginning, and is looked at."""
        self.save(mentorship, moves.begin(now), look_at=now, shown=View(Stage.S1, None))

    def hasten(self, mentorship: MentorshipId, at: datetime) -> None:
        """Look at a mentorship at this moment, if not before: something has happened or will have by then."""
        HASTEN.write(self._db, mentorship=mentorship, at=stamp(at))

    def hasten_all(self, team: str, at: datetime) -> None:
        """Look at every mentorship of a workspace that goes on at this moment, if not before."""
        going_on = select(MENTORSHIP.c.id).where(MENTORSHIP.c.team_id == team, MENTORSHIP.c.ended_at.is_(None))
        later = STANDING.c.look_at.is_(None) | (STANDING.c.look_at > stamp(at))
        self._db.execute(
            update(STANDING).where(STANDING.c.mentorship_id.in_(going_on), later).values(look_at=stamp(at))
        )

    def put_off(self, mentorship: MentorshipId, at: datetime) -> None:
        """Look at a mentorship no sooner than then."""
        self._db.execute(update(STANDING).where(STANDING.c.mentorship_id == mentorship).values(look_at=stamp(at)))

    def rest(self, mentorship: MentorshipId) -> None:
        """Look at a mentorship no more, until something happens in it."""
        self._db.execute(update(STANDING).where(STANDING.c.mentorship_id == mentorship).values(look_at=None))

    def shown(self, mentorship: MentorshipId) -> View:
        """What coordinators see of a mentorship."""
        row = self._row(mentorship)
        return View(Stage(row.shown), moment_or_none(row.hand_at))

    def due(self, now: datetime, *, limit: int) -> list[MentorshipId]:
        """Those to look at now, the longest due first."""
        return [MentorshipId(row[0]) for row in DUE.all(self._db, now=stamp(now), limit=limit)]

    def next_due(self) -> datetime | None:
        """When the next look is due, whether or not that has passed."""
        return moment_or_none(NEXT.scalar(self._db))

    def _row(self, mentorship: MentorshipId) -> Row:
        ahead = self._rows.of(mentorship)
        return OF.one(self._db, mentorship=mentorship) if ahead is None else ahead[0]


def _object(kept: str) -> dict[str, Any]:
    """Most of these are empty, and a night reads thousands of them."""
    return {} if kept == "{}" else json.loads(kept)


def _list(kept: str) -> list[Any]:
    return [] if kept == "[]" else json.loads(kept)


def _felt(kept: str) -> dict[PersonId, bool]:
    return {PersonId(int(person)): felt for person, felt in _object(kept).items()}


def _unsaid(kept: str) -> frozenset[PersonId]:
    return frozenset(PersonId(person) for person in _list(kept))


def _values(mentorship: MentorshipId, standing: Standing, look_at: datetime | None, shown: View) -> dict[str, Any]:
    return {
        "mentorship_id": mentorship,
        "look_at": stamp_or_none(look_at),
        "read": standing.read.value,
        "read_step": standing.read_step,
        "read_since": stamp(standing.read_since),
        "spent": json.dumps({id: int(spent.total_seconds()) for id, spent in standing.spent.items()})
        if standing.spent
        else "{}",
        "asked_at": stamp_or_none(standing.asked_at),
        "open": standing.open,
        "felt": json.dumps(dict(standing.felt)) if standing.felt else "{}",
        "unsaid": json.dumps(sorted(standing.unsaid)) if standing.unsaid else "[]",
        "skipped": json.dumps(sorted(standing.skipped)) if standing.skipped else "[]",
        "shown": shown.stage.value,
        "hand_at": stamp_or_none(shown.hand_at),
    }
