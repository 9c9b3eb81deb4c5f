"""Agreements in storage: every version with its signatures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, time

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bot.mentoring.agreement import Agreement, Signature
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.terms import Commitment, Confidentiality, Frequency, Initiator, MentorRole, Terms, Weekday
from storage.ahead import Ahead
from storage.prepared import Prepared, Row
from storage.tables import AgreementRow, MentorshipRow, SignatureRow
from storage.times import moment, moment_or_none, stamp, stamp_or_none

AGREEMENT = AgreementRow.__table__  # type: ignore[attr-defined]
SIGNATURE = SignatureRow.__table__  # type: ignore[attr-defined]
MENTORSHIP = MentorshipRow.__table__  # type: ignore[attr-defined]

_VERSIONS = (
    select(AGREEMENT).where(AGREEMENT.c.mentorship_id == bindparam("mentorship")).order_by(AGREEMENT.c.version.desc())
)
VERSIONS, NEWEST = Prepared(_VERSIONS), Prepared(_VERSIONS.limit(1))
_LATEST = AGREEMENT.alias("latest")
NEWEST_OF_MANY = Prepared(
    select(AGREEMENT).where(
        AGREEMENT.c.mentorship_id.in_(bindparam("ids", expanding=True)),
        AGREEMENT.c.version
        == select(func.max(_LATEST.c.version))
        .where(_LATEST.c.mentorship_id == AGREEMENT.c.mentorship_id)
        .scalar_subquery(),
    ),
    lists=("ids",),
)
ONE = Prepared(
    select(AGREEMENT.c.id).where(
        AGREEMENT.c.mentorship_id == bindparam("mentorship"), AGREEMENT.c.version == bindparam("version")
    )
)
SIGNATURES = Prepared(
    select(SIGNATURE)
    .where(SIGNATURE.c.agreement_id.in_(bindparam("ids", expanding=True)))
    .order_by(SIGNATURE.c.signed_at, SIGNATURE.c.person_id),
    lists=("ids",),
)
INTRODUCED_SINCE = Prepared(
    select(MENTORSHIP.c.id)
    .where(MENTORSHIP.c.introduced_at >= bindparam("since"), MENTORSHIP.c.ended_at.is_(None))
    .order_by(MENTORSHIP.c.id)
)


def packed(terms: Terms) -> str:
    """Terms as JSON."""
    return json.dumps({**asdict(terms), "time": terms.time.isoformat("minutes") if terms.time else None})


def unpacked(text: str) -> Terms:
    """Terms from JSON."""
    kept = json.loads(text)
    return Terms(
        frequency=Frequency(kept["frequency"]) if kept["frequency"] else None,
        weekday=Weekday(kept["weekday"]) if kept["weekday"] else None,
        time=time.fromisoformat(kept["time"]) if kept["time"] else None,
        zone=kept["zone"],
        duration=kept["duration"],
        where=kept["where"],
        initiator=Initiator(kept["initiator"]) if kept["initiator"] else None,
        geography=kept["geography"],
        goals=kept["goals"],
        roles=tuple(MentorRole(each) for each in kept["roles"]),
        mentor_part=kept["mentor_part"],
        mentee_part=kept["mentee_part"],
        confidentiality=Confidentiality(kept["confidentiality"]) if kept["confidentiality"] else None,
        commitment=Commitment(kept["commitment"]) if kept["commitment"] else None,
        ground_rules=kept["ground_rules"],
    )


class Agreements:
    """Loads and keeps agreements."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._newest: Ahead[tuple[Row, tuple[Signature, ...]]] = Ahead()

    def look_ahead(self, ids: Sequence[MentorshipId]) -> None:
        """Read the newest version of each of these mentorships at once."""
        found = self._with_signatures(NEWEST_OF_MANY.all(self._db, ids=ids))
        self._newest.keep(ids, ((row.mentorship_id, (row, signatures)) for row, signatures in found))

    def newest(self, mentorship: MentorshipId) -> Agreement | None:
        """The newest version, signed or not."""
        ahead = self._newest.of(mentorship)
        found = self._with_signatures(NEWEST.all(self._db, mentorship=mentorship)) if ahead is None else ahead
        return _agreement(*found[0]) if found else None

    def versions(self, mentorship: MentorshipId) -> list[Agreement]:
        """Every version, newest first."""
        rows = VERSIONS.all(self._db, mentorship=mentorship)
        return [_agreement(row, signatures) for row, signatures in self._with_signatures(rows)]

    def introduced_since(self, since: datetime) -> list[MentorshipId]:
        """The mentorships that go on and were introduced since then: those whose signatures may have to be nudged."""
        return [MentorshipId(row.id) for row in INTRODUCED_SINCE.all(self._db, since=stamp(since))]

    def save(self, agreement: Agreement) -> None:
        """Keep one version and its signatures; a signature that is there already stands as it is."""
        values = {
            "revision": agreement.revision,
            "terms": packed(agreement.terms),
            "pages": json.dumps(agreement.pages),
            "edited_by": agreement.edited_by,
            "edited_at": stamp(agreement.edited_at),
            "planned_at": stamp_or_none(agreement.planned_at),
        }
        which = {"mentorship": agreement.mentorship, "version": agreement.version}
        id = ONE.scalar(self._db, **which)
        if id is None:
            added = insert(AGREEMENT).values(mentorship_id=agreement.mentorship, version=agreement.version, **values)
            self._db.execute(added)
            id = ONE.scalar(self._db, **which)
        else:
            self._db.execute(update(AGREEMENT).where(AGREEMENT.c.id == id).values(**values))
        there = {row.person_id for row in SIGNATURES.all(self._db, ids=[id])}
        for signature in agreement.signatures:
            if signature.person not in there:
                signed = {"agreement_id": id, "person_id": signature.person, "signed_at": stamp(signature.signed_at)}
                self._db.execute(insert(SIGNATURE).values(**signed))

    def _with_signatures(self, rows: Sequence[Row]) -> list[tuple[Row, tuple[Signature, ...]]]:
        signatures: dict[int, list[Signature]] = {}
        for row in SIGNATURES.all(self._db, ids=[row.id for row in rows]) if rows else ():
            signatures.setdefault(row.agreement_id, []).append(
                Signature(PersonId(row.person_id), moment(row.signed_at))
            )
        return [(row, tuple(signatures.get(row.id, ()))) for row in rows]


def _agreement(row: Row, signatures: tuple[Signature, ...]) -> Agreement:
    return Agreement(
        mentorship=MentorshipId(row.mentorship_id),
        version=row.version,
        revision=row.revision,
        terms=unpacked(row.terms),
        pages=tuple(json.loads(row.pages)),
        edited_by=PersonId(row.edited_by),
        edited_at=moment(row.edited_at),
        signatures=signatures,
        planned_at=moment_or_none(row.planned_at),
    )
