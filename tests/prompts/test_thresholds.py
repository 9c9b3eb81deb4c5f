"""The thresholds of a program: the field guide's, unless its own file says otherwise; a wrong file is refused whole."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest
import tomli

from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS, MissedRule, Thresholds
from prompts.library import WrongTexts
from prompts.thresholds import OURS, load, read


def refused(text: str) -> list[str]:
    with pytest.raises(WrongTexts) as found:
        read(text, "ours.toml")
    lines = str(found.value).splitlines()
    assert all(line.startswith("ours.toml: ") for line in lines)
    return [line.removeprefix("ours.toml: ") for line in lines]


def test_the_file_that_comes_along_has_every_threshold_with_its_default():
    written = tomli.loads(OURS.read_text(encoding="utf-8"))
    assert set(written) == {each.name for each in fields(Thresholds)}
    for name, value in written.items():
        if isinstance(value, dict):
            assert set(value) == {str(key) for key in getattr(DEFAULTS, name)}
    assert load() == DEFAULTS


def test_a_program_that_says_nothing_keeps_all_defaults():
    assert read("", "ours.toml") == DEFAULTS


def test_what_a_program_says_holds_and_everything_else_stays():
    found = read(
        """
        step_late = "1 week"
        too_broad_share = 0.5
        stuck_times = 2
        views_gap = 4
        [missed]
        S2 = { count = 3, of = 5 }
        [quiet]
        S3 = "6 weeks"
        [end_near]
        9 = "10 days"
        """,
        "ours.toml",
    )
    assert found == replace(
        DEFAULTS,
        step_late=timedelta(days=7),
        too_broad_share=0.5,
        stuck_times=2,
        views_gap=4,
        missed={**DEFAULTS.missed, Stage.S2: MissedRule(3, 5)},
        quiet={**DEFAULTS.quiet, Stage.S3: timedelta(weeks=6)},
        end_near={**DEFAULTS.end_near, 9: timedelta(days=10)},
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rest = 28", 'rest: a time like "21 days" or "6 weeks", at most 104 weeks, not 28'),
        ('rest = "0 days"', "rest: a time like"),
        ('rest = "-3 days"', "rest: a time like"),
        ('rest = "4 months"', "rest: a time like"),
        ('rest = "105 weeks"', "rest: a time like"),
        ("rest = []", "rest: a time like"),
        ("views_gap = 5", "views_gap: a whole number from 1 to 4, not 5"),
        ("views_gap = 3.0", "views_gap: a whole number from 1 to 4, not 3.0"),
        ("views_gap = true", "views_gap: a whole number from 1 to 4, not True"),
        ("views_times = 0", "views_times: a whole number from 1 to 20, not 0"),
        ("views_times = 21", "views_times: a whole number from 1 to 20, not 21"),
        ("too_broad_share = 30", "too_broad_share: a number from 0 to 1, not 30"),
        ("imbalance_mean = nan", "imbalance_mean: a number from 1 to 5, not nan"),
        ('imbalance_mean = "2"', "imbalance_mean: a number from 1 to 5, not '2'"),
        ("stuck_times = 0.5", "stuck_times: a number from 1 to 10, not 0.5"),
        ("quiet = 3", "quiet: a table with any of S1, S2, S3, S4"),
        ('quiet.S5 = "1 day"', "quiet.S5: none of S1, S2, S3, S4"),
        ('quiet.S1 = "soon"', "quiet.S1: a time like"),
        ('stalled.S1 = "35 days"', "stalled.S1: none of S2, S3"),
        ("quiet_unanswered.S2 = 0", "quiet_unanswered.S2: a whole number from 1 to 20, not 0"),
        ('end_near.7 = "4 weeks"', "end_near.7: none of 6, 9, 12"),
        ("missed.S1 = 2", "missed.S1: like { count = 2, of = 3 }, the first at most the second and that at most 20"),
        ("missed.S1 = { count = 4, of = 3 }", "missed.S1: like { count = 2, of = 3 }"),
        ("missed.S1 = { count = 0, of = 3 }", "missed.S1: like { count = 2, of = 3 }"),
        ("missed.S1 = { count = 2, of = 21 }", "missed.S1: like { count = 2, of = 3 }"),
        ("missed.S1 = { count = true, of = 3 }", "missed.S1: like { count = 2, of = 3 }"),
        ("missed.S1 = { count = 2 }", "missed.S1: like { count = 2, of = 3 }"),
        ("missed.S1 = { count = 2, of = 3, or = 4 }", "missed.S1: like { count = 2, of = 3 }"),
        ('mood = "1 day"', "mood: there is no such threshold"),
        ("reversal_count = 5", "reversal_count: 5 is more than reversal_of, which is 4"),
        ("limits_strongest = 3", "limits_strong: 4 is more than limits_strongest, which is 3"),
        ("views_gap = 1", "views_small_gap: 2 is more than views_gap, which is 1"),
        ('rest = "14 weeks"', "rest: 98 days is more than rest_longest, which is 91 days"),
        ("rest = ", "Invalid value"),
    ],
)
def test_each_fault_is_named_with_its_entry_and_its_reason(line, said):
    [found] = refused(line)
    assert found.startswith(said)


def test_all_faults_of_a_file_are_told_at_once():
    found = refused('rest = 3\nmood = 1\nviews_gap = 9\n[quiet]\nS1 = "soon"\nS9 = "1 day"\n[missed]\nS4 = 1')
    assert sorted(line.split(": ")[0] for line in found) == [
        "missed.S4",
        "mood",
        "quiet.S1",
        "quiet.S9",
        "rest",
        "views_gap",
    ]


def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path):
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(WrongTexts, match="it can't be read") as found:
            load(path)
        assert str(path) in str(found.value)
    (tmp_path / "latin.toml").write_bytes("# möglichst früh".encode("latin-1"))
    with pytest.raises(WrongTexts, match="plain text in UTF-8"):
        load(tmp_path / "latin.toml")
