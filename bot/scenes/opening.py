"""The opening scene of the playground: a program that is under way, told by its own people clicking and typing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from bot.mentoring import cadence
from bot.scenes.acting import LookUp, Player
from playground.server import Server

BEFORE = timedelta(weeks=8)
"""How long before the calendar's first moment the story begins."""
LINK = "https://meet.example/priya-tomas"
VISION = "I lead a small team that people like to join, and I say what I think before the decision is made."
AGREEMENT = {
    "goals": "Lead a project from start to finish\nGive feedback that people can use",
    "roles": ["Listens and thinks along", "Opens doors and recommends"],
    "mentor_part": "Listens first, opens doors, says plainly what works",
    "mentee_part": "Brings one question every time and tries one thing in between",
}
GOALS: tuple[tuple[dict[str, Any], int, tuple[dict[str, Any], ...]], ...] = (
    (
        {
            "goal": "Lead a project from start to finish",
            "outcome": "The release is out and the team would do it with you again.",
            "skills": "Planning a release, saying no in time",
        },
        3,
        (
            {"step": "Plan the week with Tomás", "activity": "others", "duration": "An hour"},
            {"step": "Write the list of risks", "activity": "doing", "duration": "Half a day"},
            {"step": "Find a team of three", "activity": "others", "duration": "A week"},
            {"step": "Draft the kickoff agenda", "activity": "doing", "duration": "Half a day"},
            {"step": "Run the kickoff", "activity": "challenge", "duration": "One morning"},
        ),
    ),
    (
        {
            "goal": "Give feedback that people can use",
            "outcome": "Noor and Dev say they changed something because of it.",
        },
        1,
        (
            {"step": "Try it in a role play with Tomás", "activity": "others"},
            {"step": "Ask Noor how the last one landed", "activity": "others", "duration": "Ten minutes"},
            {"step": "Give one piece of feedback a week", "activity": "doing", "duration": "Four weeks"},
        ),
    ),
)
WORDS = "I asked Noor what she would cut from the release. She cut half of it, and was right."


async def tell_the_opening(
    server: Server, live_until: Callable[[datetime], Awaitable[None]], look_up: LookUp, begin: datetime
) -> None:
    """Tell it up to `begin`: one pair mid-way (Priya and Tomás), one just introduced (Jonas and Amara)."""
    await _Opening(server, live_until, look_up, begin).tell()


class _Opening:
    def __init__(
        self, server: Server, live_until: Callable[[datetime], Awaitable[None]], look_up: LookUp, begin: datetime
    ) -> None:
        self._live_until = live_until
        self._begin = begin
        self.ruth, self.priya, self.tomas = (server.acting_as(f"U0{name}") for name in ("RUTH", "PRIYA", "TOMAS"))
        self._players = [Player(person, look_up, [WORDS]) for person in (self.priya, self.tomas)]

    async def tell(self) -> None:
        await self._pair("Tomás", "Priya")
        await self._until(days=1)
        await self._meet_on(3)
        await self._until(days=2)
        await self._agree()
        await self._after_meeting(3)
        await self._until(days=9)
        await self._meet_on(17)
        await self._after_meeting(17)
        await self._plan()
        await self._until(days=30)
        await self._meet_on(38)
        await self._after_meeting(38)
        await self._until(days=49)
        await self._meet_on(59)
        await self._live_until(self._begin - timedelta(minutes=30))
        await self._pair("Amara", "Jonas")
        await self._live_until(self._begin)

    async def _until(self, *, days: int, hours: float = 2) -> None:
        """Live on to that day of the story, at about 10:30 in London, answering what waits on the way."""
        for day in range(days):
            moment = self._begin - BEFORE + timedelta(days=day + 1)
            if moment < self._begin - BEFORE + timedelta(days=days):
                await self._live_until(moment)
                await self._catch_up()
        await self._live_until(self._begin - BEFORE + timedelta(days=days, hours=hours))
        await self._catch_up()

    async def _pair(self, mentor: str, mentee: str) -> None:
        await self.ruth.say(f"/mentor-program pair @{mentor} @{mentee}")
        await self.ruth.submit()

    def _day(self, days: int) -> str:
        return (self._begin - BEFORE + timedelta(days=days)).date().isoformat()

    def _working_day(self, days: int) -> str:
        return cadence.working_day((self._begin - BEFORE + timedelta(days=days)).date()).isoformat()

    async def _meet_on(self, day: int) -> None:
        await self.priya.say("/mentor meet")
        await self.priya.submit({"date": self._day(day), "time": "17:00"})
        await self.priya.submit({"place": LINK, "objective": "What I tried, what it taught me, what is next"})
        await self.priya.close()
        await self.tomas.open_home()
        await self.tomas.click("That works", at="home")

    async def _after_meeting(self, day: int) -> None:
        await self._until(days=day, hours=6)
        for person in (self.priya, self.tomas):
            await person.click("We met", at=person.app_dm)

    async def _agree(self) -> None:
        await self.priya.say("/mentor agreement")
        await self.priya.submit({"where": LINK})
        await self.priya.submit(AGREEMENT)
        await self.priya.submit({"ground_rules": "Phones away. Call off a day ahead."})
        await self.priya.submit()
        await self.priya.close()
        await self.tomas.say("/mentor agreement")
        await self.tomas.submit()
        await self.tomas.close()
        await self._until(days=2, hours=3)

    async def _plan(self) -> None:
        priya = self.priya
        await priya.say("/mentor plan")
        await priya.click("vision.edit")
        await priya.submit({"vision": VISION})
        for place, (goal, done, steps) in enumerate(GOALS, start=1):
            await priya.click("Add a goal")
            await priya.click("goal.more")
            await priya.submit({**goal, "target_date": self._working_day(112 - 21 * place), "priority": str(place)})
            for number, step in enumerate(steps):
                await priya.click(f"Add a step to goal {place}")
                await priya.submit({**step, "due": self._working_day(50 + 5 * number + place)})
            for number in range(done):
                await priya.click(f"Mark done, goal {place} step {number + 1}: {steps[number]['step']}")
        await priya.close()

    async def _catch_up(self) -> None:
        for player in self._players:
            await player.catch_up()
