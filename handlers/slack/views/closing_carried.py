"""The goals that are open at the end, as a text that the mentee keeps: in a message, and in a modal to copy from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.mentoring.carried import GoalLeft
from bot.mentoring.people import Role
from bot.usecases.closing import Seen
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import button, cut, modal, section, typed
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "closing.carried"
MOST_OF_A_GOAL, MOST = 2800, 7000
"""Characters of one goal and of all: a section takes 3,000, a message is kept well below 10,000."""


def build(seen: Seen, say: Wording) -> View:
    """The whole of it."""
    mentor = seen.mentorship.in_role(Role.MENTOR).person.first_name
    return modal(
        CALLBACK_ID,
        title=say.plain("closure.carried.title"),
        close=say.plain("closure.carried.close"),
        blocks=[section(say.mrkdwn("closure.carried.lead", mentor=mentor)), *blocks(seen.left, say)],
    )


def opens(seen: Seen, say: Wording) -> Block:
    """The button that opens it."""
    return button(say.plain("closure.page.carried"), "closing.carried", f"pair:{seen.mentorship.id}")


def blocks(left: Sequence[GoalLeft], say: Wording) -> Iterator[Block]:
    """A paragraph for each goal; what does not fit is in the plan."""
    room = MOST
    for goal in left:
        text = cut(spoken(goal, say), MOST_OF_A_GOAL)
        if len(text) > room:
            yield section(say.mrkdwn("closure.carried.more"))
            return
        room -= len(text)
        yield typed(text)


def spoken(goal: GoalLeft, say: Wording) -> str:
    """A goal with its steps, their days and what they take, as plain text."""
    rows = [_dated("closure.carried.goal", say, goal=goal.title, day=goal.target)]
    if goal.outcome:
        rows.append(say.plain("closure.carried.outcome", outcome=goal.outcome))
    for step in goal.steps:
        rows.append(_dated("closure.carried.step", say, step=step.title, day=step.due))
        if step.resources:
            rows.append(say.plain("closure.carried.needs", resources=step.resources))
    if not goal.steps:
        rows.append(say.plain("closure.carried.no_steps"))
    return "\n".join(rows)


def _dated(key: str, say: Wording, **values: object) -> str:
    day = values.pop("day")
    if day is None:
        return say.plain(key, **values)
    return say.plain(f"{key}_day", day=english.short_day(day), **values)  # type: ignore[arg-type]
