"""Tells a scene: the people of one pair click and type their way through their life, up to the moment at which it opens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

from bot.mentoring import cadence
from bot.scenes.acting import LookUp, Player
from bot.scenes.library import Scene
from bot.scenes.script import Line
from playground.acting import Acting
from playground.server import Server

BOOKED_BEFORE = 5
"""Days from setting up a meeting to meeting."""
MORNING, EVENING = timedelta(hours=2), timedelta(hours=9, minutes=30)
"""When people act, counted from 8:30 in London: questions come at nine, and "did you meet?" an hour after a meeting."""
REPORTS = {"held": "We met", "missed": "It didn't happen"}
FELT = {"yes": "Yes, that fits", "no": "Not yet"}


class Telling:
    """A scene that is being told so that it opens at `begin`. `live_until` lives through what happens by itself."""

    def __init__(
        self,
        scene: Scene,
        server: Server,
        live_until: Callable[[datetime], Awaitable[None]],
        look_up: LookUp,
        begin: datetime,
    ) -> None:
        self._scene, self._live_until, self._begin = scene, live_until, begin
        self._first = begin - timedelta(days=scene.opens)
        self._people = server.workspace.people
        self._ruth = server.acting_as("U0RUTH")
        self._players = {
            role: Player(server.acting_as(scene.cast[role]), look_up, scene.words[role])
            for role in ("mentee", "mentor")
        }
        self._has_agreement = False

    async def tell(self) -> None:
        """Tell it, day by day."""
        self._cast()
        meetings = [line for line in self._scene.life if line.kind == "meeting"]
        for day in range(self._scene.opens):
            lines = [line for line in self._scene.life if line.day == day and line.kind != "meeting"]
            await self._live_until(self._at(day) + (MORNING if day else timedelta()))
            for line in lines:
                if line.kind == "answering":
                    await self._act(line)
            if day:
                await self._catch_up()
            for line in lines:
                if line.kind != "answering":
                    await self._act(line)
            for line in meetings:
                if max(line.day - BOOKED_BEFORE, 0) == day:
                    await self._book(line)
            if any(line.day == day for line in meetings):
                await self._live_until(self._at(day) + EVENING)
                for line in meetings:
                    if line.day == day:
                        await self._report(line)
        await self._live_until(self._begin)

    def _cast(self) -> None:
        """Whoever acts as somebody reads what they are in this scene."""
        for person in self._people.values():
            if person.role.startswith(("mentee", "mentor")):
                person.role = ""
        for role, other in (("mentee", "mentor"), ("mentor", "mentee")):
            partner = self._players[other].acting.person.first_name
            self._people[self._scene.cast[role]].role = f"{role} of {partner}"

    def _at(self, day: int) -> datetime:
        return self._first + timedelta(days=day)

    def _date(self, day: int) -> date:
        return self._at(day).date()

    def _working_day(self, day: int) -> str:
        return cadence.working_day(self._date(day)).isoformat()

    def _who(self, line: Line) -> Player:
        return self._players[line["who"]]

    @property
    def _mentee(self) -> Acting:
        return self._players["mentee"].acting

    async def _catch_up(self) -> None:
        for player in self._players.values():
            await player.catch_up()

    async def _act(self, line: Line) -> None:
        match line.kind:
            case "introduced":
                await self._introduce()
            case "signs":
                await self._sign(self._who(line).acting)
            case "goal":
                await self._goal(line)
            case "step added":
                await self._add_step(line)
            case "step":
                await self._finish_step(line)
            case "answering":
                self._who(line).answers = line["what"] == "answers again"
            case "says":
                await self._say(line)

    async def _introduce(self) -> None:
        mentor, mentee = (self._players[role].acting.person.first_name for role in ("mentor", "mentee"))
        await self._ruth.say(f"/mentor-program pair @{mentor} @{mentee}")
        last = self._date(7 * self._scene.weeks - 1)
        await self._ruth.submit({"start": self._date(0).isoformat(), "end": last.isoformat()})

    async def _sign(self, person: Acting) -> None:
        """Who signs first has written the agreement."""
        await person.say("/mentor agreement")
        if not self._has_agreement:
            await person.submit({"where": self._scene.place, "initiator": "turns"})
            await person.submit(dict(self._scene.agreement))
            await person.submit({"ground_rules": "Phones away. Call off a day ahead."})
        self._has_agreement = True
        await person.submit()
        await person.close()

    async def _goal(self, line: Line) -> None:
        words = self._scene.goals[line["goal"]]
        match line["what"]:
            case "added":
                await self._mentee.say("/mentor plan")
                if not any(each.kind == "goal" and each.day < line.day for each in self._scene.life):
                    await self._envision()
                await self._mentee.click("Add a goal")
                await self._mentee.click("goal.more")
                form = {name: words[name] for name in ("goal", "outcome", "skills")}
                await self._mentee.submit({**form, "target_date": self._working_day(words["target"])})
                await self._mentee.close()
            case "marked":
                await self._in_plan(words["goal"], "goal.done")
            case "confirmed":
                mentor = self._players["mentor"].acting
                await self._players["mentor"].tap("Look at it")
                await mentor.click("goal.confirm")
                await mentor.close()

    async def _envision(self) -> None:
        if self._mentee.modals and "Write it" in str(self._mentee.modal().blocks):
            await self._mentee.click("vision.edit")
            await self._mentee.submit({"vision": self._scene.vision})

    async def _add_step(self, line: Line) -> None:
        goal = self._scene.goals[line["goal"]]
        form = dict(goal["steps"][line["step"][-1]])
        if due := line.get("due"):
            form["due"] = self._working_day(int(due))
        await self._mentee.say("/mentor plan")
        await self._players["mentee"].in_plan(goal["goal"], "step.add")
        await self._mentee.submit(form)
        await self._mentee.close()

    async def _finish_step(self, line: Line) -> None:
        await self._in_plan(self._scene.goals[line["goal"]]["steps"][line["step"][-1]]["step"], "step.done")

    async def _in_plan(self, title: str, action: str) -> None:
        await self._mentee.say("/mentor plan")
        await self._players["mentee"].in_plan(title, action)
        await self._mentee.close()

    async def _say(self, line: Line) -> None:
        goal = line.get("goal")
        if line["topic"] == "stage":
            await self._who(line).tap(FELT[line["value"]])
            return
        title = None if goal is None else str(self._scene.goals[goal]["goal"])
        self._who(line).says[line["topic"], title] = line["value"]

    async def _book(self, line: Line) -> None:
        """Set up, and accepted by the other; what comes of one that lies ahead is for whoever plays."""
        scene = self._scene
        await self._who(line).set_up(
            self._date(line.day).isoformat(), scene.clock, place=scene.place, objective=scene.objective
        )
        other = "mentor" if line["who"] == "mentee" else "mentee"
        await self._players[other].accept()

    async def _report(self, line: Line) -> None:
        for player in self._players.values():
            if player.answers:
                await player.acting.click(REPORTS[line["what"]], at=player.acting.app_dm)
