"""Makes what tests need: people, moments, a store in memory."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Engine

from bot.mentoring.mentorship import MentorshipId, Model
from bot.mentoring.pairing import PairRequest
from bot.mentoring.people import Handle, Person, PersonId
from bot.mentoring.program import Program
from bot.usecases import notices, pairing, people
from prompts.content import built_in
from storage.dialect import copy_in_memory, engine_for
from storage.schema import upgrade
from storage.store import Store, Work

TEAM = "T0COMMON"
RUTH, AMARA, JONAS, PRIYA, TOMAS = (Handle(TEAM, f"U0{name}") for name in ("RUTH", "AMARA", "JONAS", "PRIYA", "TOMAS"))
PROFILES = {
    RUTH: ("Ruth Adeyemi", "Program lead", "Europe/London"),
    AMARA: ("Amara Okafor", "Head of product research", "Africa/Lagos"),
    JONAS: ("Jonas Lindqvist", "Support lead", "Europe/Stockholm"),
    PRIYA: ("Priya Nair", "Data analyst", "Asia/Kolkata"),
    TOMAS: ("Tomás Herrera", "Engineering manager", "Europe/Madrid"),
}
MONDAY = datetime(2026, 10, 12, 10, 0, tzinfo=UTC)
"""Monday 12 October 2026, noon in Stockholm, 11:00 in Lagos."""

STRANGE = (
    "<!channel> *bold* _it_ `code` ~no~ <@U0EVIL> <https://x.example|x> & ‮مرحبا 👩‍👩‍👧‍👦 :tada: {brace} %s \n\n> quote"
)
"""Text that must never ping, link or format."""


def profile(handle: Handle) -> dict[str, Any]:
    """A stored profile of one of the cast."""
    full_name, title, zone = PROFILES[handle]
    return {
        "full_name": full_name,
        "first_name": full_name.split()[0],
        "title": title,
        "zone": zone,
        "locale": "en-GB",
        "is_bot": False,
        "deactivated": False,
    }


def person(
    id: int = 1, first_name: str = "Jonas", full_name: str = "", zone: str = "Europe/Stockholm", **more: Any
) -> Person:
    """A person; everything has a believable default."""
    values: dict[str, Any] = {"title": "Support lead", "locale": "en-GB", **more}
    return Person(
        id=PersonId(id),
        handle=Handle(TEAM, f"U0{id}"),
        full_name=full_name or f"{first_name} Lindqvist",
        first_name=first_name,
        zone=zone,
        **values,
    )


LONGEST = person(9, "W" * 80, "W" * 80 + " " + "M" * 80, title="T" * 300, zone="America/Argentina/ComodRivadavia")
STRANGEST = person(8, STRANGE, STRANGE, title=STRANGE, zone="Asia/Kathmandu", locale="en-US")


class AtOnce(Executor):
    """Runs a unit of work where it is submitted: no thread, no waiting."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


@cache
def _with_the_cast() -> Engine:
    """A database in memory, upgraded once, with the cast in it: each hand works on a copy."""
    engine = engine_for("sqlite://")
    upgrade(engine)
    store = Store(engine, Program(built_in().content), elapsed=lambda: 0.0, executor=AtOnce())
    store.run_here(people.remember, {handle: profile(handle) for handle in PROFILES}, now=MONDAY)
    return engine


@cache
def upgraded_file() -> bytes:
    """An empty database at the newest version, as it lies in a file: written where a test would wait for the upgrade."""
    engine = engine_for("sqlite://")
    upgrade(engine)
    with engine.connect() as db:
        driver: Any = db.connection.driver_connection
        content: bytes = driver.serialize()
    engine.dispose()
    return content


class Hand:
    """A store in memory, worked by hand: `hand.run(usecase, ...)` is one committed unit of work."""

    def __init__(self, program: Program | None = None) -> None:
        self.engine = copy_in_memory(_with_the_cast())
        self.store = Store(
            self.engine,
            program or Program(built_in().content, coordinators=(RUTH.user,)),
            elapsed=lambda: 0.0,
            executor=AtOnce(),
        )

    def run(self, usecase: Any, *args: Any, **kwargs: Any) -> Any:
        """One unit of work; raises what it raises, having kept nothing."""
        return self.store.run_here(usecase, *args, **kwargs)

    def look(self, statement: str, **values: Any) -> list[Any]:
        """Rows by plain SQL, to see what was really kept."""
        with self.engine.connect() as db, db.begin():
            return list(db.exec_driver_sql(statement, values))

    def pair(
        self, mentor: Handle = AMARA, mentee: Handle = JONAS, *, now: datetime = MONDAY, **more: Any
    ) -> MentorshipId:
        """Pair two of the cast as Ruth does."""
        values: dict[str, Any] = {
            "model": Model.FOUR_STAGE,
            "start": date(2026, 10, 12),
            "end": date(2027, 4, 9),
            "power": False,
            **more,
        }
        id: MentorshipId = self.run(pairing.pair, RUTH, PairRequest(mentor=mentor, mentee=mentee, **values), now=now)
        return id

    def person(self, handle: Handle) -> Person:
        """A stored person."""

        def known(work: Work) -> Person:
            return work.people.known(handle)

        found: Person = self.run(known)
        return found


def hands() -> Iterator[Hand]:
    """For fixtures: a hand that is put down afterwards."""
    hand = Hand()
    yield hand
    hand.store.close()


def going_alone(work, row, *, now, message_id):
    """A claimed notice rechecked as a message of its own: what would be posted, or None."""
    ready = notices.prepare(work, [row], now=now, message_id=message_id)
    return None if ready is None else ready.outgoing
