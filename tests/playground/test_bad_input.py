"""Whatever an app or a page sends, the answer is a refusal and never a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground import inputs
from playground.call import Call
from playground.clocks import HandClocks
from playground.methods import METHODS, run
from playground.records import Json, Refused
from playground.workspace import Workspace
from tests.playground.probe import a_manifest, buttons, modal, text_input

KNOWN = st.sampled_from(
    ["U0PRIYA", "D0PRIYA", "C0MENTOR", "U0NOBODY", "", "true", "1.5", "-1", "public_channel,im", "bmV4dDo=", "#general"]
)
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), KNOWN, st.text(max_size=5))
BLOCKS: list[Json] = [
    buttons("Yes"), text_input(), {"type": "section"}, {"type": "input", "element": {}}, {"type": "actions"},
    {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, "accessory": {"type": "image"}}, {},
]  # fmt: skip
SHAPED = st.one_of(
    st.lists(st.sampled_from(BLOCKS), max_size=3),
    st.sampled_from([modal(text_input()), {"type": "home", "blocks": [buttons("Plan")]}, modal(*BLOCKS), {}]),
    st.dictionaries(st.sampled_from(["event_type", "event_payload", "type", "blocks"]), PLAIN, max_size=3),
    st.lists(PLAIN, max_size=3),
)
T = TypeVar("T")
# How long an example takes says how busy the machine is.
UNHURRIED = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
KEYS = {shape[0] for shape in inputs.SHAPES.values()}
VALUE = st.one_of(PLAIN, SHAPED)


@pytest.mark.parametrize("name", sorted(METHODS))
@UNHURRIED
@given(data=st.data())
def test_every_method_answers_or_refuses_whatever_it_is_given(name: str, data: st.DataObject) -> None:
    clocks = HandClocks()
    scopes = {scope for method in METHODS.values() for scope in method.scopes}
    workspace = Workspace(a_manifest(scopes=sorted(scopes)), calendar=clocks.calendar, elapsed=clocks.elapsed)
    method = METHODS[name]
    arguments: dict[str, Any] = {argument: data.draw(VALUE, argument) for argument in method.required}
    for argument in data.draw(st.lists(st.sampled_from(method.optional or ("team_id",)), max_size=3)):
        arguments[argument] = data.draw(VALUE, argument)
    if "trigger_id" in method.optional and data.draw(st.booleans()):
        arguments["trigger_id"] = workspace.tickets.trigger("U0PRIYA")
    answer = outcome(
        lambda: run(name, arguments, workspace=workspace, socket_url=lambda: "ws://127.0.0.1/socket/x", upload_url=str)
    )
    assert isinstance(answer, str | dict)


@UNHURRIED
@given(cursor=st.text(max_size=12), limit=st.one_of(st.text(max_size=4), st.integers(), st.none()))
def test_pages_are_given_or_refused(cursor: str, limit: Any) -> None:
    clocks = HandClocks()
    workspace = Workspace(a_manifest(), calendar=clocks.calendar, elapsed=clocks.elapsed)
    call = Call(workspace=workspace, arguments={"cursor": cursor, "limit": limit}, socket_url=str, upload_url=str)
    answer = outcome(lambda: call.page(list(range(10))))
    refusals = ("invalid_cursor", "invalid_limit", "invalid_arguments")
    assert answer in refusals or answer[0] == list(range(10))[: len(answer[0])]


def outcome(work: Callable[[], T]) -> T | str:
    """The answer, or the name of the refusal."""
    try:
        return work()
    except Refused as refused:
        return refused.error


@pytest.mark.parametrize("kind", sorted(inputs.SHAPES))
@UNHURRIED
@given(value=VALUE, nested=st.dictionaries(st.sampled_from(sorted(KEYS)), VALUE, max_size=2))
def test_every_input_takes_or_refuses_whatever_is_entered(kind: str, value: Any, nested: Json) -> None:
    element: Json = {"type": kind, "action_id": "value"}
    for given_value in (value, nested):
        try:
            taken = inputs.entered(element, given_value)
        except ValueError:
            continue
        assert set(taken) == {"type", inputs.SHAPES[kind][0]}
