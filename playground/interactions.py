"""What people do outside forms: write, send commands, press, choose, open Home."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Callable

from playground import inputs, payloads, wording
from playground.client import NotPossible, person_here, refuse_failure
from playground.dispatch import Dispatch
from playground.forms import Forms
from playground.journal import Journal
from playground.records import BOT_USER, Conversation, Json, Message, Person
from playground.replies import Replies
from playground.workspace import Workspace


class Interactions:
    """Acts for people. `respond_address` makes the address of a response url from its id."""

    def __init__(
        self,
        workspace: Workspace,
        dispatch: Dispatch,
        journal: Journal,
        *,
        respond_address: Callable[[str], str],
    ) -> None:
        self._workspace = workspace
        self._dispatch = dispatch
        self._journal = journal
        self._address = respond_address
        self.replies = Replies(workspace, journal)
        self.forms = Forms(workspace, dispatch, journal)
        self._chosen: dict[tuple[str, str, str], dict[str, dict[str, Json]]] = {}

    def clear(self) -> None:
        self._chosen.clear()

    # -- writing -----------------------------------------------------------------------------------------------------

    async def say(self, user: str, channel_id: str, text: str) -> None:
        """Write into a conversation; a text that begins with `/` is a command."""
        person, channel = person_here(self._workspace, user), self._conversation(user, channel_id)
        if not text.strip():
            raise NotPossible("no_text", "Write something first.")
        if text.startswith("/"):
            await self._command(person, channel, text)
            return
        manifest = self._workspace.manifest
        if channel.kind == "app" and (not manifest.messages_tab or manifest.messages_read_only):
            raise NotPossible("messages_tab_disabled", "Sending messages to this app has been turned off.")
        written = self._typed(text, named=False)
        message = self._workspace.new_message(person.id, written, client_msg_id=secrets.token_hex(16))
        message.blocks = wording.typed_blocks(text)
        channel.read[person.id] = message.ts
        self._workspace.post(channel, message)

    def _typed(self, text: str, *, named: bool) -> str:
        channels = [c for c in self._workspace.conversations.values() if c.kind == "channel"]
        return wording.typed(text, self._workspace.people.values(), channels, named=named)

    async def _command(self, person: Person, channel: Conversation, text: str) -> None:
        name, _, rest = text.partition(" ")
        rest = rest.strip()
        if name == "/invite":
            self._invite(person, channel, rest)
            return
        command = self._workspace.manifest.command(name)
        if command is None:
            raise NotPossible("no_such_command", f"{name} is not a valid command.")
        response = self._workspace.tickets.response_url(person.id, channel.id)
        payload = payloads.command(
            self._workspace,
            person,
            channel,
            name=name,
            text=self._typed(rest, named=True) if command.should_escape else rest,
            response_url=self._address(response),
            trigger_id=self._workspace.tickets.trigger(person.id),
        )
        answer = await self._dispatch.deliver(
            "slash_commands", payload, method=name, sentence=f"{person.first_name} sent {text}"
        )
        refuse_failure(answer, f"{name} failed")
        if answer.body not in (None, ""):
            self.replies.to_command(name, person, channel, answer.body)

    def _invite(self, person: Person, channel: Conversation, text: str) -> None:
        bot = self._workspace.people[BOT_USER]
        if channel.kind != "channel" or text.lstrip("@").casefold() not in (bot.name, bot.real_name.casefold()):
            raise NotPossible("cannot_invite", f"Use /invite @{bot.real_name} in a channel.")
        self._workspace.join(channel, BOT_USER, inviter=person.id)

    # -- pressing and choosing ---------------------------------------------------------------------------------------

    async def act_in_message(
        self, user: str, channel_id: str, ts: str, *, block_id: str | None, action_id: str, value: Json | None
    ) -> None:
        """Press or choose something in a message."""
        person, channel = person_here(self._workspace, user), self._conversation(user, channel_id)
        message = channel.find(ts)
        if message is None or user not in self._workspace.seers(channel, message):
            raise NotPossible("message_not_found", "This message is no longer there.")
        block, element = self._element(message.blocks, block_id, action_id)
        key = (user, channel.id, ts)
        values = inputs.kept_values(message.blocks, self._chosen.get(key, {}))
        given = self._given(element, value)
        if element["type"] in inputs.SHAPES and given is not None:
            values[block["block_id"]][action_id] = given
            self._chosen[key] = values
        if not self._sends(block):
            return
        tickets = self._workspace.tickets
        payload = payloads.message_action(
            self._workspace,
            person,
            channel,
            message,
            action=payloads.action(element, block["block_id"], self._workspace.stamp(), given),
            values=copy.deepcopy(values),
            response_url=self._address(tickets.response_url(user, channel.id, ts=ts)),
            trigger_id=tickets.trigger(user),
        )
        await self._send_action(person, element, payload)

    async def act_in_view(
        self,
        user: str,
        view_id: str,
        *,
        block_id: str | None,
        action_id: str,
        value: Json | None,
        typed: Json | None = None,
    ) -> None:
        """Press or choose something in a modal or in Home. `typed` is what else stands in the form by now."""
        person, view = person_here(self._workspace, user), self.forms.before(user, view_id)
        self.forms.enter_all(view, typed or {})
        block, element = self._element(view.blocks, block_id, action_id)
        given = self._given(element, value)
        if element["type"] in inputs.SHAPES and given is not None:
            view.values.setdefault(block["block_id"], {})[action_id] = given
        if not self._sends(block):
            return
        payload = payloads.view_action(
            self._workspace,
            person,
            view,
            action=payloads.action(element, block["block_id"], self._workspace.stamp(), given),
            trigger_id=self._workspace.tickets.trigger(user, view=view.id if view.kind == "modal" else None),
        )
        await self._send_action(person, element, payload)

    async def _send_action(self, person: Person, element: Json, payload: Json) -> None:
        if not self._workspace.manifest.interactive:
            raise NotPossible("not_interactive", "The manifest does not turn interactivity on.")
        label = element.get("text", {}).get("text") or element["action_id"]
        verb = "pressed" if element["type"] == "button" else "chose in"
        answer = await self._dispatch.deliver(
            "interactive", payload, method="block_actions", sentence=f"{person.first_name} {verb} “{label}”"
        )
        refuse_failure(answer, "This did not work")

    @staticmethod
    def _sends(block: Json) -> bool:
        """Inputs in a form speak up only if the app asked them to."""
        return block["type"] != "input" or bool(block.get("dispatch_action"))

    @staticmethod
    def _element(blocks: list[Json], block_id: str | None, action_id: str) -> tuple[Json, Json]:
        found = inputs.find(blocks, block_id, action_id)
        if found is None:
            raise NotPossible("action_not_found", "This is no longer there.")
        return found

    @staticmethod
    def _given(element: Json, value: Json | None) -> Json | None:
        kind = element["type"]
        if kind in ("button", "workflow_button"):
            return None
        try:
            if kind == "overflow":
                return {"selected_option": inputs._option(element, (value or {}).get("selected_option"))}
            return inputs.entered(element, value or {})
        except ValueError as error:
            raise NotPossible("invalid_value", str(error)) from error

    # -- Home --------------------------------------------------------------------------------------------------------

    def open_home(self, user: str) -> None:
        """Open the Home tab: the app hears of it, with the view that is there."""
        person = person_here(self._workspace, user)
        if not self._workspace.manifest.home_tab:
            raise NotPossible("home_tab_disabled", "This app has no Home.")
        channel = self._workspace.im_with(person.id)
        event: Json = {
            "type": "app_home_opened",
            "user": person.id,
            "channel": channel.id,
            "tab": "home",
            "event_ts": self._workspace.stamp(),
        }
        home = self._workspace.windows.home(person.id)
        if home is not None:
            event["view"] = self._workspace.windows.shape(home)
        self._workspace.emit(event)

    # -- looking up --------------------------------------------------------------------------------------------------

    def _conversation(self, user: str, channel_id: str) -> Conversation:
        channel = self._workspace.conversations.get(channel_id)
        if channel is None or user not in channel.members:
            raise NotPossible("channel_not_found", "You are not in this conversation.")
        return channel


def seen(workspace: Workspace, person: str, channel: Conversation) -> list[Message]:
    """The messages that a person sees in a conversation, oldest first."""
    return [m for m in channel.messages if person in workspace.seers(channel, m)]
