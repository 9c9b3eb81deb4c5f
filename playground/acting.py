"""Acting as a person in tests and scripts: by what is on the screen, and loudly wrong when it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, TypeVar

from playground import inputs
from playground.client import NotPossible
from playground.dispatch import Dispatch
from playground.interactions import Interactions, seen
from playground.records import BOT_USER, Conversation, Json, Message, View
from playground.workspace import Workspace

T = TypeVar("T")
# With clocks that stand still, an app that never acknowledges would be waited for forever.
PATIENCE_SECONDS = 30.0


class NotOnScreen(AssertionError):
    """What was looked for is not there; the text says what is."""


@dataclass(frozen=True)
class Spot:
    """Where something to press was found: in a message of a channel, or in a view."""

    block: Json
    element: Json
    channel: Conversation | None = None
    message: Message | None = None
    view: View | None = None


class Acting:
    """One person. Labels and action ids name things; `at` narrows down where: a view, a message, a channel, `home`."""

    def __init__(self, workspace: Workspace, interactions: Interactions, dispatch: Dispatch, user: str) -> None:
        self._workspace = workspace
        self._interactions = interactions
        self._dispatch = dispatch
        self.person = workspace.person(user)
        self.id = user

    # -- looking -----------------------------------------------------------------------------------------------------

    @property
    def app_dm(self) -> str:
        """The id of the DM with the app."""
        return self._workspace.im_with(self.id).id

    @property
    def home(self) -> View | None:
        """The Home tab as it stands."""
        return self._workspace.windows.home(self.id)

    @property
    def modals(self) -> list[View]:
        """The open modals, bottom first."""
        return self._workspace.windows.stack(self.id)

    def modal(self) -> View:
        """The top modal. Raises NotOnScreen when none is open."""
        if not self.modals:
            raise NotOnScreen(f"{self.person.first_name} has no modal open. {self._last_words()}")
        return self.modals[-1]

    def channel(self, name: str | None = None) -> Conversation:
        """A conversation by id or by channel name; the DM with the app when none is named."""
        if name is None:
            return self._workspace.im_with(self.id)
        for channel in self._workspace.conversations.values():
            if self.id in channel.members and name in (channel.id, channel.name, f"#{channel.name}"):
                return channel
        raise NotOnScreen(f"{self.person.first_name} is in no conversation {name!r}.")

    def group_with(self, *others: str) -> Conversation:
        """The group DM of this person, the app and exactly these others."""
        wanted = {self.id, BOT_USER, *others}
        for channel in self._workspace.conversations.values():
            if channel.kind == "group" and set(channel.members) == wanted:
                return channel
        raise NotOnScreen(f"There is no group DM of {', '.join(sorted(wanted))}.")

    def messages(self, channel: str | None = None) -> list[Message]:
        """What this person sees in a conversation, oldest first."""
        return seen(self._workspace, self.id, self.channel(channel))

    def last(self, channel: str | None = None) -> Message:
        """The newest message that this person sees there. Raises NotOnScreen when there is none."""
        found = self.messages(channel)
        if not found:
            raise NotOnScreen(f"{self.person.first_name} sees no message in {channel or 'the DM with the app'}.")
        return found[-1]

    # -- doing -------------------------------------------------------------------------------------------------------

    async def say(self, text: str, *, channel: str | None = None) -> None:
        """Write, or send a command. Raises NotPossible with what the client says; waits for the app."""
        await self._until_done(self._interactions.say(self.id, self.channel(channel).id, text))

    async def open_home(self) -> None:
        """Open the Home tab and wait for the app."""
        self._interactions.open_home(self.id)
        await self._dispatch.settle()

    async def click(self, what: str, *, at: View | Message | str | None = None) -> None:
        """Press the button with this label or action id, in the top modal if one is open, else newest message first."""
        spot = self._spot(what, at, buttons=True)
        value = None
        if spot.element["type"] == "overflow":
            value = {"selected_option": self._option(spot.element, what)}
        await self._act(spot, value)

    async def choose(self, what: str, choice: Any, *, at: View | Message | str | None = None) -> None:
        """Choose in an element named by action id, label or placeholder: an option's label or value, an id, a date."""
        spot = self._spot(what, at, buttons=False)
        await self._act(spot, self._value(spot.element, choice))

    async def submit(self, values: dict[str, Any] | None = None) -> dict[str, str]:
        """Fill fields of the top modal (by block id, action id or label) and send it; the errors at its fields."""
        view = self.modal()
        changed: Json = {}
        for name, given in (values or {}).items():
            block, element = self._field(view, name)
            changed.setdefault(block["block_id"], {})[element["action_id"]] = self._value(element, given)
        return await self._until_done(self._interactions.forms.submit(self.id, view.id, changed))

    async def press_with(self, what: str, values: dict[str, Any]) -> None:
        """Fill fields of the top modal (as in `submit`, but not sent in), then press a button in it."""
        view = self.modal()
        typed: Json = {}
        for name, given in values.items():
            block, element = self._field(view, name)
            typed.setdefault(block["block_id"], {})[element["action_id"]] = self._value(element, given)
        await self._act(self._spot(what, view, buttons=True), None, typed)

    async def close(self) -> None:
        """Close the top modal."""
        await self._until_done(self._interactions.forms.dismiss(self.id, self.modal().id))

    async def join(self, channel: str) -> None:
        """Join a public channel."""
        found = next(c for c in self._workspace.conversations.values() if channel in (c.id, c.name))
        self._workspace.join(found, self.id)
        await self._dispatch.settle()

    # -- finding -----------------------------------------------------------------------------------------------------

    async def _act(self, spot: Spot, value: Json | None, typed: Json | None = None) -> None:
        block_id, action_id = spot.block["block_id"], spot.element["action_id"]
        if spot.view is not None:
            doing = self._interactions.act_in_view(
                self.id, spot.view.id, block_id=block_id, action_id=action_id, value=value, typed=typed
            )
        else:
            assert spot.channel is not None
            assert spot.message is not None
            doing = self._interactions.act_in_message(
                self.id, spot.channel.id, spot.message.ts, block_id=block_id, action_id=action_id, value=value
            )
        await self._until_done(doing)

    async def _until_done(self, doing: Awaitable[T]) -> T:
        """Do it and wait until the app has had every event. TimeoutError when that takes absurdly long."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            done = await doing
            await self._dispatch.settle()
            return done

    def _spot(self, what: str, at: View | Message | str | None, *, buttons: bool) -> Spot:
        screen = self._screen(at)
        for spot in screen:
            if (spot.element["type"] in ("button", "overflow")) is buttons and what in names(spot.block, spot.element):
                return spot
        there = sorted({name for spot in screen for name in names(spot.block, spot.element)[:1]})
        raise NotOnScreen(f"{self.person.first_name} sees no {what!r}. There is: {', '.join(there) or 'nothing'}.")

    def _screen(self, at: View | Message | str | None) -> list[Spot]:
        """Everything to press, nearest first: the modal, or else newest messages of each conversation, then Home."""
        if isinstance(at, View):
            return _spots(at.blocks, view=self._workspace.windows.owned(self.id, at.id))
        if isinstance(at, Message):
            channel = next(c for c in self._workspace.conversations.values() if at in c.messages)
            if self.id not in self._workspace.seers(channel, at):
                raise NotOnScreen(f"{self.person.first_name} does not see this message.")
            return _spots(at.blocks, channel=channel, message=at)
        if at == "home":
            if self.home is None:
                raise NotOnScreen(f"{self.person.first_name} has no Home yet.")
            return _spots(self.home.blocks, view=self.home)
        if at is None and self.modals:
            return _spots(self.modal().blocks, view=self.modal())
        channel = self.channel(at)
        spots: list[Spot] = []
        for message in reversed(seen(self._workspace, self.id, channel)):
            spots += _spots(message.blocks, channel=channel, message=message)
        if at is None and self.home is not None:
            spots += _spots(self.home.blocks, view=self.home)
        return spots

    def _field(self, view: View, name: str) -> tuple[Json, Json]:
        for block, element in inputs.elements(view.blocks):
            if element["type"] in inputs.SHAPES and name in (block["block_id"], *names(block, element)):
                return block, element
        there = ", ".join(b["block_id"] for b, _ in inputs.elements(view.blocks))
        raise NotOnScreen(f"The modal has no field {name!r}. There is: {there}.")

    def _value(self, element: Json, given: Any) -> Json:
        key, _, _ = inputs.SHAPES[element["type"]]
        if key == "selected_option" and given is not None:
            given = self._option(element, given)
        elif key == "selected_options":
            given = [self._option(element, g) for g in given]
        return {"type": element["type"], key: given}

    def _option(self, element: Json, name: Any) -> Json:
        options: list[Json] = list(element.get("options") or [])
        for group in element.get("option_groups") or []:
            options.extend(group["options"])
        for option in options:
            if name in (option.get("value"), option["text"]["text"]):
                return option
        there = ", ".join(o["text"]["text"] for o in options)
        raise NotOnScreen(f"There is no choice {name!r}. There is: {there}.")

    def _last_words(self) -> str:
        found = self.messages()
        return f"The last message in the DM is: {found[-1].text!r}" if found else "The DM with the app is empty."


def names(block: Json, element: Json) -> list[str]:
    """Under which names something on the screen can be pressed or filled in, its visible label first."""
    found = [
        element.get("text", {}).get("text") if isinstance(element.get("text"), dict) else None,
        block["label"]["text"] if block.get("type") == "input" else None,
        element.get("accessibility_label"),
        element.get("action_id"),
        (element.get("placeholder") or {}).get("text"),
        element.get("value"),
    ]
    if element["type"] == "overflow":
        found += [option["text"]["text"] for option in element["options"]]
    return [name for name in found if name]


def _spots(
    blocks: list[Json],
    *,
    channel: Conversation | None = None,
    message: Message | None = None,
    view: View | None = None,
) -> list[Spot]:
    return [Spot(block, element, channel, message, view) for block, element in inputs.elements(blocks)]


__all__ = ["Acting", "NotOnScreen", "NotPossible", "names"]
