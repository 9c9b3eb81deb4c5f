"""What came of everything: what people were told against what is kept, and what is kept against what people see."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage.backups import backup, restore
from storage.dialect import engine_for
from storage.schema import HEAD, version
from tests.chaos.world import DUE, World
from tests.held import as_put_back, held

ERRORS = ("Traceback", " ERROR ", "level=error")


@dataclass
class Found:
    """What was looked at, and what was wrong."""

    kills: int = 0
    acknowledged: int = 0
    messages: int = 0
    under_way: int = 0
    """Kills that came while a post was being answered."""
    restored: int = 0
    violations: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = f"{self.kills} kills ({self.under_way} in the middle of a post), {self.acknowledged} inputs acknowledged"
        return f"{said}, {self.messages} messages, {self.restored} backups put back, {len(self.violations)} violations"


def pairs(world: World) -> list[tuple[str, str]]:
    """Who is paired with whom, as it is kept: mentor, mentee."""
    return world.rows(
        "SELECT a.user_id, b.user_id FROM mentorship m JOIN member x ON x.mentorship_id = m.id AND x.role = 'mentor'"
        " JOIN member y ON y.mentorship_id = m.id AND y.role = 'mentee'"
        " JOIN person a ON a.id = x.person_id JOIN person b ON b.id = y.person_id"
    )


def said(world: World) -> dict[tuple[str, str], str]:
    """What the companion has said, by place and time."""
    return {
        (place.id, message.ts): message.text
        for place in world.workspace.conversations.values()
        for message in place.messages
        if message.by_app and message.seen_by is None
    }


async def go_back(world: World, found: Found) -> None:
    """Put the first backup back, where all has been said, and live on: nothing that it holds is said again."""
    before = said(world)
    await world.go_back(world.folder / "backup-0.db")
    again = [place for place, _ in said(world).keys() - before.keys()]
    if again != [world.workspace.im_with(world.users[0]).id]:
        found.violations.append(f"said after going back, in {again}, and one was to be answered")


def look_as_the_next_start_does(world: World, found: Found) -> None:
    """The files as a kill left them, opened without a hand laid on them."""
    copy = world.folder / "left.db"
    for ending in ("", "-wal"):
        Path(f"{copy}{ending}").unlink(missing_ok=True)
        if Path(f"{world.database}{ending}").exists():
            shutil.copyfile(f"{world.database}{ending}", f"{copy}{ending}")
    if _rows(copy, "PRAGMA integrity_check") != [("ok",)] or _rows(copy, "PRAGMA foreign_key_check"):
        found.violations.append("damaged by a kill")


def drill(world: World, found: Found) -> None:
    """Make a backup and put it back elsewhere: it holds what it was made of, to the last letter, and opens."""
    copy, back = world.folder / f"backup-{found.restored}.db", world.folder / f"back-{found.restored}.db"
    engine = engine_for(f"sqlite:///{world.database}")
    backup(engine, copy)
    engine.dispose()
    restore(copy, back, now=datetime.fromtimestamp(0, UTC))
    engine = engine_for(f"sqlite:///{back}")
    if version(engine) != HEAD or held(back) != as_put_back(held(world.database)):
        found.violations.append(f"{copy.name} does not come back as it was")
    engine.dispose()
    found.restored += 1


def judge(world: World, found: Found | None = None) -> Found:
    """Everything that is wrong in the end."""
    found = found or Found()
    found.acknowledged = len(world.events) + len(world.paired)
    found.violations += [*_inputs(world), *_messages(world, found)]
    for said in world.folder.glob("said-*.log"):
        lines = said.read_text(encoding="utf-8").splitlines()
        found.violations += [f"an error: {line}" for line in lines if any(sign in line for sign in ERRORS)]
    return found


def _inputs(world: World) -> list[str]:
    """Every input that was acknowledged has its one effect."""
    answered = {row[0] for row in world.rows("SELECT key FROM outbox")}
    kept = Counter(pairs(world))
    return [
        *(f"lost: event {event}" for event in sorted(world.events | world.owed) if f"hello:{event}" not in answered),
        *(f"lost: pair {pair}" for pair in sorted(world.paired - set(kept))),
        *(f"doubled: pair {pair}" for pair, number in kept.items() if number > 1),
    ]


def _messages(world: World, found: Found) -> list[str]:
    """All that was due has been said once, of whatever kind; to a group, where that cannot be known, it was not said blindly."""
    due = world.rows(f"SELECT key, state, reason, person_id FROM outbox WHERE {DUE}")
    sent = {row[:2]: row[2] for row in world.rows("SELECT sent_channel, sent_ts, key FROM outbox WHERE state = 'sent'")}
    [(parked,)] = world.rows("SELECT count(*) FROM outbox WHERE person_id IS NULL AND state = 'parked'")
    seen = said(world)
    found.messages = len(seen)
    unknown = seen.keys() - sent.keys()
    to_one = [place for place in unknown if world.workspace.conversations[place[0]].kind == "app"]
    fine = {"sent", "withdrawn"}
    wrong = [
        f"lost: {key} is {state} ({reason})"
        for key, state, reason, person in due
        if state not in (fine if person is not None else fine | {"parked"})
    ]
    wrong += [f"lost: {sent[place]} is nowhere in {place[0]}" for place in sent.keys() - seen.keys()]
    wrong += [f"doubled: {seen[place][:40]!r} in {place[0]}" for place in to_one]
    if len(unknown) - len(to_one) > parked:
        wrong.append(f"{len(unknown) - len(to_one)} messages to groups are unknown, and only {parked} are parked")
    return wrong


def _rows(file: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as db:
        return db.execute(query).fetchall()
