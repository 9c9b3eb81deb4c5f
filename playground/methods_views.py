"""The views methods: modals by trigger id, updates by view id, and Home."""

from __future__ import annotations

import json

from playground.blocks import block_faults
from playground.call import Call, invalid_arguments
from playground.records import Json, Refused
from playground.workspace import Workspace

LARGEST = 250_000


def open_view(call: Call) -> Json:
    """views.open."""
    content = checked(call, "modal")
    trigger = call.workspace.tickets.exchange(_trigger(call))
    windows = call.workspace.windows
    return {"view": windows.shape(windows.open(trigger.person, content))}


def push(call: Call) -> Json:
    """views.push: onto the modal in which the trigger arose."""
    content = checked(call, "modal")
    trigger = call.workspace.tickets.exchange(_trigger(call))
    windows = call.workspace.windows
    return {"view": windows.shape(windows.push(trigger.person, content))}


def update(call: Call) -> Json:
    """views.update: by view id or by external id, one of them."""
    view_id, external = call.text("view_id"), call.text("external_id")
    if bool(view_id) == bool(external):
        raise invalid_arguments(["[ERROR] give exactly one of view_id and external_id"])
    windows = call.workspace.windows
    view = windows.find(view_id) if view_id else windows.by_external_id(external)
    if view is None:
        raise Refused("not_found", "There is no such view: it may have been closed.")
    content = checked(call, view.kind)
    return {"view": windows.shape(windows.update(view, content, given_hash=call.text("hash")))}


def publish(call: Call) -> Json:
    """views.publish."""
    if not call.workspace.manifest.home_tab:
        raise Refused("not_enabled", "The manifest does not turn the Home tab on.")
    person = call.workspace.people.get(call.text("user_id"))
    if person is None or person.is_bot:
        raise invalid_arguments(["invalid `user_id`"])
    content = checked(call, "home")
    windows = call.workspace.windows
    return {"view": windows.shape(windows.publish(person.id, content, given_hash=call.text("hash")))}


def checked(call: Call, surface: str) -> Json:
    """The `view` argument, checked. Raises Refused."""
    return checked_view(call.workspace, call.arguments.get("view"), surface)


def checked_view(workspace: Workspace, content: object, surface: str) -> Json:
    """A view that Slack would take. Raises Refused `invalid_arguments` with a sentence for each fault, `view_too_large`."""
    if not isinstance(content, dict):
        raise invalid_arguments(["[ERROR] view must be an object"])
    if content.get("type") != surface:
        raise invalid_arguments([f"[ERROR] the view's type must be {surface} here [json-pointer:/view/type]"])
    if len(json.dumps(content).encode()) > LARGEST:
        raise Refused("view_too_large", "A view has at most 250 kB.")
    faults = block_faults(surface, content)
    faults += _strangers(workspace, content)
    if faults:
        raise invalid_arguments(faults)
    return content


def _strangers(workspace: Workspace, content: Json) -> list[str]:
    """Initial people and channels that are not in this workspace."""
    faults: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, dict):
            people = [value.get("initial_user"), *(value.get("initial_users") or [])]
            faults.extend(f"There is no person {p!r}." for p in people if p and p not in workspace.people)
            channels = [value.get("initial_channel"), *(value.get("initial_channels") or [])]
            faults.extend(f"There is no channel {c!r}." for c in channels if c and c not in workspace.conversations)
            for inner in value.values():
                walk(inner)

    walk(content.get("blocks"))
    return faults


def _trigger(call: Call) -> str:
    trigger = call.text("trigger_id") or call.text("interactivity_pointer")
    if not trigger:
        raise invalid_arguments(["[ERROR] missing required field: trigger_id"])
    return trigger
