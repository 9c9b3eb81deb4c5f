"""What each safeguard is for: with it left out the simulator soon finds a promise broken; with it, in the same weather, none is.

Lived through by `make check`, not by `make test`: it takes half a minute.
"""

from __future__ import annotations

import math
from dataclasses import fields, replace
from typing import NamedTuple

import pytest

from bot.safeguards import ALL, Safeguards
from simulator.running import simulate
from simulator.weather import ROUGH, Climate

BUDGET = 8
"""Worlds that are lived through at the most until one shows it. In its weather about half of all worlds do, or more, so that what
falls out otherwise after a change does not hide it."""


class Try(NamedTuple):
    """One of which rules is broken without it, and in which weather, by five pairs, within how many days that is soon seen."""

    rules: set[str]
    climate: Climate
    days: float = 6


LATE = replace(ROUGH, late=(0.3, 0.3))
UNSURE = replace(ROUGH, calls=(0.2, 0.4))
FREEZING = replace(ROUGH, freeze=0.1, visits=(1.0,))
STIFF = replace(ROUGH, freeze=0.03, visits=(1.0,), crash=math.inf, calls=(0.0, 0.0))
BUSY = replace(ROUGH, visits=(0.5,))
LOSING = replace(LATE, late=(0.6, 0.6), visits=(0.5,))
REPEATING = replace(ROUGH, calls=(0.6, 0.6))
LIMITED = replace(ROUGH, visits=(0.2,), calls=(0.6, 0.9))
FAILING = replace(ROUGH, visits=(0.03,), queue=(1.9, 1.9), disk=(0.03, 0.03), calls=(0.3, 0.3), crash=30.0)
REFUSING = replace(FAILING, disk=(0.1, 0.1), calls=(0.0, 0.0))
DYING = replace(ROUGH, crash=0.25, calls=(0.0, 0.0), late=(0.0, 0.0))
MOVING = replace(ROUGH, moves=1.0, visits=(1.0,))

TRIES = {
    "unique_key": Try({"twice"}, ROUGH, days=9),
    "fence": Try({"twice"}, replace(UNSURE, calls=(0.6, 0.6), visits=(1.0,), crash=math.inf, stalls=1.0)),
    "lease_check": Try({"lease"}, STIFF, days=14),
    "bound": Try({"lease", "twice"}, LATE),
    "recheck": Try({"paused", "gone", "ended", "stopped", "stale", "leaving", "program pause"}, MOVING),
    "quiet": Try({"quiet hours"}, MOVING),
    "caps": Try({"caps"}, ROUGH, days=9),
    "pace": Try({"pace"}, BUSY),
    "hold": Try({"hold"}, LIMITED, days=3),
    "reconciliation": Try({"twice"}, UNSURE),
    "reconciliation after a crash": Try({"twice"}, DYING),
    "patience": Try({"twice"}, LOSING),
    "retry_off": Try({"twice"}, REPEATING),
    "deadline": Try({"deadline"}, FREEZING),
    "commit_first": Try({"acknowledged", "twice", "lost"}, FAILING, days=1),
    "savepoint": Try({"not saved", "fault"}, REFUSING, days=1),
    "event_once": Try({"profile"}, replace(MOVING, events=(0.9, 0.9))),
}


@pytest.mark.parametrize("name", TRIES)
def test_without_it_the_simulator_finds_a_violation(name):
    rules, climate, days = TRIES[name]
    for nth in range(BUDGET):
        seed = f"{name}/{nth}"
        without = replace(ALL, **{name.split()[0]: False})
        found = simulate(seed, pairs=5, days=days, climate=climate, safeguards=without, until=frozenset(rules))
        broken = [violation.at for violation in found.violations if violation.rule in rules]
        if broken:
            break
    else:
        pytest.fail(f"nothing in {BUDGET} worlds needs it")
    with_it = simulate(seed, pairs=5, days=broken[0] / 86_400 + 0.1, climate=climate)
    assert [str(violation) for violation in with_it.violations] == []


def test_every_safeguard_is_tried():
    assert {field.name for field in fields(Safeguards)} == {name.split()[0] for name in TRIES}
