"""The people: they look at what came and at Home, tap, fill in forms, say little or nothing, leave, move, and come back."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.slack.commands import MENTOR
from playground import inputs
from playground.client import NotPossible
from playground.records import BOT_USER, Json, Refused, View
from playground.workspace import Change, Workspace
from simulator.slack import Chat

TYPED = re.compile(r"Zq(\d+)w")
"""A word that only one person ever typed, so that it is known wherever it turns up."""
HOUR, DAY = 3600.0, 86_400.0
SELDOM = {
    "close.leave": 0.02,
    "closing.end": 0.1,
    "helpme.open": 0.1,
    "snooze.open": 0.3,
    "pairs.end": 0.02,
    "program.pause.open": 0.1,
    "program.pause.plan": 0.1,
    "settings.open": 0.2,
    "series.end": 0.1,
    "checkin.skip": 0.3,
}
"""How readily an action is taken that would soon end everything, or is of little interest; 1 where nothing is said."""
WORDS = [word for word in MENTOR if word != "help me"]


class Typing:
    """Makes words that were never typed before, and knows whose each is."""

    def __init__(self) -> None:
        self.by: list[str] = []

    def word(self, user: str) -> str:
        """The next word, typed by `user`."""
        self.by.append(user)
        return f"Zq{len(self.by) - 1}w"


def words_in(text: str) -> list[int]:
    """The numbers of the words in a text."""
    return [int(found) for found in TYPED.findall(text)]


class Somebody:
    """One person. `eager` is how likely they are to act on what came; `visits` days from one look by themselves to the next."""

    def __init__(
        self, user: str, chat: Chat, typing: Typing, seed: str, *, now: Callable[[], datetime], visits: float
    ) -> None:
        self.user, self.chat, self.now, self._typing = user, chat, now, typing
        self._workspace: Workspace = chat.workspace
        self._chance = random.Random(f"person:{seed}:{user}")
        self.eager = self._chance.choice((0.05, 0.2, 0.5, 0.9))
        self._slow = self._chance.choice((0.1, 1.0, 6.0)) * HOUR
        self._visits = visits
        self.acts = 0

    def noticed(self, change: Change) -> None:
        """Something changed on their screen."""
        if change.type != "message" or change.people is None or self.user not in change.people:
            return
        channel = self._workspace.conversations[change.data["channel"]]
        message = channel.find(change.data["ts"])
        if message is None or message.user != BOT_USER or self._chance.random() > self.eager:
            return
        asyncio.get_running_loop().create_task(self._react(channel.id, message.ts))

    async def _react(self, channel: str, ts: str) -> None:
        await asyncio.sleep(self._chance.expovariate(1 / self._slow))
        message = self._workspace.conversations[channel].find(ts)
        if message is not None:
            await self._act(message.blocks, lambda **how: self.chat.interactions.act_in_message(
                self.user, channel, ts, **how
            ))  # fmt: skip

    async def live(self) -> None:
        """Look in by themselves now and then, for ever."""
        while True:
            await asyncio.sleep(self._chance.expovariate(1 / (self._visits * DAY)))
            await self.look_in()

    async def look_in(self) -> None:
        """Open Home, or type a command, and do something with what it shows."""
        if self._workspace.person(self.user).deleted:
            return
        way = self._chance.random()
        if way < 0.4:
            await self.say(f"/mentor {self._chance.choice(WORDS)}".strip())
            return
        if way < 0.5:  # one line after the other
            for _ in range(self._chance.choice((1, 2, 3))):
                await self.say(
                    f"{self._typing.word(self.user)} {self._chance.choice(('hello?', 'what now', 'help me'))}"
                )
            return
        try:
            self.chat.interactions.open_home(self.user)
        except NotPossible:
            return
        await asyncio.sleep(self._chance.uniform(1, 20))
        home = self._workspace.windows.home(self.user)
        if home is not None:
            await self._act(home.blocks, lambda **how: self.chat.interactions.act_in_view(self.user, home.id, **how))

    async def say(self, text: str) -> bool:
        """Type this to the companion, and go through what opens; whether it was taken."""
        sent = await self.type(text)
        if sent:
            await self.go_through()
        return sent

    async def type(self, text: str) -> bool:
        """The same without going on."""
        return await self.tries(self.chat.interactions.say(self.user, self._workspace.im_with(self.user).id, text))

    async def submit(self, view: View, values: Json) -> bool:
        """Send the window on top."""
        return await self.tries(self.chat.interactions.forms.submit(self.user, view.id, values))

    def windows(self) -> list[View]:
        """Those that are open, the lowest first."""
        return self._workspace.windows.stack(self.user)

    async def tries(self, doing: Awaitable[Any]) -> bool:
        """Whether that was possible."""
        self.acts += 1
        try:
            await doing
        except (NotPossible, Refused):
            return False
        return True

    async def _act(self, blocks: list[Json], act: Callable[..., Any]) -> bool:
        """Press or choose one of what is there; whether there was anything and it went through."""
        there = [(block, each) for block, each in inputs.elements(blocks) if self._can(block, each)]
        if not there:
            return False
        weights = [self._weight(str(each.get("action_id", ""))) for _, each in there]
        block, element = self._chance.choices(there, weights)[0]
        self.acts += 1
        try:
            times = 2 if self._chance.random() < 0.1 else 1  # as one does when nothing seems to happen
            where = {"block_id": block["block_id"], "action_id": element["action_id"]}
            await asyncio.gather(*(act(value=self._chosen(element), **where) for _ in range(times)))
        except NotPossible:
            return False
        await self.go_through()
        return True

    @staticmethod
    def _can(block: Json, element: Json) -> bool:
        return block["type"] != "input" and "url" not in element and bool(element.get("action_id"))

    @staticmethod
    def _weight(action: str) -> float:
        return SELDOM.get(action, SELDOM.get(action.rsplit(".", 1)[0], 1.0))

    async def go_through(self) -> None:
        """Deal with the windows that are open: send them, press something in them, close them."""
        for _ in range(self._chance.choice((1, 1, 2, 4))):
            await asyncio.sleep(self._chance.uniform(2, 60))
            stack = self._workspace.windows.stack(self.user)
            if not stack:
                return
            await self._deal_with(stack[-1])
        for view in self._workspace.windows.stack(self.user)[:1]:
            await self.tries(self.chat.interactions.forms.dismiss(self.user, view.id))

    async def _deal_with(self, view: View) -> None:
        forms, choice = self.chat.interactions.forms, self._chance.random()
        if view.content.get("submit") and choice < 0.75:
            await self.submit(view, self.filled(view))
        elif choice < 0.9:
            buttons = [each for each in inputs.elements(view.blocks) if self._can(*each)]
            if buttons:
                block, element = self._chance.choices(buttons, [self._weight(e["action_id"]) for _, e in buttons])[0]
                where = {"block_id": block["block_id"], "action_id": element["action_id"]}
                act = self.chat.interactions.act_in_view
                await self.tries(act(self.user, view.id, value=self._chosen(element), **where))
        else:
            await self.tries(forms.dismiss(self.user, view.id))

    # -- filling in --------------------------------------------------------------------------------------------------

    def filled(self, view: View) -> Json:
        """What they enter in a form, by block and action."""
        values: Json = {}
        for block, element in inputs.elements(view.blocks):
            if block["type"] != "input" or element["type"] not in inputs.SHAPES:
                continue
            standing = view.values.get(block["block_id"], {}).get(element["action_id"], {})
            key, _, empty = inputs.SHAPES[element["type"]]
            if standing.get(key) not in (None, empty) and self._chance.random() < 0.6:
                continue
            if block.get("optional") and self._chance.random() < 0.5:
                continue
            values.setdefault(block["block_id"], {})[element["action_id"]] = self._chosen(element)
        return values

    def _chosen(self, element: Json) -> Json | None:
        kind = element["type"]
        if kind == "overflow":
            return {"selected_option": self._chance.choice(element["options"])}
        if kind not in inputs.SHAPES:
            return None
        key, _, empty = inputs.SHAPES[kind]
        return {"type": kind, key: self._value(element, kind, many=empty == [])}

    def _value(self, element: Json, kind: str, *, many: bool) -> Any:
        today = self.now().astimezone(UTC)
        if "option" in inputs.SHAPES[kind][0]:
            options = list(options_of(element))
            most = min(len(options), element.get("max_selected_items", len(options)))
            if many:
                return self._chance.sample(options, self._chance.randint(min(1, most), most))
            return self._chance.choice(options)
        match kind:
            case "plain_text_input":
                return self._text(element)
            case "number_input":
                return str(self._chance.randint(int(element.get("min_value", 0)), int(element.get("max_value", 9))))
            case "datepicker":
                return (today + timedelta(days=self._chance.choice((0, 1, 2, 3, 7, 14, 30, 90)))).date().isoformat()
            case "timepicker":
                return f"{self._chance.randint(0, 23):02d}:{self._chance.choice((0, 30)):02d}"
            case "datetimepicker":
                return int(today.timestamp()) + self._chance.randint(1, 90) * 86_400
            case "users_select":
                return self._chance.choice(sorted(self._workspace.people))
            case _:
                return [] if many else None

    def _text(self, element: Json) -> str:
        longest, shortest = element.get("max_length", 3000), element.get("min_length", 0)
        text = f"{self._typing.word(self.user)} {self._chance.choice(('a word', '<!channel> & *bold*', 'm' * 60))}"
        return text.ljust(shortest, ".")[:longest]


def options_of(element: Json) -> Iterator[Json]:
    """What can be chosen in an element."""
    yield from element.get("options") or []
    for group in element.get("option_groups") or []:
        yield from group["options"]
