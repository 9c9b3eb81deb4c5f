"""Open windows: each person's stack of modals (three at most) and their Home tab."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from playground import inputs, wording
from playground.records import APP_ID, BOT_ID, Json, Refused, View

if TYPE_CHECKING:
    from playground.workspace import Workspace

STACK = 3


class Windows:
    """The views of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def clear(self) -> None:
        self._stacks.clear()
        self._homes.clear()

    # -- reading -----------------------------------------------------------------------------------------------------

    def stack(self, person: str) -> list[View]:
        """This person's open modals, bottom first."""
        return self._stacks.get(person, [])

    def home(self, person: str) -> View | None:
        return self._homes.get(person)

    def find(self, view_id: str) -> View | None:
        """An open modal or a published Home."""
        for views in self._stacks.values():
            for view in views:
                if view.id == view_id:
                    return view
        return next((v for v in self._homes.values() if v.id == view_id), None)

    def by_external_id(self, external_id: str) -> View | None:
        everything = [v for views in self._stacks.values() for v in views] + list(self._homes.values())
        return next((v for v in everything if v.content.get("external_id") == external_id), None)

    def owned(self, person: str, view_id: str) -> View:
        """A view that this person has before them. Raises Refused `view_not_found` for anybody else's."""
        view = self.find(view_id)
        if view is None or view.owner != person:
            raise Refused("view_not_found", "This window is no longer open.")
        return view

    def shape(self, view: View) -> Json:
        """A view as Slack answers and sends it."""
        content = view.content
        return {
            "id": view.id,
            "team_id": self._workspace.id,
            "type": view.kind,
            "blocks": view.blocks,
            "private_metadata": content.get("private_metadata", ""),
            "callback_id": content.get("callback_id", ""),
            "state": {"values": copy.deepcopy(view.values)},
            "hash": view.hash,
            "title": content.get("title"),
            "clear_on_close": bool(content.get("clear_on_close", False)),
            "notify_on_close": bool(content.get("notify_on_close", False)),
            "close": content.get("close"),
            "submit": content.get("submit"),
            "previous_view_id": view.previous,
            "root_view_id": view.root,
            "app_id": APP_ID,
            "external_id": content.get("external_id", ""),
            "app_installed_team_id": self._workspace.id,
            "bot_id": BOT_ID,
        }

    # -- changing ----------------------------------------------------------------------------------------------------

    def open(self, person: str, content: Json) -> View:
        """A modal before this person; whatever was open goes."""
        view = self._new("modal", person, content)
        self._stacks[person] = [view]
        self._tell(person)
        return view

    def push(self, person: str, content: Json) -> View:
        """A modal on top of the open ones. Raises Refused `push_limit_reached`, `not_found` if none is open."""
        stack = self._stacks.get(person)
        if not stack:
            raise Refused("not_found", "There is no open modal to push onto.")
        if len(stack) >= STACK:
            raise Refused("push_limit_reached", "Three modals on top of each other is the limit.")
        view = self._new("modal", person, content)
        view.root, view.previous = stack[0].root, stack[-1].id
        stack.append(view)
        self._tell(person)
        return view

    def update(self, view: View, content: Json, *, given_hash: str | None = None) -> View:
        """New content for a view; what the person entered stays. Raises Refused `hash_conflict`."""
        if given_hash and given_hash != view.hash:
            raise Refused("hash_conflict", "The view has changed since this hash was given out.")
        self._refuse_taken(content, view)
        content = self._prepared(content, before=view.blocks if view.kind == "home" else ())
        view.values = inputs.kept_values(content["blocks"], view.values)
        view.content = content
        view.hash = self._hash()
        self._tell(view.owner, home=view.kind == "home")
        return view

    def publish(self, person: str, content: Json, *, given_hash: str | None = None) -> View:
        """This person's Home tab. Raises Refused `hash_conflict`."""
        home = self._homes.get(person)
        if home is not None:
            return self.update(home, content, given_hash=given_hash)
        if given_hash:
            raise Refused("hash_conflict", "This Home has not been published yet, so no hash can fit.")
        self._homes[person] = self._new("home", person, content)
        self._tell(person, home=True)
        return self._homes[person]

    def enter(self, view: View, block_id: str, action_id: str, given: Json) -> None:
        """What a person entered in one element. Raises ValueError in words for the person."""
        found = inputs.find(view.blocks, block_id, action_id)
        if found is None:
            raise ValueError("This field is no longer there.")
        block, element = found
        standing = view.values.setdefault(block["block_id"], {})
        if inputs.is_too_long(element, given):  # it stands there all the same, and goes along when a button is pressed
            standing[action_id] = {"type": element["type"], "value": given["value"]}
        standing[action_id] = inputs.entered(element, given)

    def close(self, view: View) -> list[View]:
        """Close this modal and those above it; gives back what was closed, top first."""
        stack = self._stacks.get(view.owner, [])
        if view not in stack:
            return []
        at = stack.index(view)
        closed = stack[at:][::-1]
        del stack[at:]
        self._tell(view.owner)
        return closed

    def close_all(self, person: str) -> list[View]:
        closed = self._stacks.pop(person, [])[::-1]
        if closed:
            self._tell(person)
        return closed

    def _new(self, kind: str, person: str, content: Json) -> View:
        self._refuse_taken(content, None)
        content = self._prepared(content)
        name = "V0" + secrets.token_hex(5).upper()
        view = View(
            id=name,
            kind="home" if kind == "home" else "modal",
            owner=person,
            content=content,
            hash=self._hash(),
            root=name,
        )
        view.values = inputs.initial_values(view.blocks)
        return view

    def _refuse_taken(self, content: Json, own: View | None) -> None:
        external = content.get("external_id")
        taken = self.by_external_id(external) if external else None
        if taken is not None and taken is not own:
            raise Refused("duplicate_external_id", f"Another view has the external_id {external!r}.")

    def _prepared(self, content: Json, before: Sequence[Json] = ()) -> Json:
        filled: Json = wording.with_defaults(content)
        return {**filled, "blocks": wording.with_ids(wording.as_before(filled["blocks"], before))}

    def _hash(self) -> str:
        return f"{int(self._workspace.calendar())}.{secrets.token_hex(4)}"

    def _tell(self, person: str, *, home: bool = False) -> None:
        self._workspace.tell("home" if home else "modals", {person}, {"person": person})
