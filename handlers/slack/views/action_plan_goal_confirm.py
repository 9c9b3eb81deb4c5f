"""A goal that was marked as met: the question to the mentor, what came of it, and the messages about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.mentoring.action_plan import glance
from bot.mentoring.goals import Goal, GoalState
from bot.usecases.goals import GoalConfirmed, GoalMarked, GoalSeen, GoalTalk
from handlers.slack.show import Block, Message, View
from handlers.slack.views.action_plan import met_on, progress
from handlers.slack.views.blocks import actions, button, context, message, modal, section, typed
from handlers.slack.views.goal_hints import for_mentor
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "goal-confirm"


def build(shown: GoalSeen, say: Wording, *, below: str = "") -> View:
    """The goal and, while its mark waits, two answers; `below`: the plan's modal under this one."""
    goal = shown.goal
    assert goal is not None
    return modal(
        CALLBACK_ID,
        title=say.plain("action_plan.confirm.title"),
        close=say.plain("action_plan.confirm.close"),
        blocks=_blocks(shown, goal, say),
        metadata={"goal": goal.id, "below": below},
    )


def _blocks(shown: GoalSeen, goal: Goal, say: Wording) -> list[Block]:
    name = shown.seen.mentorship.mentee.first_name
    lines = {line.id: line for line in glance(shown.seen.plan).goals}
    if goal.id not in lines:
        return [section(say.mrkdwn("action_plan.refusals.goal_gone"))]
    about = [
        typed(f"{goal.title}\n{progress(lines[goal.id], say)}"),
        typed(say.plain("action_plan.goal.know", outcome=goal.outcome)),
    ]
    if goal.state is GoalState.MET:
        title = "action_plan.confirm.met" if goal.confirmed_by is not None else "action_plan.confirm.stood"
        return [section(say.mrkdwn(title)), *about, context(met_on(shown.seen, goal, say))]
    if goal.state is GoalState.OPEN:
        title = "action_plan.confirm.talking" if goal.talk_asked_at is not None else "action_plan.confirm.open"
        return [section(say.mrkdwn(title, name=name)), *about]
    day = english.short_day(shown.stands_on) if shown.stands_on else ""
    answers = [button(say.plain("action_plan.confirm.yes"), "goal.confirm", f"goal:{goal.id}:yes", primary=True)]
    if goal.talk_asked_at is None:
        answers.append(button(say.plain("action_plan.confirm.talk"), "goal.talk", f"goal:{goal.id}"))
    return [
        section(say.mrkdwn("action_plan.confirm.asked", name=name)),
        *about,
        context(say.mrkdwn("action_plan.confirm.shared", name=name)),
        actions(*answers),
        *for_mentor(shown.seen, goal, say),
        context(say.mrkdwn("action_plan.confirm.stands", name=name, day=day)),
    ]


def marked(values: GoalMarked, say: Wording) -> Message:
    """To a mentor: the mentee has marked a goal as met."""
    about = {"name": values.mentee.first_name, "day": english.short_day(values.stands_on)}
    look = button(say.plain("action_plan.marked.look"), "goal.confirm.open", f"goal:{values.goal}", primary=True)
    return message(
        say.plain("action_plan.marked.text", **about),
        section(say.mrkdwn("action_plan.marked.title", **about)),
        context(say.mrkdwn("action_plan.marked.shared", **about)),
        actions(look),
    )


def answered(shown: GoalSeen, say: Wording) -> Message:
    """What takes the place of the question, once this mentor has answered it."""
    assert shown.goal is not None
    name = shown.seen.mentorship.mentee.first_name
    came = "met" if shown.goal.state is GoalState.MET else "talking"
    return message(
        say.plain(f"action_plan.answered.{came}_text", name=name),
        section(say.mrkdwn(f"action_plan.answered.{came}", name=name)),
        actions(button(say.plain("action_plan.marked.look"), "goal.confirm.open", f"goal:{shown.goal.id}")),
    )


def talk(values: GoalTalk, say: Wording) -> Message:
    """To the mentee: the mentor would like to talk first."""
    name, pair = values.mentor.first_name, f"pair:{values.mentorship}"
    return message(
        say.plain("action_plan.talk.text", name=name),
        section(say.mrkdwn("action_plan.talk.title", name=name)),
        context(say.mrkdwn("action_plan.talk.shared", name=name)),
        actions(
            button(say.plain("action_plan.talk.find_time"), "meet.open", pair, primary=True),
            button(say.plain("action_plan.talk.open"), "plan.open", pair),
        ),
    )


def confirmed(values: GoalConfirmed, say: Wording) -> Message:
    """To the mentee: the goal is met for good."""
    name = values.mentor.first_name
    return message(
        say.plain("action_plan.counts.text", name=name),
        section(say.mrkdwn("action_plan.counts.title", name=name)),
        typed(values.title),
        actions(button(say.plain("action_plan.counts.open"), "plan.open", f"pair:{values.mentorship}")),
    )


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {
    "goal.confirm": marked,
    "goal.talk": talk,
    "goal.met": confirmed,
}
