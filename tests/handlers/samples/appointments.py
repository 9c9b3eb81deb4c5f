"""What is sent about meetings."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from handlers.slack.views import appointments as view
from tests.handlers.samples.meetings import AIMED, ANNOUNCED, LINKED, SEEN, STANDINGS, over, seen

SAMPLES = {
    "booked": [partial(view.booked, each) for each in ANNOUNCED],
    "cancelled": [partial(view.cancelled, each) for each in ANNOUNCED],
    "new_time": [partial(view.new_time, each) for each in ANNOUNCED],
    "reminder": [
        *(partial(view.reminder, each) for each in (*SEEN, *AIMED)),
        partial(view.reminder, seen(LINKED, now=LINKED.starts - timedelta(days=1))),
    ],
    "ask": [
        *(partial(view.ask, each) for each in SEEN),
        partial(view.ask, over()),
        partial(view.ask, seen(now=LINKED.ends + timedelta(days=1))),
        partial(view.ask, seen(now=LINKED.ends + timedelta(days=5))),
    ],
    "settled": [partial(view.settled, each) for each in STANDINGS if not each.appointment.is_booked],
    "thanks": [partial(view.thanks, each) for each in SEEN],
}
