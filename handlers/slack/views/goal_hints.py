"""What may be missing in a goal that was saved: one or two thoughts, with *Change it* and *Leave it so*."""

from __future__ import annotations

from collections.abc import Sequence

from bot.mentoring import smart
from bot.mentoring.goals import Goal
from bot.mentoring.smart import Hint, Telling
from bot.usecases.action_plan import PlanSeen
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import context, modal, section, typed
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "goal.hints"


def telling(say: Wording) -> Telling:
    """The words by which the language of these texts tells."""
    vague, counted = (
        [each.strip() for each in say.plain(f"smart.words.{words}").split(",")] for words in ("vague", "counted")
    )
    return Telling(vague, counted)


def hints(seen: PlanSeen, goal: Goal, was: Goal | None, say: Wording) -> list[Hint]:
    """What to point at in a goal as this person has saved it."""
    role = seen.mentorship.member(seen.me.id).role
    return smart.missing(goal, was, seen.plan.steps, by=role, today=seen.today, telling=telling(say))


def build(
    seen: PlanSeen, goal: Goal, found: Sequence[Hint], say: Wording, *, below: str = "", over: bool = False
) -> View:
    """The page, which is left by closing it; `below`: the plan's modal under it; `over`: it lies over another one."""
    return modal(
        CALLBACK_ID,
        title=say.plain("smart.hints.title"),
        submit=say.plain("smart.hints.submit"),
        close=say.plain("smart.hints.close"),
        metadata={"goal": goal.id, "below": below, "over": over},
        blocks=[
            section(say.mrkdwn("smart.G.smart")),
            typed(goal.title),
            *(section(_words(seen, hint, say)) for hint in found),
            context(say.mrkdwn("smart.hints.private")),
        ],
    )


def _words(seen: PlanSeen, hint: Hint, say: Wording) -> str:
    if hint is Hint.DEADLINES:
        return say.mrkdwn("smart.G.deadlines")
    count = sum(not step.is_done for step in seen.plan.steps)
    name = seen.mentorship.mentee.first_name
    return say.mrkdwn(f"smart.hints.{hint}", name=name, count=english.number(count, capital=True))


def for_mentor(seen: PlanSeen, goal: Goal, say: Wording) -> list[Block]:
    """Beside the question whether a goal is met: what a mentor may ask. Nothing for the mentee."""
    if goal.marked_at is None or seen.me.id == seen.mentorship.mentee.id:
        return []
    asking = smart.to_ask(goal, marked_on=seen.day(goal.marked_at), telling=telling(say))
    if asking is None:
        return []
    return [context(say.mrkdwn(f"smart.confirm.{asking}", name=seen.mentorship.mentee.first_name))]
