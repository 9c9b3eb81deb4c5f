"""A Bolt app and the stand-in, over a socket and over HTTP: commands, buttons, forms, Home, ephemerals, group DMs."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp

from playground.clocks import HandClocks
from playground.server import Server
from tests.playground.probe import Connect, buttons, modal, text_input


async def test_a_command_opens_a_form_whose_values_arrive_and_are_answered(
    server: Server, app: AsyncApp, connect: Connect
) -> None:
    submitted: list[Any] = []

    @app.command("/probe")
    async def probe(ack: Any, body: Any, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(text_input(initial_value="as it was")))
        await ack()

    @app.view("form")
    async def form(ack: Any, view: Any, client: Any, body: Any) -> None:
        submitted.append(view["state"]["values"])
        await client.chat_postMessage(channel=body["user"]["id"], text="Kept.")
        await ack()

    await connect(app)
    priya = server.acting_as("U0PRIYA")
    await priya.say("/probe")
    assert await priya.submit() == {}
    assert submitted == [{"words": {"value": {"type": "plain_text_input", "value": "as it was"}}}]
    assert priya.last().text == "Kept."
    assert priya.modals == []
    assert server.broken_rules == []


async def test_a_button_in_a_message_is_replaced_through_its_response_url(
    server: Server, app: AsyncApp, connect: Connect
) -> None:
    @app.event("message")
    async def message(event: Any, say: Any) -> None:
        await say(text="Did you meet?", blocks=[buttons("Yes", "No")])

    @app.action("yes")
    async def yes(ack: Any, respond: Any, action: Any) -> None:
        await respond(text=f"Thank you ({action['value']}).", replace_original=True)
        await ack()

    await connect(app)
    priya = server.acting_as("U0PRIYA")
    await priya.say("hello")
    await priya.click("Yes")
    assert [m.text for m in priya.messages()] == ["hello", "Thank you (yes)."]
    assert server.broken_rules == []


async def test_home_is_published_when_it_is_opened_and_its_buttons_work(
    server: Server, app: AsyncApp, connect: Connect
) -> None:
    opened: list[Any] = []

    @app.event("app_home_opened")
    async def home(event: Any, client: Any) -> None:
        opened.append(event.get("view"))
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [buttons("Plan")]})

    @app.action("plan")
    async def plan(ack: Any, body: Any, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(text_input()))
        await ack()

    await connect(app)
    priya = server.acting_as("U0PRIYA")
    await priya.open_home()
    await priya.click("Plan", at="home")
    assert priya.modal().content["callback_id"] == "form"
    await priya.close()
    await priya.open_home()
    assert opened[0] is None
    assert opened[1]["blocks"][0]["elements"][0]["action_id"] == "plan"
    assert server.broken_rules == []


async def test_a_command_answered_with_text_is_seen_by_that_person_alone(
    server: Server, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/probe")
    async def probe(ack: Any, command: Any) -> None:
        await ack(f"You said {command['text']}")

    await connect(app)
    priya, tomas = server.acting_as("U0PRIYA"), server.acting_as("U0TOMAS")
    await priya.say("/probe pair @tomas in #general", channel="general")
    assert priya.last("general").text == "You said pair <@U0TOMAS|tomas> in <#C0GENERAL|general>"
    assert tomas.messages("general") == []


async def test_a_group_dm_is_the_same_one_for_the_same_people(
    server: Server, app: AsyncApp, connect: Connect, clocks: HandClocks
) -> None:
    await connect(app)
    first = await app.client.conversations_open(users="U0PRIYA,U0TOMAS")
    again = await app.client.conversations_open(users=["U0TOMAS", "U0PRIYA"])
    assert first["channel"]["id"] == again["channel"]["id"]
    await app.client.chat_postMessage(channel=first["channel"]["id"], text="Priya, meet Tomás.")
    group = server.acting_as("U0PRIYA").group_with("U0TOMAS")
    assert [m.text for m in server.acting_as("U0TOMAS").messages(group.id)] == ["Priya, meet Tomás."]
    assert server.broken_rules == []
