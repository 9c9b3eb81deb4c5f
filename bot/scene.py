"""The opening scene of the playground: a program that is under way, told by its own people clicking and typing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from playground.server import Server

BEFORE = timedelta(weeks=8)
"""How long before the calendar's first moment the story begins."""


async def tell_the_opening(server: Server, live_until: Callable[[datetime], Awaitable[None]], begin: datetime) -> None:
    """Tell it up to `begin`: one pair mid-way (Priya and Tomás), one just introduced (Jonas and Amara)."""
    ruth = server.acting_as("U0RUTH")
    await live_until(begin - timedelta(minutes=30))
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit({"mentor": "U0AMARA", "mentee": "U0JONAS"})
    await live_until(begin)
