"""The plan at a glance, in a message that one person sees."""

from __future__ import annotations

from bot.mentoring.action_plan import GoalGlance, glance
from bot.mentoring.goals import AT_A_TIME
from bot.usecases.action_plan import PlanSeen
from handlers.slack.show import Message
from handlers.slack.views.action_plan import partners, progress
from handlers.slack.views.blocks import actions, button, context, message, section
from handlers.slack.views.wording import Wording
from prompts import english


def build(seen: PlanSeen, say: Wording) -> Message:
    """`/mentor progress`: counts and days, nothing of what was typed."""
    counted, names, pair = glance(seen.plan), partners(seen), f"pair:{seen.mentorship.id}"
    if not counted.goals:
        return message(
            say.plain("action_plan.look.empty_text", names=names),
            section(say.mrkdwn("action_plan.look.empty", names=names)),
            actions(button(say.plain("action_plan.plan.add_goal"), "goal.add", pair, primary=True)),
        )
    totals = {"names": names, "done": counted.done, "total": counted.total}
    lines = [_line(goal, seen, say) for goal in counted.goals[: 2 * AT_A_TIME]]
    if counted.next_due is not None:
        coming = say.plain("action_plan.look.next", day=counted.next_due)
    elif any(goal.next_step for goal in counted.goals):
        coming = say.plain("action_plan.look.next_undated")
    else:
        coming = say.plain("action_plan.look.nothing_next")
    dots = english.dots(counted.done, counted.total)
    return message(
        " ".join([say.plain("action_plan.look.text", **totals), *(f"{line}." for line in lines), coming]),
        section(
            say.mrkdwn("action_plan.look.title", **totals, dots=dots).rstrip(),
            accessory=button(say.plain("action_plan.look.open"), "plan.open", pair),
        ),
        section("\n".join(lines)),
        context(coming),
    )


def _line(goal: GoalGlance, seen: PlanSeen, say: Wording) -> str:
    if goal.met_at is not None:
        return say.plain("action_plan.look.met", day=english.short_day(seen.day(goal.met_at)))
    line = progress(goal, say)
    if goal.target is not None:
        line = f"{line}  {say.plain('action_plan.by', day=english.short_day(goal.target))}"
    return say.plain("action_plan.look.goal", priority=goal.priority, line=line)
