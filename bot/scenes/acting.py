"""One person of a pair at work in the playground: what they click and type, by what is on their screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.mentoring.check_ins import CheckInId
from handlers.slack.parts import place_of
from playground.acting import Acting, NotOnScreen
from storage.store import Work

CONSENT = "Tell, with first names"
QUESTION = "checkin:"


@dataclass(frozen=True, slots=True)
class About:
    """What a question asks about: its topic, the title of its goal if any, and what is kept of an answer by what it
    tells."""

    topic: str
    goal: str | None
    kept: Mapping[str, str]


def about(work: Work, id: CheckInId) -> About:
    """What the question of a check-in is about."""
    check_in = work.check_ins.get(id)
    question = work.program.content.questions.by_id[check_in.question]
    goal = None if check_in.goal is None else work.plans.goal(check_in.goal).title
    told = {} if question.yields is None else question.yields.values
    return About(question.topic, goal, {tells: kept for kept, tells in told.items()})


LookUp = Callable[[CheckInId], Awaitable[About]]


@dataclass
class Player:
    """A mentee or mentor. `says` is what they think, by topic and title of the goal (None: of any); asked about
    something else, they take the middle answer, and where words are wanted the next of `words`."""

    acting: Acting
    look_up: LookUp
    words: Sequence[str]
    says: dict[tuple[str, str | None], str] = field(default_factory=dict)
    answers: bool = True
    written: int = 0

    async def catch_up(self) -> None:
        """Do what waits in the DM with the app: agree to be celebrated, answer the question."""
        await self.tap(CONSENT)
        if not self.answers:
            return
        for message in reversed(self.acting.messages()):
            for block in message.blocks:
                _, name = place_of(str(block.get("block_id", "")))
                if name.startswith(QUESTION) and "elements" in block:
                    id = CheckInId(int(name.removeprefix(QUESTION)))
                    await self._answer(
                        [each["action_id"] for each in block["elements"]], await self.look_up(id), message
                    )
                    return

    async def tap(self, label: str) -> bool:
        """Press a button in the DM with the app, if it is there."""
        try:
            await self.acting.click(label, at=self.acting.app_dm)
        except NotOnScreen:
            return False
        return True

    async def _answer(self, actions: list[str], asked: About, message: Any) -> None:
        options = [each for each in actions if each.startswith("checkin.answer.")]
        wanted = self.says.get((asked.topic, asked.goal)) or self.says.get((asked.topic, None))
        action = f"checkin.answer.{asked.kept.get(wanted or '')}"
        if action not in options:
            action = "checkin.open" if "checkin.open" in actions else options[len(options) // 2]
        await self.acting.click(action, at=message)
        if action == "checkin.open":
            await self.acting.submit({"answer": self.words[self.written % len(self.words)]})
            self.written += 1

    async def set_up(self, day: str, clock: str, *, place: str, objective: str) -> None:
        """Set up a meeting."""
        await self.acting.say("/mentor meet")
        await self.acting.submit({"date": day, "time": clock})
        await self.acting.submit({"place": place, "objective": objective})
        await self.acting.close()

    async def accept(self) -> None:
        """Say yes to the time that the other has set."""
        await self.acting.open_home()
        await self.acting.click("That works", at="home")

    async def in_plan(self, title: str, action: str) -> None:
        """Press the button that belongs to a goal or a step of the open plan, found by its title."""
        seen = False
        for block in self.acting.modal().blocks:
            seen = seen or title in (_text(block).split("\n", 1)[0], _text(block).removeprefix("Done: "))
            for element in [block.get("accessory"), *block.get("elements", ())]:
                if seen and element and str(element.get("action_id", "")) == action:
                    await self.acting.click(element["accessibility_label"])
                    return
        raise NotOnScreen(f"The plan has no {action} for {title!r}.")


def _text(block: Mapping[str, Any]) -> str:
    text = block.get("text")
    return str(text.get("text", "")) if isinstance(text, dict) else ""
