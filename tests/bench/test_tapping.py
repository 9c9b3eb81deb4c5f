"""Tapped answers: ours and the floor keep every answer and show as much for it, and what is missing is told."""

from __future__ import annotations

import sqlite3

import pytest

from bench import tapping


async def test_both_keep_every_answer_and_show_it(tmp_path):
    rates, longest = await tapping.measured(tmp_path / "bench", 1, warming=2, many_taps=4, few_taps=4)
    assert (rates.goal, rates.more, longest.goal, longest.more) == (0.6, True, 2.0, False)
    kept = []
    for name in ("ours-0.db", "floor-0.db"):
        with sqlite3.connect(tmp_path / "bench" / name) as db:
            kept.append(db.execute("SELECT id, choice FROM check_in WHERE id >= 1000 ORDER BY id").fetchall())
        db.close()
    assert kept[0] == kept[1] == [(1000 + number, "3") for number in range(10)]


def test_an_answer_that_was_not_kept_is_told(tmp_path):
    tapping.prepare(tmp_path / "asked.db", 2)
    with pytest.raises(RuntimeError, match="0 of 2 answers"):
        tapping.all_answered(tmp_path / "asked.db", 2)
