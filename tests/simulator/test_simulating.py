"""Simulated lives: the same from the same seed, and told in a summary that ends with what was found."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from simulator import summary
from simulator.running import simulate, worlds
from simulator.weather import CALM
from tests import warm


@pytest.fixture
def companion(tmp_path):
    """Runs `companion simulate` in a process of its own: its exit code, and the lines it prints."""

    def run(*words):
        code, out, err = warm.run(tmp_path, ("simulate", *words), {"PATH": os.environ["PATH"], "NO_COLOR": "1"})
        return code, out.splitlines(), err

    return run


def test_the_same_seed_is_the_same_life_in_whichever_process(companion):
    found = simulate("again/1", pairs=2, days=4)
    assert found.steps["deaths"] + found.steps["freezes"] > 0
    _, lines, _ = companion("--pairs", "2", "--days", "4", "--seed", "again/1")
    assert f"world again/1: 2 pairs, sum {found.digest:08x}, {len(found.violations)} violations" in lines


BUSY = """
from dataclasses import replace
from simulator.running import simulate
from simulator.weather import ROUGH
print(simulate("again/2", pairs=5, days=0.15, climate=replace(ROUGH, visits=(0.03,))).digest)
"""


def test_the_same_seed_is_the_same_life_in_whichever_order_sets_are():
    lived = [
        subprocess.run([sys.executable, "-c", BUSY], env={"PYTHONHASHSEED": order}, capture_output=True, check=True)
        for order in ("1", "2")
    ]
    assert len({each.stdout for each in lived}) == 1


def test_names_that_nobody_could_guess_are_the_same_again_too():
    once, again = [], []
    for steps in (once, again):
        simulate("again/8", pairs=3, days=3, trace=steps.append)
    assert any("/upload/" in step for step in once)
    assert once == again


def test_another_seed_is_another_life():
    one, other = (simulate(seed, pairs=1, days=2) for seed in ("one", "other"))
    assert one.digest != other.digest


def test_in_good_weather_people_are_introduced_asked_and_answer():
    found = simulate("calm/2", pairs=3, days=12, climate=CALM)
    assert found.violations == ()
    assert found.steps["deaths"] == found.steps["freezes"] == 0
    assert found.steps["inputs"] > 10
    assert found.steps["calls"] > 30


def test_the_last_line_says_pair_days_steps_and_violations(companion):
    code, lines, _ = companion("--pairs", "1", "--days", "2", "--seed", "3")
    assert code == 0
    assert re.fullmatch(r"seed 3: 2 pair-days, [\d,]+ steps, 0 violations", lines[-1])


def test_a_violation_is_told_with_what_replays_it_and_the_exit_code_is_1(companion):
    code, lines, _ = companion(
        "--pairs", "3", "--days", "8", "--seed", "4", "--without", "quiet", "--without", "recheck"
    )
    assert code == 1
    assert "Again, step by step: companion simulate --pairs 3 --days 8 --seed 4/0 --steps" in lines
    assert any("quiet hours" in line for line in lines)
    assert not lines[-1].endswith(" 0 violations")


def test_each_step_can_be_read(companion):
    _, lines, _ = companion("--pairs", "1", "--days", "1", "--seed", "5", "--steps")
    assert any("calls https://slack.simulated/api/views.open" in line for line in lines)
    assert any(line.endswith("COMMIT") for line in lines)


def test_what_is_not_a_safeguard_cannot_be_left_out(companion):
    code, _, said = companion("--without", "luck")
    assert code == 2
    assert "There is no safeguard 'luck'" in said


def test_many_pairs_live_in_several_worlds_and_one_of_them_can_be_named():
    assert [many for _, many in worlds(["7"], 25)] == [10, 10, 5]
    assert list(worlds(["7/2"], 5)) == [("7/2", 5)]


def test_several_seeds_are_lived_through_at_once_and_a_fresh_one_is_named(companion):
    code, lines, _ = companion("--pairs", "1", "--days", "0.2", "--seed", "one", "--seed", "fresh")
    assert code == 0
    assert re.match(r"seed one, [0-9a-f]{8}: 0 pair-days", lines[-1])


def test_a_way_that_nobody_went_in_very_many_years_is_told():
    lived = {f"{kind}: {way}": 1 for kind, ways in summary.WAYS.items() for way in ways}
    assert summary.never(lived, 36_500) == []
    assert summary.never({**lived, "put back: snoozed": 0}, 36_500) == ["put back: snoozed"]
    assert summary.never({}, 300) == []


def test_the_counts_are_told_by_what_they_are_of():
    steps = {"acts": 1200, "put back: snoozed": 3, "put back: leaving": 1, "parked: no answer": 2}
    assert list(summary.lines(steps)) == ["1,200 acts", "parked: 2 no answer", "put back: 1 leaving, 3 snoozed"]
