"""Modals and Home: trigger ids, the stack, hashes, values kept, what the client refuses, and what an answer may say."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground.acting import Acting, NotOnScreen, NotPossible
from playground.clocks import HandClocks
from playground.server import Server
from playground.workspace import Workspace
from tests.playground.probe import Connect, buttons, modal, text_input
from tests.playground.test_web_api import refused


@pytest.fixture
def priya(server: Server) -> Acting:
    return server.acting_as("U0PRIYA")


def opened(workspace: Workspace, view: dict[str, Any], user: str = "U0PRIYA") -> str:
    """Open a modal without an app; its id."""
    return workspace.windows.open(user, view).id


async def test_a_trigger_id_works_once(workspace: Workspace, client: AsyncWebClient) -> None:
    trigger = workspace.tickets.trigger("U0PRIYA")
    await client.views_open(trigger_id=trigger, view=modal(text_input()))
    assert (await refused(client.views_open(trigger_id=trigger, view=modal())))["error"] == "invalid_arguments"
    again = client.views_open(trigger_id=trigger, view=modal(text_input()))
    assert (await refused(again))["error"] == "exchanged_trigger_id"


async def test_a_trigger_id_lives_three_seconds(
    workspace: Workspace, client: AsyncWebClient, clocks: HandClocks
) -> None:
    young, old = workspace.tickets.trigger("U0PRIYA"), workspace.tickets.trigger("U0PRIYA")
    clocks.live(3)
    await client.views_open(trigger_id=young, view=modal(text_input()))
    clocks.live(0.1)
    late = client.views_open(trigger_id=old, view=modal(text_input()))
    assert (await refused(late))["error"] == "expired_trigger_id"
    strange = client.views_open(trigger_id="1.2.3", view=modal(text_input()))
    assert (await refused(strange))["error"] == "invalid_trigger_id"


async def test_three_modals_lie_on_each_other_and_no_fourth(
    workspace: Workspace, client: AsyncWebClient, priya: Acting
) -> None:
    first = await client.views_open(trigger_id=workspace.tickets.trigger("U0PRIYA"), view=modal(text_input()))
    for _ in range(2):
        pushed = await client.views_push(trigger_id=workspace.tickets.trigger("U0PRIYA"), view=modal(text_input()))
    assert pushed["view"]["root_view_id"] == first["view"]["id"]
    assert pushed["view"]["previous_view_id"] == priya.modals[1].id
    fourth = client.views_push(trigger_id=workspace.tickets.trigger("U0PRIYA"), view=modal(text_input()))
    assert (await refused(fourth))["error"] == "push_limit_reached"
    await priya.close()
    assert [v.id for v in priya.modals] == [first["view"]["id"], pushed["view"]["previous_view_id"]]


async def test_a_modal_belongs_to_who_opened_it(workspace: Workspace, server: Server, priya: Acting) -> None:
    view_id = opened(workspace, modal(text_input()))
    with pytest.raises(NotOnScreen, match="Tomás has no modal open"):
        server.acting_as("U0TOMAS").modal()
    with pytest.raises(NotPossible, match="no longer open"):
        await server.interactions.forms.submit("U0TOMAS", view_id, {})
    assert priya.modal().id == view_id


async def test_an_update_with_an_old_hash_conflicts_and_one_of_a_closed_view_finds_nothing(
    workspace: Workspace, client: AsyncWebClient, priya: Acting
) -> None:
    view_id = opened(workspace, modal(text_input()))
    old = priya.modal().hash
    await client.views_update(view_id=view_id, hash=old, view=modal(text_input()))
    stale = client.views_update(view_id=view_id, hash=old, view=modal(text_input()))
    assert (await refused(stale))["error"] == "hash_conflict"
    await priya.close()
    assert (await refused(client.views_update(view_id=view_id, view=modal(text_input()))))["error"] == "not_found"


async def test_an_update_keeps_what_was_entered_under_the_same_ids(
    workspace: Workspace, client: AsyncWebClient, priya: Acting
) -> None:
    view_id = opened(workspace, modal(text_input("kept"), text_input("gone")))
    for block in ("kept", "gone"):
        workspace.windows.enter(priya.modal(), block, "value", {"value": "typed"})
    await client.views_update(view_id=view_id, view=modal(text_input("kept"), text_input("new", initial_value="n")))
    values = priya.modal().values
    assert {b: v["value"]["value"] for b, v in values.items()} == {"kept": "typed", "new": "n"}


async def test_a_view_over_a_limit_is_refused_with_sentences(
    workspace: Workspace, server: Server, client: AsyncWebClient
) -> None:
    title = {"type": "plain_text", "text": "x" * 25}
    trigger = workspace.tickets.trigger("U0PRIYA")
    answer = await refused(client.views_open(trigger_id=trigger, view=modal(text_input(), title=title)))
    assert answer["error"] == "invalid_arguments"
    assert "24" in answer["response_metadata"]["messages"][0]
    await client.views_open(trigger_id=trigger, view=modal(text_input()))
    stranger = {"type": "users_select", "action_id": "value", "initial_user": "U0NOBODY"}
    view = modal({**text_input(), "element": stranger})
    answer = await refused(client.views_open(trigger_id=workspace.tickets.trigger("U0PRIYA"), view=view))
    assert answer["response_metadata"]["messages"] == ["There is no person 'U0NOBODY'."]


async def test_a_home_is_published_once_more_with_its_hash(client: AsyncWebClient, priya: Acting) -> None:
    view = {"type": "home", "blocks": [buttons("Plan")]}
    first = (await client.views_publish(user_id="U0PRIYA", view=view))["view"]
    second = (await client.views_publish(user_id="U0PRIYA", view=view, hash=first["hash"]))["view"]
    assert first["id"] == second["id"]
    stale = client.views_publish(user_id="U0PRIYA", view=view, hash=first["hash"])
    assert (await refused(stale))["error"] == "hash_conflict"
    assert (await refused(client.views_publish(user_id="U0PRIYA", view=modal())))["error"] == "invalid_arguments"
    answer = await refused(client.views_publish(user_id="U0NOBODY", view=view))
    assert answer["response_metadata"]["messages"] == ["invalid `user_id`"]


async def test_a_button_pressed_while_its_home_is_published_anew_is_still_there(client: AsyncWebClient) -> None:
    async def published(*labels: str) -> list[str]:
        rows = [{"type": "actions", "elements": buttons(label)["elements"]} for label in labels]
        answer = await client.views_publish(user_id="U0PRIYA", view={"type": "home", "blocks": rows})
        return [block["block_id"] for block in answer["view"]["blocks"]]

    [before] = await published("Plan")
    after = await published("More", "Plan", "Plan")
    assert after[1] == before
    assert len(set(after)) == 3


async def test_the_client_asks_for_what_is_required_and_holds_lengths(
    workspace: Workspace, server: Server, priya: Acting
) -> None:
    opened(workspace, modal(text_input("words", min_length=3, max_length=5), text_input("more", block_optional=True)))
    assert await priya.submit() == {"words": "Please complete this required field."}
    assert await priya.submit({"words": ""}) == {"words": "Please complete this required field."}
    assert await priya.submit({"words": "ab"}) == {"words": "Please write at least 3 characters."}
    assert await priya.submit({"words": "abcdef"}) == {"words": "Please write at most 5 characters."}
    assert server.journal.entries == []


@pytest.mark.parametrize(
    ("element", "bad", "good"),
    [
        ({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}, ["x", "1.5", "0"], "2"),
        ({"type": "email_text_input"}, ["nobody"], "a@b.example"),
        ({"type": "url_text_input"}, ["b.example"], "https://b.example"),
        ({"type": "datepicker"}, ["2026-02-30", "tomorrow"], "2026-02-28"),
        ({"type": "timepicker"}, ["24:00", "9:00"], "09:00"),
        ({"type": "datetimepicker"}, [1], 1_795_000_000),
    ],
)
async def test_the_client_holds_each_kind_of_input_to_its_kind(
    workspace: Workspace, priya: Acting, element: dict[str, Any], bad: list[Any], good: Any
) -> None:
    block = {**text_input("field"), "element": {"action_id": "value", **element}}
    for given in bad:
        opened(workspace, modal(block))
        assert list(await priya.submit({"field": given})) == ["field"]
    view = workspace.windows.open("U0PRIYA", modal(block))
    workspace.windows.enter(view, "field", "value", priya._value(element, given=good))
    assert next(v for k, v in view.values["field"]["value"].items() if k != "type") == good


def choices(*names: str) -> list[dict[str, Any]]:
    return [{"text": {"type": "plain_text", "text": n}, "value": n.lower()} for n in names]


async def test_untouched_values_go_with_what_was_changed_and_empty_ones_are_null(
    server: Server, app: AsyncApp, connect: Connect, priya: Acting
) -> None:
    heard: list[Any] = []

    @app.view("form")
    async def form(ack: Any, view: Any) -> None:
        heard.append(view["state"]["values"])
        await ack()

    await connect(app)
    radio = {"type": "radio_buttons", "options": choices("A", "B"), "initial_option": choices("A")[0]}
    days = {"type": "checkboxes", "options": choices("Mo", "Tu"), "initial_options": choices("Mo")}
    select = {"type": "multi_users_select", "placeholder": {"type": "plain_text", "text": "Who"}}
    elements: dict[str, Any] = {"radio": radio, "days": days, "who": select, "date": {"type": "datepicker"}}
    blocks = [
        {**text_input(name), "element": {"action_id": "value", **element}, "optional": True}
        for name, element in elements.items()
    ]
    opened(server.workspace, modal(*blocks, text_input("words", block_optional=True)))
    assert await priya.submit({"days": ["Mo", "Tu"]}) == {}
    values = {block: entry["value"] for block, entry in heard[0].items()}
    assert values["radio"]["selected_option"]["value"] == "a"
    assert [o["value"] for o in values["days"]["selected_options"]] == ["mo", "tu"]
    assert values["who"] == {"type": "multi_users_select", "selected_users": []}
    assert values["date"] == {"type": "datepicker", "selected_date": None}
    assert values["words"] == {"type": "plain_text_input", "value": None}
    assert server.broken_rules == []


async def test_errors_stand_at_their_fields_and_what_was_typed_stays(
    server: Server, app: AsyncApp, connect: Connect, priya: Acting
) -> None:
    @app.view("form")
    async def form(ack: Any) -> None:
        await ack(response_action="errors", errors={"words": "Choose a later day.", "nowhere": "Lost."})

    await connect(app)
    opened(server.workspace, modal(text_input()))
    assert await priya.submit({"Words": "soon"}) == {"words": "Choose a later day."}
    assert priya.modal().values["words"]["value"]["value"] == "soon"
    assert len(server.broken_rules) == 1
    assert "nowhere" in server.broken_rules[0]


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ({}, ["under"]),
        ({"response_action": "clear"}, []),
        ({"response_action": "update", "view": modal(text_input(), callback_id="next")}, ["under", "next"]),
        ({"response_action": "push", "view": modal(text_input(), callback_id="over")}, ["under", "form", "over"]),
    ],
)
async def test_an_answer_closes_clears_updates_or_pushes(
    server: Server, app: AsyncApp, connect: Connect, priya: Acting, answer: Any, left: list[str]
) -> None:
    @app.view("form")
    async def form(ack: Any) -> None:
        await ack(**answer)

    await connect(app)
    opened(server.workspace, modal(text_input(), callback_id="under"))
    server.workspace.windows.push("U0PRIYA", modal(text_input("own", initial_value="x")))
    assert await priya.submit() == {}
    assert [v.content["callback_id"] for v in priya.modals] == left
    assert server.broken_rules == []


async def test_an_answer_that_says_something_else_breaks_a_rule_and_loses_nothing(
    server: Server, app: AsyncApp, connect: Connect, priya: Acting
) -> None:
    @app.view("form")
    async def form(ack: Any) -> None:
        await ack(response_action="update", view={"type": "modal"})

    await connect(app)
    opened(server.workspace, modal(text_input()))
    with pytest.raises(NotPossible, match="trouble connecting"):
        await priya.submit({"words": "kept"})
    assert priya.modal().values["words"]["value"]["value"] == "kept"
    assert len(server.broken_rules) == 1


async def test_closing_is_told_only_to_who_asked_and_clears_all_if_it_says_so(
    server: Server, app: AsyncApp, connect: Connect, priya: Acting
) -> None:
    closed: list[Any] = []

    @app.view_closed("asked")
    async def told(ack: Any, body: Any) -> None:
        closed.append((body["view"]["callback_id"], body["is_cleared"]))
        await ack()

    await connect(app)
    opened(server.workspace, modal(text_input()))
    await priya.close()
    opened(server.workspace, modal(text_input(), callback_id="asked", notify_on_close=True))
    await priya.close()
    opened(server.workspace, modal(text_input(), callback_id="asked", notify_on_close=True))
    server.workspace.windows.push("U0PRIYA", modal(text_input(), clear_on_close=True))
    await priya.close()
    assert closed == [("asked", False), ("asked", True)]
    assert priya.modals == []


async def test_choosing_in_a_modal_sends_the_action_with_the_whole_state(
    server: Server, app: AsyncApp, connect: Connect, priya: Acting
) -> None:
    heard: list[Any] = []

    @app.action("kind")
    async def kind(ack: Any, body: Any, action: Any) -> None:
        heard.append((action["selected_option"]["value"], body["view"]["state"]["values"], body.get("response_url")))
        await ack()

    await connect(app)
    select = {"type": "static_select", "action_id": "kind", "options": choices("One", "Two")}
    row = {"type": "actions", "block_id": "row", "elements": [select]}
    opened(server.workspace, modal(row, text_input("words", initial_value="typed")))
    await priya.choose("kind", "Two")
    chosen, values, response_url = heard[0]
    assert (chosen, response_url) == ("two", None)
    assert values["row"]["kind"]["selected_option"]["value"] == "two"
    assert values["words"]["value"]["value"] == "typed"


async def test_an_input_speaks_up_only_if_the_app_asked_it_to(
    server: Server, app: AsyncApp, connect: Connect, priya: Acting
) -> None:
    heard: list[str] = []

    @app.action("value")
    async def value(ack: Any, action: Any) -> None:
        heard.append(action["block_id"])
        await ack()

    await connect(app)
    date = {"type": "datepicker", "action_id": "value"}
    silent, loud = ({**text_input(b), "element": date} for b in ("silent", "loud"))
    opened(server.workspace, modal({**silent}, {**loud, "dispatch_action": True}))
    view = priya.modal().id
    for block in ("silent", "loud"):
        await server.interactions.act_in_view(
            "U0PRIYA", view, block_id=block, action_id="value", value={"selected_date": "2026-12-01"}
        )
    assert heard == ["loud"]
    assert priya.modal().values["silent"]["value"]["selected_date"] == "2026-12-01"
