"""Modals as forms: entering, sending, what comes of the app's answer, closing."""

from __future__ import annotations

from typing import Any

from playground import inputs, payloads
from playground.client import NotPossible, person_here, refuse_failure
from playground.dispatch import Dispatch
from playground.journal import Journal
from playground.methods_views import checked_view
from playground.records import Json, Refused, View
from playground.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


class Forms:
    """The modals of people, from their side."""

    def __init__(self, workspace: Workspace, dispatch: Dispatch, journal: Journal) -> None:
        self._workspace = workspace
        self._dispatch = dispatch
        self._journal = journal

    def before(self, user: str, view_id: str) -> View:
        """A view that this person has before them. Raises NotPossible."""
        try:
            return self._workspace.windows.owned(user, view_id)
        except Refused as refused:
            raise NotPossible(refused.error, refused.why) from refused

    async def submit(self, user: str, view_id: str, values: Json) -> dict[str, str]:
        """Send the top modal; `values` is what the person changed. Gives back the errors at its fields."""
        person, view = person_here(self._workspace, user), self.before(user, view_id)
        if self._workspace.windows.stack(user)[-1:] != [view]:
            raise NotPossible("view_not_found", "Another window lies above this one.")
        if not view.content.get("submit"):
            raise NotPossible("no_submit", "There is nothing to send in this window.")
        said = self.enter_all(view, values)
        said = {**inputs.refusals(view.blocks, view.values), **said}
        if said:
            return said
        payload = payloads.submission(
            self._workspace, person, view, trigger_id=self._workspace.tickets.trigger(user, view=view.id)
        )
        title = view.content["title"]["text"]
        answer = await self._dispatch.deliver(
            "interactive", payload, method="view_submission", sentence=f"{person.first_name} sent “{title}”"
        )
        refuse_failure(answer, TROUBLE)
        return self._answered(view, answer.body)

    def enter_all(self, view: View, values: Json) -> dict[str, str]:
        """What a person has entered by now; what the client says at fields that it refuses."""
        said: dict[str, str] = {}
        for block_id, actions in values.items():
            for action_id, given in actions.items() if isinstance(actions, dict) else ():
                try:
                    self._workspace.windows.enter(view, block_id, action_id, given)
                except ValueError as error:
                    said[block_id] = str(error)
        return said

    def _answered(self, view: View, body: Any) -> dict[str, str]:
        """Do what the app's answer to a submission says; the errors it gives for fields."""
        windows = self._workspace.windows
        if body in (None, "", {}):
            windows.close(view)
            return {}
        action = body.get("response_action") if isinstance(body, dict) else None
        try:
            if action == "clear":
                windows.close_all(view.owner)
            elif action == "update":
                windows.update(view, checked_view(self._workspace, body.get("view"), "modal"))
            elif action == "push":
                windows.push(view.owner, checked_view(self._workspace, body.get("view"), "modal"))
            elif action == "errors":
                return self._field_errors(view, body.get("errors"))
            else:
                self._broken("An answer to view_submission is empty or says clear, update, push or errors.", body)
        except Refused as refused:
            self._broken(f"{refused.error}: {refused.why}", body)
        return {}

    def _field_errors(self, view: View, errors: Any) -> dict[str, str]:
        if not isinstance(errors, dict) or not errors:
            self._broken("response_action errors carries {block_id: text}.", errors)
        fields = {b["block_id"] for b in view.blocks if b["type"] == "input"}
        strangers = [b for b in errors if b not in fields]
        if strangers:
            rule = (
                f"Errors for blocks that are no inputs of this modal: {', '.join(strangers)}. Slack shows them nowhere."
            )
            self._note(rule, errors)
        wrong = [b for b, text in errors.items() if not isinstance(text, str) or not text.strip()]
        if wrong:
            self._note(f"An error at a field is a text: {', '.join(wrong)}.", errors)
        return {b: text for b, text in errors.items() if b in fields and b not in wrong}

    def _broken(self, rule: str, body: Any) -> None:
        self._note(rule, body)
        raise NotPossible("invalid_response", TROUBLE)

    def _note(self, rule: str, body: Any) -> None:
        self._journal.add(
            direction="to chat",
            method="view_submission",
            result="broken rule",
            ms=0,
            sentence=rule,
            response=body,
            broken_rule=rule,
        )

    async def dismiss(self, user: str, view_id: str) -> None:
        """Close the top modal (all of them if it says `clear_on_close`)."""
        person, view = person_here(self._workspace, user), self.before(user, view_id)
        if view.kind != "modal":
            raise NotPossible("view_not_found", "Home is not closed.")
        windows = self._workspace.windows
        cleared = bool(view.content.get("clear_on_close"))
        closed = windows.close_all(user) if cleared else windows.close(view)
        for gone in closed:
            if gone.content.get("notify_on_close"):
                await self._dispatch.deliver(
                    "interactive",
                    payloads.closed(self._workspace, person, gone, cleared=cleared),
                    method="view_closed",
                    sentence=f"{person.first_name} closed “{gone.content['title']['text']}”",
                )
