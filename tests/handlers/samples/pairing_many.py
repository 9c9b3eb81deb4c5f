"""Pairing many at once."""

from __future__ import annotations

from datetime import date

from handlers.slack.views import pairing_many
from tests.builders import LONGEST, STRANGE

DATES = {"start": date(2026, 10, 12), "end": date(2027, 4, 9)}
CARRIED = {"start": "2026-10-12", "end": "2027-04-09", "channel": "C0MENTOR"}


def _confirm(say, names):
    pasted = [pairing_many.Pasted(n, f"U0MENTOR{n:06}", f"U0MENTEE{n:06}", n % 2 == 0) for n in range(len(names))]
    return pairing_many.confirm(say, pasted, names, CARRIED)


SAMPLES = {
    "build": [
        lambda say: pairing_many.build(say, channel=None, **DATES),
        lambda say: pairing_many.build(say, channel="C0MENTOR", **DATES),
    ],
    "confirm": [
        lambda say: _confirm(say, [("Amara Okafor", "Jonas Lindqvist")]),
        lambda say: _confirm(say, [(LONGEST.full_name, LONGEST.full_name)] * pairing_many.MOST),
        lambda say: _confirm(say, [(STRANGE, STRANGE)] * 3),
    ],
}
