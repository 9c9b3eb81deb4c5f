"""Who is due among many: as many as were made due, and the floor finds the same."""

from __future__ import annotations

import sqlite3

import pytest

from bench import due
from bot.clock import Clock


def test_ours_and_the_floor_find_the_same_who_are_due(tmp_path):
    (row,) = due.measured(tmp_path / "bench", 1, members=200, due=10)
    assert (row.name, row.goal) == ("10 due check-ins among 200 rows", 1.3)
    with sqlite3.connect(tmp_path / "bench" / "members.db") as db:
        assert db.execute("SELECT count(*) FROM member").fetchone() == (200,)
        assert len(due.raw_whose(db, Clock().now())) == 10
    db.close()


def test_another_number_than_was_asked_for_is_told(tmp_path):
    with pytest.raises(RuntimeError, match="not the same"):
        due.measured(tmp_path / "bench", 1, members=10, due=20)
