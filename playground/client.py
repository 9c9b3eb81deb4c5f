"""What the chat client itself says to a person who wants something that is not possible."""

from __future__ import annotations

from playground.dispatch import Answer
from playground.records import Person
from playground.workspace import Workspace


class NotPossible(Exception):
    """What the client tells the person: a code and words."""

    def __init__(self, error: str, say: str) -> None:
        super().__init__(say)
        self.error = error
        self.say = say


def person_here(workspace: Workspace, user: str) -> Person:
    """Someone who can act. Raises NotPossible for the app, strangers and people who left."""
    person = workspace.people.get(user)
    if person is None or person.is_bot:
        raise NotPossible("user_not_found", "There is no such person here.")
    if person.deleted:
        raise NotPossible("account_inactive", f"{person.real_name} has been deactivated.")
    return person


def refuse_failure(answer: Answer, what: str) -> None:
    """Raises NotPossible when the app did not acknowledge what a person did."""
    if answer.failure == "http_timeout":
        raise NotPossible(
            "operation_timeout", f"{what}: the app did not answer in three seconds. Slack shows “operation_timeout”."
        )
    if answer.failure in ("connection_failed", "no_app"):
        raise NotPossible("dispatch_failed", f"{what}: the app is not running.")
    if answer.failure:
        raise NotPossible("dispatch_failed", f"{what}: the app answered {answer.status}.")
