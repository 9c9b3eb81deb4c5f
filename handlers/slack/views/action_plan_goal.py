"""The form of a goal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.mentoring.goals import OUTCOME, SKILLS, TITLE, Goal, GoalWords, current
from bot.usecases.action_plan import PlanSeen
from bot.usecases.goals import GoalSeen
from handlers.slack.incoming import ViewPlace
from handlers.slack.show import Block, View
from handlers.slack.views.action_plan import partners, to_mentee
from handlers.slack.views.blocks import (
    actions,
    asked_first,
    button,
    context,
    cut,
    date_input,
    field,
    modal,
    option,
    section,
    select,
    text_input,
    typed,
)
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "goal.save"
PRIORITIES = ("first", "second", "third")


def build(
    shown: GoalSeen,
    say: Wording,
    *,
    below: str = "",
    over: bool = False,
    written: GoalWords | None = None,
    theirs: Goal | None = None,
) -> View:
    """The form. A new goal is asked for in two fields; day and place in the order are proposed, and *More* shows them
    beside what was `written`. `theirs`: what was saved while somebody wrote; `below`: the plan's modal; `over`: it lies
    over another one."""
    seen, goal = shown.seen, theirs or shown.goal
    stored = _words(seen, goal, shown.proposed)
    words = stored if written is None else replace(written, priority=written.priority or stored.priority)
    few = goal is None and written is None
    blocks = _first(seen, words, say, hint=_hint(shown, say))
    blocks += _folded(seen, words, say) if few else _more(seen, words, say)
    blocks.append(context(_t(say, "shared", names=partners(seen))))
    if theirs is not None:
        blocks = [section(say.mrkdwn("action_plan.meanwhile.text")), typed(_saved(theirs, say)), *blocks]
    if goal is not None:
        drop = button(_t(say, "drop"), "goal.drop", f"goal:{goal.id}")
        asked = {"title": "drop_title", "text": "drop_text", "confirm": "drop_yes", "deny": "drop_no"}
        blocks.append(actions(asked_first(drop, **{name: _t(say, key) for name, key in asked.items()})))
    return modal(
        CALLBACK_ID,
        title=_t(say, "title"),
        submit=_t(say, "submit"),
        close=_t(say, "close"),
        blocks=blocks,
        metadata={
            "pair": seen.mentorship.id,
            "goal": goal.id if goal else 0,
            "revision": goal.revision if goal else 0,
            "priority": goal.priority if goal else 0,
            "target": words.target.isoformat() if few and words.target else "",
            "below": below,
            "over": over,
        },
    )


def _t(say: Wording, key: str, **values: object) -> str:
    return say.mrkdwn(f"action_plan.goal_form.{key}", **values)


def _words(seen: PlanSeen, goal: Goal | None, proposed: str) -> GoalWords:
    if goal is not None:
        return GoalWords(goal.title, goal.outcome, goal.skills, goal.target, goal.priority)
    soon = seen.today + relativedelta(months=3)
    end = seen.mentorship.end
    target = min(soon, end) if end >= seen.today else soon
    return GoalWords(cut(proposed, TITLE), "", "", target, min(3, len(current(seen.plan.goals)) + 1))


def _hint(shown: GoalSeen, say: Wording) -> str:
    if shown.own:
        return say.plain("thoughts.nine.proposed")
    if shown.proposed:
        return _t(say, "proposed")
    if shown.goal is not None or shown.seen.me.id != shown.seen.mentorship.mentee.id:
        return ""
    return say.plain("smart.G.sources_power" if shown.seen.mentorship.power else "smart.G.sources")


def _first(seen: PlanSeen, words: GoalWords, say: Wording, *, hint: str) -> list[Block]:
    goal = text_input(
        max_length=TITLE, initial=words.title, placeholder=_t(say, "goal_placeholder"), focus=not words.title
    )
    outcome = text_input(
        max_length=OUTCOME, initial=words.outcome, multiline=True, placeholder=_t(say, "outcome_placeholder")
    )
    return [
        field("goal", to_mentee(seen, say, "action_plan.goal_form.goal"), goal, hint=hint),
        field("outcome", _t(say, "outcome"), outcome),
    ]


def _folded(seen: PlanSeen, words: GoalWords, say: Wording) -> list[Block]:
    assert words.target is not None
    day = english.long_day(words.target, today=seen.today)
    more = button(_t(say, "more"), "goal.more", f"pair:{seen.mentorship.id}", label=_t(say, "more_label"))
    return [section(_t(say, "folded", day=day, nth=words.priority), accessory=more)]


def _more(seen: PlanSeen, words: GoalWords, say: Wording) -> list[Block]:
    end = english.long_day(seen.mentorship.end, today=seen.today)
    priorities = [option(_t(say, name), str(nth)) for nth, name in enumerate(PRIORITIES, start=1)]
    skills = text_input(max_length=SKILLS, initial=words.skills, multiline=True)
    return [
        field("target_date", _t(say, "target"), date_input(words.target), hint=_t(say, "ends", end=end), optional=True),
        field("skills", to_mentee(seen, say, "action_plan.goal_form.skills"), skills, optional=True),
        field(
            "priority",
            _t(say, "priority"),
            select(priorities, str(words.priority or 1)),
            hint=_t(say, "priority_hint"),
        ),
    ]


def _saved(goal: Goal, say: Wording) -> str:
    lines = [goal.title, say.plain("action_plan.goal.know", outcome=goal.outcome)]
    if goal.skills:
        lines.append(say.plain("action_plan.goal.learn", skills=goal.skills))
    if goal.target is not None:
        lines.append(say.plain("action_plan.by", day=english.short_day(goal.target)))
    return "\n".join(lines)


def read(form: ViewPlace) -> GoalWords:
    """What was written, and the day that was proposed where none was asked for. A priority that was left as it was shown
    stays None: the others may have moved it meanwhile."""
    values, carried = form.values, form.carried
    target = values.date("target_date") if "target_date" in values else str(carried.get("target", ""))
    priority = int(values.choice("priority") or 0)
    return GoalWords(
        title=" ".join(values.text("goal").split()),
        outcome=values.text("outcome"),
        skills=values.text("skills"),
        target=date.fromisoformat(target) if target else None,
        priority=None if priority in (0, carried.get("priority")) else priority,
    )


def unfolded(shown: GoalSeen, form: ViewPlace, say: Wording) -> View:
    """The same form with all that can be said of a goal, and with what stands in it by now; it leads back where it did."""
    whole = build(shown, say, written=read(form))
    carried = {**form.carried, "target": ""}
    return {**whole, "callback_id": form.callback, "private_metadata": json.dumps(carried, sort_keys=True)}
