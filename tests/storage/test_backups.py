"""Backups: every one that is made is put back, and what cannot be put back leaves everything as it was."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.program import Program
from bot.usecases import deliveries, home, people
from prompts.content import built_in
from storage.backups import UNFINISHED, WrongBackup, backup, restore
from storage.dialect import PAGE, copy_in_memory, engine_for
from storage.faults import WrongDatabase
from storage.schema import HEAD, MIGRATIONS, upgrade, version
from storage.store import Store
from storage.times import stamp
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, PROFILES, RUTH, AtOnce, Hand, profile, upgraded_file
from tests.held import held

LATER = MONDAY + timedelta(hours=2)
SENT = "UPDATE outbox SET state = 'sent', sent_channel = 'D1', sent_ts = '1.2', sent_at = 3 WHERE key = 'hello:Ev1'"


class Home:
    """A folder with a database in use, as the companion has it open."""

    def __init__(self, folder):
        self.file = folder / "companion.db"
        self.file.write_bytes(upgraded_file())
        self.open()
        self.store.run_here(people.remember, {handle: profile(handle) for handle in PROFILES}, now=MONDAY)

    def open(self):
        self.engine = engine_for(f"sqlite:///{self.file}")
        program = Program(built_in().content, coordinators=(RUTH.user,))
        self.store = Store(self.engine, program, elapsed=lambda: 0.0, executor=AtOnce())

    def greet(self, event, who=JONAS, now=MONDAY):
        self.store.run_here(home.say_hello, who, event=event, word=None, now=now)

    def execute(self, statement):
        with self.engine.connect() as db, db.begin():
            db.exec_driver_sql(statement)


@pytest.fixture
def lived_in(tmp_path):
    """Jonas has written once; what answers him waits."""
    home = Home(tmp_path)
    home.greet("Ev1")
    yield home
    home.store.close()


def look(file, statement="SELECT key, state, reason FROM outbox ORDER BY id"):
    with closing(sqlite3.connect(file)) as db:
        return db.execute(statement).fetchall()


def test_every_backup_of_a_database_in_use_is_put_back_whole_and_lived_on_in(lived_in, tmp_path):
    for turn in range(5):
        lived_in.greet(f"Ev1{turn}", who=(AMARA, JONAS, PRIYA)[turn % 3])
        copy, back = tmp_path / f"{turn}.db", tmp_path / f"back{turn}" / "companion.db"
        backup(lived_in.engine, copy)
        assert restore(copy, back, now=MONDAY - timedelta(hours=1)) is None
        assert held(back) == held(copy) == held(lived_in.file)
        assert len(held(copy)["outbox"]) == turn + 2
        engine = engine_for(f"sqlite:///{back}")
        assert version(engine) == HEAD
        store = Store(engine, Program(built_in().content), elapsed=lambda: 0.0, executor=AtOnce())
        store.run_here(home.say_hello, JONAS, event="Ev99", word=None, now=MONDAY)
        store.close()
        assert len(held(back)["outbox"]) == turn + 3


def page_size(engine):
    with engine.connect() as db:
        return db.exec_driver_sql("PRAGMA page_size").scalar_one()


def test_a_new_database_has_small_pages(tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path / 'new.db'}")
    upgrade(engine)
    assert page_size(engine) == PAGE
    engine.dispose()


def test_a_database_with_pages_of_another_size_is_lived_in_copied_and_put_back(lived_in, tmp_path):
    lived_in.store.close()
    with closing(sqlite3.connect(lived_in.file, isolation_level=None)) as db:
        for statement in ("PRAGMA journal_mode=DELETE", f"PRAGMA page_size={4 * PAGE}", "VACUUM"):
            db.execute(statement)
    lived_in.open()
    lived_in.greet("Ev2")
    assert page_size(lived_in.engine) == page_size(copy_in_memory(lived_in.engine)) == 4 * PAGE
    copy, back = tmp_path / "copy.db", tmp_path / "back" / "companion.db"
    backup(lived_in.engine, copy)
    restore(copy, back, now=MONDAY - timedelta(hours=1))
    assert held(back) == held(lived_in.file)


def test_the_old_database_is_kept_aside_with_all_that_was_in_it(lived_in, tmp_path):
    backup(lived_in.engine, tmp_path / "copy.db")
    lived_in.greet("Ev2")
    lived_in.store.close()
    aside = restore(tmp_path / "copy.db", lived_in.file, now=LATER)
    assert aside == tmp_path / "companion.db.before-2026-10-12T120000"
    assert [row[0] for row in look(aside)] == ["hello:Ev1", "hello:Ev2"]
    assert [row[0] for row in look(lived_in.file)] == ["hello:Ev1"]


def test_what_the_old_database_has_not_brought_into_its_file_yet_is_kept_too(lived_in, tmp_path):
    backup(lived_in.engine, tmp_path / "copy.db")
    lived_in.greet("Ev2")
    killed = tmp_path / "killed"
    killed.mkdir()
    for ending in ("", "-wal", "-shm"):
        (killed / f"companion.db{ending}").write_bytes((tmp_path / f"companion.db{ending}").read_bytes())
    aside = restore(tmp_path / "copy.db", killed / "companion.db", now=LATER)
    assert [row[0] for row in look(aside)] == ["hello:Ev1", "hello:Ev2"]
    assert [row[0] for row in look(killed / "companion.db")] == ["hello:Ev1"]


def test_a_damaged_database_gives_way_and_is_kept_with_its_log(lived_in, tmp_path):
    backup(lived_in.engine, tmp_path / "copy.db")
    lived_in.store.close()
    lived_in.file.write_bytes(b"Dear Ruth, " * 2000)
    (tmp_path / "companion.db-wal").write_bytes(b"of another time")
    aside = restore(tmp_path / "copy.db", lived_in.file, now=LATER)
    assert aside.read_bytes().startswith(b"Dear Ruth")
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"of another time"
    assert [row["key"] for row in held(lived_in.file)["outbox"]] == ["hello:Ev1"]


def test_what_has_gone_out_by_the_old_database_does_not_go_out_again(lived_in, tmp_path):
    lived_in.greet("Ev2")
    backup(lived_in.engine, tmp_path / "copy.db")
    lived_in.execute(SENT)
    lived_in.store.close()
    restore(tmp_path / "copy.db", lived_in.file, now=LATER)
    assert look(lived_in.file) == [("hello:Ev1", "sent", None), ("hello:Ev2", "planned", None)]
    assert look(lived_in.file, "SELECT sent_channel, sent_ts, sent_at FROM outbox")[0] == ("D1", "1.2", 3)


def test_what_was_withdrawn_as_it_went_out_does_not_go_out_again_either(lived_in, tmp_path):
    backup(lived_in.engine, tmp_path / "copy.db")
    lived_in.execute("UPDATE outbox SET state = 'sending', begun_at = 3, message_id = 'm'")
    lived_in.store.run_here(lambda work: work.outbox.withdraw("hello:Ev1"))
    lived_in.execute(SENT)
    lived_in.store.close()
    restore(tmp_path / "copy.db", lived_in.file, now=LATER)
    assert look(lived_in.file) == [("hello:Ev1", "sent", None)]


def test_without_the_old_database_what_was_due_is_parked_and_what_is_to_come_goes_out(lived_in, tmp_path):
    lived_in.greet("Ev2", now=LATER + timedelta(seconds=1))
    backup(lived_in.engine, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "elsewhere.db", now=LATER)
    assert look(tmp_path / "elsewhere.db") == [("hello:Ev1", "parked", "restored"), ("hello:Ev2", "planned", None)]


def test_without_the_old_database_what_may_have_come_along_earlier_that_day_is_parked_as_well(lived_in, tmp_path):
    jonas = lived_in.store.run_here(lambda work: work.people.find(JONAS))
    for hours in (1, 24, 26):
        due = LATER + timedelta(hours=hours)
        tip = Notice("tips.tip", ToPerson(jonas.id), f"tip:{hours}", due, due + timedelta(days=9), unasked=True)
        lived_in.store.run_here(lambda work, tip=tip: work.outbox.plan(tip))
    backup(lived_in.engine, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "elsewhere.db", now=LATER)
    found = look(tmp_path / "elsewhere.db", "SELECT key, state, begun_at FROM outbox WHERE unasked ORDER BY id")
    assert found == [("tip:1", "parked", stamp(LATER)), ("tip:24", "parked", stamp(LATER)), ("tip:26", "planned", None)]


def test_without_the_old_database_what_was_being_sent_is_not_sent_again_under_another_id(lived_in, tmp_path):
    lived_in.execute("UPDATE outbox SET state = 'sending', reason = 'no answer', begun_at = 3, message_id = 'm'")
    backup(lived_in.engine, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "elsewhere.db", now=LATER)
    assert look(tmp_path / "elsewhere.db") == [("hello:Ev1", "parked", "restored")]
    assert look(tmp_path / "elsewhere.db", "SELECT begun_at, lease_until FROM outbox") == [(3, None)]


def test_what_was_being_sent_and_is_due_again_by_the_old_database_is_looked_for(lived_in, tmp_path):
    lived_in.execute("UPDATE outbox SET state = 'sending', reason = 'no answer', begun_at = 3, message_id = 'm'")
    backup(lived_in.engine, tmp_path / "copy.db")
    lived_in.execute("UPDATE outbox SET state = 'planned', reason = 'did not arrive', message_id = NULL")
    lived_in.store.close()
    restore(tmp_path / "copy.db", lived_in.file, now=LATER)
    assert look(lived_in.file) == [("hello:Ev1", "sending", "no answer")]


def test_what_was_parked_is_shown_to_who_coordinates_and_who_it_was_for_and_can_be_sent_again(lived_in, tmp_path):
    backup(lived_in.engine, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "elsewhere.db", now=LATER)
    engine = engine_for(f"sqlite:///{tmp_path / 'elsewhere.db'}")
    program = Program(built_in().content, coordinators=(RUTH.user,))
    store = Store(engine, program, elapsed=lambda: 0.0, executor=AtOnce())
    jonas = store.run_here(lambda work: work.people.find(JONAS))
    heard = store.run_here(lambda work: work.deliveries.maybe_heard(jonas.id, [], LATER))
    [doubtful] = store.run_here(deliveries.health, RUTH, now=LATER).doubtful
    store.run_here(deliveries.send_again, RUTH, doubtful.id, now=LATER)
    store.close()
    assert (doubtful.names, heard) == (jonas.full_name, MONDAY)
    assert look(tmp_path / "elsewhere.db") == [("hello:Ev1", "planned", None)]


def test_what_was_parked_unasked_counts_as_heard_day_by_day(lived_in, tmp_path):
    jonas = lived_in.store.run_here(lambda work: work.people.find(JONAS))
    days = [LATER - timedelta(days=number) for number in (3, 1, 1)]
    for number, due in enumerate(days):
        tip = Notice("tips.tip", ToPerson(jonas.id), f"tip:{number}", due, LATER + timedelta(days=9), unasked=True)
        lived_in.store.run_here(lambda work, tip=tip: work.outbox.plan(tip))
    backup(lived_in.engine, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "elsewhere.db", now=LATER)
    engine = engine_for(f"sqlite:///{tmp_path / 'elsewhere.db'}")
    store = Store(engine, Program(built_in().content), elapsed=lambda: 0.0, executor=AtOnce())
    heard = store.run_here(lambda work: work.outbox.unasked_to(jonas.id, since=LATER - timedelta(days=7)))
    store.close()
    assert heard == days[:2]


def test_the_same_key_in_a_database_of_another_program_says_nothing(lived_in, tmp_path):
    backup(lived_in.engine, tmp_path / "copy.db")
    lived_in.execute(SENT)
    lived_in.execute("UPDATE outbox SET latest_at = latest_at + 1")
    lived_in.store.close()
    restore(tmp_path / "copy.db", lived_in.file, now=MONDAY - timedelta(hours=1))
    assert look(lived_in.file) == [("hello:Ev1", "planned", None)]


@pytest.mark.parametrize("at", sorted(each.name.split("_")[0] for each in (MIGRATIONS / "versions").glob("0*.py")))
def test_a_backup_of_every_version_is_brought_to_the_newest(at, tmp_path):
    from storage.schema import upgrade

    engine = engine_for(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(engine, to=at)
    engine.dispose()
    restore(tmp_path / "old.db", tmp_path / "new.db", now=MONDAY)
    assert look(tmp_path / "new.db", "SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert look(tmp_path / "old.db", "SELECT version_num FROM alembic_version") == [(at,)]


def _none(file):
    file.unlink()


def _letter(file):
    file.write_text("Dear Ruth, " * 500, encoding="utf-8")


def _empty(file):
    file.write_bytes(b"")


def _cut(file):
    file.write_bytes(file.read_bytes()[:-20_000])


def _scratched(file):
    content = bytearray(file.read_bytes())
    content[8192:20_000] = b"\xff" * (20_000 - 8192)
    file.write_bytes(content)


def _change(statement):
    def change(file):
        with closing(sqlite3.connect(file)) as db:
            db.executescript(statement)

    return change


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_none, "There is no file"),
        (_letter, "is no backup, or a damaged one"),
        (_empty, "none of the companion's"),
        (_cut, "damaged"),
        (_scratched, "damaged"),
        (_change("DROP TABLE alembic_version"), "none of the companion's"),
        (_change("UPDATE alembic_version SET version_num = '9999'"), "at version 9999, which a newer companion made"),
        (_change("PRAGMA foreign_keys=OFF; UPDATE member SET person_id = person_id + 90"), "damaged (member"),
    ],
)
def test_what_is_no_good_backup_is_refused_and_nothing_changes(spoil, says, tmp_path):
    hand = Hand()
    hand.pair()
    with hand.engine.connect() as db:
        (tmp_path / "copy.db").write_bytes(db.connection.driver_connection.serialize())
    hand.store.close()
    file = tmp_path / "here" / "companion.db"
    restore(tmp_path / "copy.db", file, now=MONDAY)
    before = file.read_bytes()
    spoil(tmp_path / "copy.db")
    with pytest.raises(WrongBackup, match=says.replace("(", r"\(")):
        restore(tmp_path / "copy.db", file, now=LATER)
    assert file.read_bytes() == before
    assert os.listdir(file.parent) == ["companion.db"]


def test_the_database_itself_is_no_backup_of_it(lived_in):
    with pytest.raises(WrongBackup, match="is the database itself"):
        restore(lived_in.file, lived_in.file, now=MONDAY)


def test_a_copy_for_which_there_is_no_room_leaves_nothing_behind(lived_in, tmp_path):
    import resource

    backup(lived_in.engine, tmp_path / "copy.db")
    before = sorted(os.listdir(tmp_path))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(WrongDatabase, match=r"elsewhere\.db can't be read or written: the disk is full"):
            restore(tmp_path / "copy.db", tmp_path / "elsewhere.db", now=MONDAY)
        with pytest.raises(WrongBackup, match=r"second\.db can't be written: the disk is full"):
            backup(lived_in.engine, tmp_path / "second.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert sorted(os.listdir(tmp_path)) == before


def test_what_a_cut_off_restoring_left_is_no_hindrance(lived_in, tmp_path):
    backup(lived_in.engine, tmp_path / "copy.db")
    (tmp_path / f"new.db{UNFINISHED}").write_bytes(b"half a copy")
    (tmp_path / f"new.db{UNFINISHED}-wal").write_bytes(b"and its log")
    restore(tmp_path / "copy.db", tmp_path / "new.db", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert held(tmp_path / "new.db") == held(lived_in.file)
