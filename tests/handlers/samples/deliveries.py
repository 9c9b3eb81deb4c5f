"""How delivery is: all well, one and many in doubt, refused for every reason, with the strangest and longest names."""

from __future__ import annotations

from datetime import date, time

from bot.usecases.deliveries import SHOWN, Doubtful, Health
from handlers.slack.views import deliveries
from tests.builders import STRANGE, person

DAY = date(2026, 10, 12)


def found(**more) -> Health:
    values = {"arrived": 214, "late": 0, "sought": 0, "doubtful": (), "doubtful_total": 0, "failed": (), **more}
    return Health(person(1, "Ruth", "Ruth Adeyemi"), DAY, **values)


def doubtful(id: int = 1, names: str = "Jonas Lindqvist", channel: str = "", *, together: bool = False) -> Doubtful:
    return Doubtful(id, names, channel, together, DAY, time(9, 4))


ONE = doubtful()
MANY = tuple(doubtful(nth, f"{'W' * 80} and {'M' * 80}", together=True) for nth in range(SHOWN))
REASONS = (("user_disabled", 3), ("fault: KeyError", 1), (STRANGE, 2), *((f"reason_{n}", 1) for n in range(9)))

SAMPLES = {
    "health": [
        lambda say: deliveries.health(found(), say),
        lambda say: deliveries.health(found(arrived=0, late=1, sought=1), say),
        lambda say: deliveries.health(found(doubtful=(ONE,), doubtful_total=1, late=3, sought=2), say),
        lambda say: deliveries.health(found(doubtful=(doubtful(2, "", "C0MENTOR"),), doubtful_total=1), say),
        lambda say: deliveries.health(found(doubtful=(doubtful(2, STRANGE),), doubtful_total=1, failed=REASONS), say),
        lambda say: deliveries.health(found(doubtful=MANY, doubtful_total=70, failed=REASONS), say),
    ],
}
